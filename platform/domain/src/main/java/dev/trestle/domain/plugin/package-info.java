/** Plugins as the desk knows them: what they are, what they contribute, and how they are called. */
@NullMarked
package dev.trestle.domain.plugin;

import org.jspecify.annotations.NullMarked;
