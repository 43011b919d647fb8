/** The desk as anybody outside meets it: over HTTP, in this process or in one of its own. */
@NullMarked
package dev.trestle.app.outside;

import org.jspecify.annotations.NullMarked;
