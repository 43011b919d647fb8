/** Plugins as administrators see and change them through the schema. */
@NullMarked
package dev.trestle.graphql.desk.plugins;

import org.jspecify.annotations.NullMarked;
