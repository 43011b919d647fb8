/**
 * The machinery that answers GraphQL requests: it composes schema texts and registered fields into
 * one schema generation, admits documents within limits, compiles each operation into a plan that
 * loads nested lists level by level and writes JSON straight into bytes, and falls back to
 * graphql-java for introspection. It knows nothing of tickets; those stand in the packages beside
 * it.
 */
@NullMarked
package dev.trestle.graphql.engine;

import org.jspecify.annotations.NullMarked;
