/**
 * What tests of several modules stand on: the real inputs that lie beside the repository, inputs
 * that are made, and the programs of the machine.
 */
@NullMarked
package dev.trestle.testdata;

import org.jspecify.annotations.NullMarked;
