/** How the process begins. */
@NullMarked
package dev.trestle.app.start;

import org.jspecify.annotations.NullMarked;
