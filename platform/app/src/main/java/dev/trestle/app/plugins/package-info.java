/**
 * The desk's plugins at work: which of them run, how one set of them takes the place of another on
 * a running desk, and everything they find around themselves.
 */
@NullMarked
package dev.trestle.app.plugins;

import org.jspecify.annotations.NullMarked;
