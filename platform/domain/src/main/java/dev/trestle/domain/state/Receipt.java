package dev.trestle.domain.state;

import java.util.UUID;

/**
 * That an operation key was used, by whom, for what, and which commit answered it.
 *
 * @param owner a hash of whoever used it, so that two parties may use the same key, and neither is
 *     given the other's answer
 * @param inputHash the first 64 bits of the input's SHA-256
 */
public record Receipt(UUID key, long owner, long inputHash, long atMillis, long sequence) {}
