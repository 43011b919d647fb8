/** The entry: what a plugin is, and everything it contributes, as data. */
@NullMarked
package dev.trestle.sdk.plugin;

import org.jspecify.annotations.NullMarked;
