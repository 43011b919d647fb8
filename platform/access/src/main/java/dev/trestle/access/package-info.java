/**
 * How credentials are made and checked: passwords, second factors, sessions, access tokens of the
 * desk, tokens of outside issuers, API tokens.
 *
 * <p>Start reading at {@link dev.trestle.access.Access}, which puts the parts together. Time comes
 * from an {@link java.time.InstantSource}, randomness from a {@link java.security.SecureRandom},
 * both handed in. Nothing here writes a record; changed records go back to the caller.
 */
@NullMarked
package dev.trestle.access;

import org.jspecify.annotations.NullMarked;
