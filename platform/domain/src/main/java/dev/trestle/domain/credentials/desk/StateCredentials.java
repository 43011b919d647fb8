package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The credential records of one snapshot. */
record StateCredentials(State state, List<SigningKey> signingKeys) implements CredentialRecords {

  @Override
  public @Nullable Account account(UUID id) {
    return state.get(Tables.ACCOUNTS, id);
  }

  @Override
  public @Nullable Account accountByEmail(String email) {
    return state.table(Tables.ACCOUNTS).unique("email", email);
  }

  @Override
  public @Nullable Session session(UUID id) {
    return state.get(Tables.SESSIONS, id);
  }

  @Override
  public @Nullable ApiToken apiToken(UUID id) {
    return state.get(Tables.API_TOKENS, id);
  }

  @Override
  public @Nullable TrustedIssuer trustedIssuer(String issuer) {
    return state.table(Tables.TRUSTED_ISSUERS).unique("issuer", issuer);
  }
}
