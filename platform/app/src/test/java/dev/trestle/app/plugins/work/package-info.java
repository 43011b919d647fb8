/** Tries what plugins do on their own. */
@NullMarked
package dev.trestle.app.plugins.work;

import org.jspecify.annotations.NullMarked;
