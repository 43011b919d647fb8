/**
 * How the command line asks a desk, running or not: through its public GraphQL API and nothing
 * else.
 */
@NullMarked
package dev.trestle.app.client;

import org.jspecify.annotations.NullMarked;
