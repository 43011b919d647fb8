/**
 * Subscriptions: graphql-transport-ws on {@code /graphql} and graphql-sse on {@code
 * /graphql/stream}. Nothing is buffered here. Each subscription pulls from its source and writes
 * straight to its socket, so a slow reader slows its own source, is dropped when it stalls, and
 * costs no memory.
 */
@NullMarked
package dev.trestle.http.live;

import org.jspecify.annotations.NullMarked;
