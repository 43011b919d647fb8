/** Holds the SDK's public signatures to the list that is checked in. */
@NullMarked
package dev.trestle.sdk.signatures;

import org.jspecify.annotations.NullMarked;
