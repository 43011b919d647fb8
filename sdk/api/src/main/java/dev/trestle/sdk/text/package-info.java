/** Texts in the languages of those who read them. */
@NullMarked
package dev.trestle.sdk.text;

import org.jspecify.annotations.NullMarked;
