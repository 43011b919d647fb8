/** A plugin that behaves badly, for others to stand beside. */
@NullMarked
package dev.trestle.plugins.rude;

import org.jspecify.annotations.NullMarked;
