/** Calling the outside: the desk's own guarded way out. */
@NullMarked
package dev.trestle.sdk.net;

import org.jspecify.annotations.NullMarked;
