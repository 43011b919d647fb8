package dev.trestle.domain.credentials;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.record.Stored;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outside identity provider (OpenID Connect) whose tokens the desk accepts.
 *
 * @param issuer compared character by character with the token's {@code iss}
 * @param audience must be the token's {@code aud} or one of its entries
 * @param algorithms the accepted signature algorithms, among RS256, ES256 and EdDSA
 * @param jwksJson the issuer's public keys, pinned; null when they are fetched
 * @param jwksUrl where the keys are fetched from; null when they are pinned
 * @param subjectClaim the claim that names the person for the issuer, usually {@code sub}
 * @param emailClaim the claim that holds the address, usually {@code email}
 * @param extra fields of a later version, carried along untouched
 */
public record TrustedIssuer(
    UUID id,
    int version,
    String issuer,
    String audience,
    List<String> algorithms,
    @Nullable String jwksJson,
    @Nullable String jwksUrl,
    String subjectClaim,
    String emailClaim,
    boolean enabled,
    Document extra)
    implements Stored {

  public TrustedIssuer {
    algorithms = List.copyOf(algorithms);
  }
}
