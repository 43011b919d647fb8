/** The plugins of this tree, each on a whole desk. */
@NullMarked
package dev.trestle.plugins.tests;

import org.jspecify.annotations.NullMarked;
