/** Files over HTTP: streamed in and out, never held in memory, never run in a browser. */
@NullMarked
package dev.trestle.http.files;

import org.jspecify.annotations.NullMarked;
