/** Finds the real inputs that tests read and that lie beside the repository. */
@NullMarked
package dev.trestle.testdata;

import org.jspecify.annotations.NullMarked;
