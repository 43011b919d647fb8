package dev.trestle.domain.credentials;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The credential records of one snapshot. */
public interface CredentialRecords {

  @Nullable Account account(UUID id);

  /** The account with this sign-in name, which is given trimmed and in lower case. */
  @Nullable Account accountByEmail(String email);

  @Nullable Session session(UUID id);

  @Nullable ApiToken apiToken(UUID id);

  /** All signing keys, retired ones included, in the order of their creation. */
  List<SigningKey> signingKeys();

  /** The issuer with exactly this name, enabled or not. */
  @Nullable TrustedIssuer trustedIssuer(String issuer);
}
