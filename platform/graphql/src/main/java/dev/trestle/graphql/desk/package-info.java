/**
 * The desk's own part of the public schema: every type, query, mutation and subscription of the
 * kernel, bound to the domain. {@link dev.trestle.graphql.desk.DeskApi} puts it together.
 */
@NullMarked
package dev.trestle.graphql.desk;

import org.jspecify.annotations.NullMarked;
