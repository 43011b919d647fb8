/**
 * Makes plugins a part of the schema: their fields read what the SDK shows of the desk, every call
 * into them is guarded and made once per level, and what they answer becomes what the viewer may
 * see of it.
 */
@NullMarked
package dev.trestle.graphql.plugin;

import org.jspecify.annotations.NullMarked;
