/**
 * Lists: filters that compose, several sort keys, and pages that neither skip nor repeat. A filter
 * is evaluated on one snapshot, mostly by set operations on index entries.
 */
@NullMarked
package dev.trestle.domain.query;

import org.jspecify.annotations.NullMarked;
