/** The mutations: bound input in, command executed, payload read from the answer's own snapshot. */
@NullMarked
package dev.trestle.graphql.desk.mutation;

import org.jspecify.annotations.NullMarked;
