/**
 * Files by content: each blob is stored once under its SHA-256, durable before anything may name
 * it.
 */
@NullMarked
package dev.trestle.store.blobs;

import org.jspecify.annotations.NullMarked;
