/** Turns the inputs of mutations into commands, and identifies them for operation keys. */
@NullMarked
package dev.trestle.graphql.desk.input;

import org.jspecify.annotations.NullMarked;
