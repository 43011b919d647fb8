/** The public API end to end on a desk in memory: schema, engine, deciders and log together. */
@NullMarked
package dev.trestle.app.api;

import org.jspecify.annotations.NullMarked;
