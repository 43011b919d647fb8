/** The addresses below {@code /plugins}, behind which plugins answer those who call them. */
@NullMarked
package dev.trestle.http.plugins;

import org.jspecify.annotations.NullMarked;
