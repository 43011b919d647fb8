package dev.trestle.domain.log;

/**
 * One durable commit. The arrays are the entry's own copies.
 *
 * @param sequence its number, from 1
 * @param atMillis its time, in milliseconds since 1970-01-01T00:00Z
 * @param payloadAddress where the payload's first byte stands
 * @param payload the bytes, or what a redaction left of them
 * @param erased whether the payload was redacted, so it is no longer what was committed
 * @param chainHash SHA-256 over the previous chain hash, sequence, time and original payload's hash
 */
public record LogEntry(
    long sequence,
    long atMillis,
    long payloadAddress,
    byte[] payload,
    boolean erased,
    byte[] chainHash) {}
