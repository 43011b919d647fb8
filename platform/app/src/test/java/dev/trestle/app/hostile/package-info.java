/** Plugins that mean harm, on a desk that tells of it and goes on. */
@NullMarked
package dev.trestle.app.hostile;

import org.jspecify.annotations.NullMarked;
