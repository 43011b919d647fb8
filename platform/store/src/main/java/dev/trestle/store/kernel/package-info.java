/**
 * The one writer: decides on snapshots, puts commits in order, publishes what is on disk, and keeps
 * the object graph behind the log.
 */
@NullMarked
package dev.trestle.store.kernel;

import org.jspecify.annotations.NullMarked;
