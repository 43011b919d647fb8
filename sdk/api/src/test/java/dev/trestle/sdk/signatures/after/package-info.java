/** A small SDK, as it was after a change. */
@NullMarked
package dev.trestle.sdk.signatures.after;

import org.jspecify.annotations.NullMarked;
