/**
 * Signing in and out, passwords, second factors, machine tokens and signing keys as services: each
 * asks the port for the changed records, commits them, and only then hands out what came of it.
 * Also who a verified bearer is.
 */
@NullMarked
package dev.trestle.domain.credentials.desk;

import org.jspecify.annotations.NullMarked;
