/**
 * Webhooks to a receiver in all its moods: who makes the events, who receives them, and what must
 * be true of what arrived.
 */
@NullMarked
package dev.trestle.benchmarks.hooks;

import org.jspecify.annotations.NullMarked;
