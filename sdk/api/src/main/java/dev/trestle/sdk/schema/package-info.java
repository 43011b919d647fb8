/**
 * How the kernel and plugins put fields into the public GraphQL schema: schema text, and for every
 * field one of a few typed kinds, registered as data. {@link dev.trestle.sdk.schema.SchemaPart} is
 * the entry; the engine composes all parts, fails when a field has no registration, and derives
 * from one registration every way in which it executes the field.
 */
@NullMarked
package dev.trestle.sdk.schema;

import org.jspecify.annotations.NullMarked;
