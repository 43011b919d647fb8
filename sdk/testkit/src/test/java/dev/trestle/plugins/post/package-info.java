/** A plugin under test that works on a thread of its own and brings files. */
@NullMarked
package dev.trestle.plugins.post;

import org.jspecify.annotations.NullMarked;
