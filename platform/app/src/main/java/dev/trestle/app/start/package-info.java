/** How the process begins: with the Java options and the class cache that suit a desk. */
@NullMarked
package dev.trestle.app.start;

import org.jspecify.annotations.NullMarked;
