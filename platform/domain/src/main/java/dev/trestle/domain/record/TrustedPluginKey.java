package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;

/**
 * A key whose signature on a plugin the owner trusts.
 *
 * @param keyId as signatures name it; unique
 * @param name whose key it is, for people
 * @param publicKey an Ed25519 public key in base64
 */
public record TrustedPluginKey(
    UUID id,
    int version,
    String keyId,
    String name,
    String publicKey,
    long createdAtMillis,
    Document extra)
    implements Stored {}
