/**
 * The HTTP floor: one Helidon server whose paths are GraphQL, live events, files, the explorer and
 * what operators read. {@link dev.trestle.http.HttpServer} is the way in; each package beside it is
 * one kind of door, and {@code exchange} holds what all doors share.
 */
@NullMarked
package dev.trestle.http;

import org.jspecify.annotations.NullMarked;
