/** A small SDK, as it was before a change. */
@NullMarked
package dev.trestle.sdk.signatures.before;

import org.jspecify.annotations.NullMarked;
