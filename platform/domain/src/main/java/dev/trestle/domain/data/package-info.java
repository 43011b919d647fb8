/**
 * Immutable collections that share structure between versions: the ground on which snapshots stand.
 *
 * <p>A <em>slot</em> is a dense non-negative int that names a record in its table. {@link
 * dev.trestle.domain.data.PersistentVector} holds the records; {@link
 * dev.trestle.domain.data.SlotHash}, {@link dev.trestle.domain.data.SlotSet} and {@link
 * dev.trestle.domain.data.SortedSlots} hold only slots and find, filter and order the records. An
 * update copies one path from the root and leaves every earlier version as it was, so a version may
 * be read by any number of threads once its reference was published safely.
 */
@NullMarked
package dev.trestle.domain.data;

import org.jspecify.annotations.NullMarked;
