/**
 * The commit log on one machine. {@link dev.trestle.store.log.LocalCommitLog} keeps it in a
 * directory of segment files, {@link dev.trestle.store.log.MemoryCommitLog} runs the very same code
 * over byte arrays. Both are a {@link dev.trestle.store.log.SegmentedLog}: the sequencer queues,
 * one writer thread writes and forces whole groups, readers look at memory-mapped segments. {@link
 * dev.trestle.store.log.LogOpening} decides at start what is a torn tail and what is damage; {@link
 * dev.trestle.store.log.LogVerifier} checks everything, {@link dev.trestle.store.log.LogBackup}
 * copies while writing goes on.
 */
@NullMarked
package dev.trestle.store.log;

import org.jspecify.annotations.NullMarked;
