/** The explorer page as a person meets it, in a real browser. */
@NullMarked
package dev.trestle.app.browser;

import org.jspecify.annotations.NullMarked;
