/** Signing in and out, passwords, second factors and machine tokens, as mutations. */
@NullMarked
package dev.trestle.graphql.desk.credential;

import org.jspecify.annotations.NullMarked;
