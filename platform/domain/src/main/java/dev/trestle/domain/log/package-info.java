/**
 * The commit log as the domain sees it: an ordered, durable, hash-chained list of payloads with one
 * writer. The store floor implements it; a replicated log can take its place behind the same port.
 */
@NullMarked
package dev.trestle.domain.log;

import org.jspecify.annotations.NullMarked;
