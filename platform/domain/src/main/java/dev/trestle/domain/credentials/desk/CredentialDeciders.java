package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.KeySetCheck;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.directory.TrustedIssuerDeciders;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;

/**
 * Decides whether credential records may still be put: only if nobody was first. Trusted issuers
 * hold no secrets and are ordinary commands.
 */
public final class CredentialDeciders {
  /** The problem of a step that was overtaken; the services then ask again. */
  static final String MOVED = "CREDENTIALS_MOVED";

  private CredentialDeciders() {}

  /**
   * @param keySets judges the keys of an issuer before it is trusted
   */
  public static void register(Deciders deciders, KeySetCheck keySets) {
    deciders.add(PutCredentials.class, CredentialDeciders::decide);
    TrustedIssuerDeciders.register(deciders, keySets);
  }

  private static void decide(PutCredentials wish, Draft draft) {
    for (Stored record : wish.puts()) {
      switch (record) {
        case Account account -> {
          put(draft, Tables.ACCOUNTS, account, account.nextVersion());
          draft.result(Tables.ACCOUNTS.name(), account.id());
        }
        case Session session -> put(draft, Tables.SESSIONS, session, session.nextVersion());
        case ApiToken token -> {
          put(draft, Tables.API_TOKENS, token, token.nextVersion());
          draft.result(Tables.API_TOKENS.name(), token.id());
        }
        case SigningKey key -> put(draft, Tables.SIGNING_KEYS, key, key.nextVersion());
        default -> throw notACredential(record);
      }
    }
    for (Stored record : wish.removals()) {
      if (!(record instanceof Session session)) {
        throw notACredential(record);
      }
      remove(draft, Tables.SESSIONS, session);
    }
    for (Account account : wish.relied()) {
      if (unmoved(draft, Tables.ACCOUNTS, account)) {
        draft.relyOn(Tables.ACCOUNTS, account);
      }
    }
    for (Stored record : wish.named()) {
      switch (record) {
        case Account account -> draft.unchanged(Tables.ACCOUNTS, account);
        case ApiToken token -> draft.unchanged(Tables.API_TOKENS, token);
        default -> throw notACredential(record);
      }
    }
    if (wish.eventType() != null && wish.principalId() != null) {
      // Which credential it was, not what is in it: secrets never enter events.
      draft.event(
          wish.eventType(), Tables.ACCOUNTS, wish.principalId(), null, List.of(), null, false);
    }
  }

  private static <R extends Stored> void put(Draft draft, TableSchema<R> table, R record, R next) {
    if (unmoved(draft, table, record)) {
      draft.put(table, next);
    }
  }

  private static <R extends Stored> void remove(Draft draft, TableSchema<R> table, R record) {
    if (unmoved(draft, table, record)) {
      draft.remove(table, record);
    }
  }

  private static <R extends Stored> boolean unmoved(Draft draft, TableSchema<R> table, R record) {
    R stored = draft.state().get(table, record.id());
    boolean unmoved = (stored == null ? 0 : stored.version()) == record.version();
    if (!unmoved) {
      draft.problem(
          ProblemType.CONFLICT, MOVED, "These credentials were changed at this moment. Try again.");
    }
    return unmoved;
  }

  private static IllegalStateException notACredential(Stored record) {
    return new IllegalStateException(
        record.getClass().getSimpleName() + " cannot be changed as a credential");
  }
}
