/** Being called from outside: endpoints below a plugin's own path. */
@NullMarked
package dev.trestle.sdk.http;

import org.jspecify.annotations.NullMarked;
