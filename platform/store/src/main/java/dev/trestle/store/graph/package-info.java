/**
 * The object graph in Eclipse Store: a tree of pages behind the commit log.
 *
 * <p>A {@link dev.trestle.store.graph.PageGraph} holds per table a trie of groups, each of 64
 * frames; a frame is one page of encoded records with a checksum. A page keeps its object id when
 * it is replaced, so a checkpoint leaves gaps in files, which file housekeeping closes, but never
 * an unreachable object: Eclipse Store's garbage collector has nothing to do and is switched off.
 */
@NullMarked
package dev.trestle.store.graph;

import org.jspecify.annotations.NullMarked;
