package dev.trestle.graphql.engine;

import org.jspecify.annotations.Nullable;

/**
 * The type of a value within a plan: exactly one of element (a list), leaf and selection is set.
 */
record Shape(
    boolean nonNull,
    @Nullable Shape element,
    @Nullable LeafWriter leaf,
    @Nullable SelectionPlan selection) {}
