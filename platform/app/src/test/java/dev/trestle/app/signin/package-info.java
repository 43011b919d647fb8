/** Signing in and out of a running desk, and what a credential is good for while and after. */
@NullMarked
package dev.trestle.app.signin;

import org.jspecify.annotations.NullMarked;
