/** Files that plugins bring into the desk and read from it, as streams. */
@NullMarked
package dev.trestle.sdk.files;

import org.jspecify.annotations.NullMarked;
