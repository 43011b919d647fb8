/** Tests of signing in and of credentials on a whole desk. */
@NullMarked
package dev.trestle.app.credentials;

import org.jspecify.annotations.NullMarked;
