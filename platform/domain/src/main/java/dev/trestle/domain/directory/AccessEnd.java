package dev.trestle.domain.directory;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of the credentials of somebody who leaves or gets another address. */
final class AccessEnd {
  private AccessEnd() {}

  /** Bars the account, ends its sessions and revokes the tokens of a party. */
  static void of(Draft draft, UUID principalId) {
    Account account = draft.state().table(Tables.ACCOUNTS).unique("principal", principalId);
    if (account != null && !account.disabled()) {
      draft.put(Tables.ACCOUNTS, account.withStanding(true, draft.now()).nextVersion());
      var sessions = draft.state().table(Tables.SESSIONS);
      for (int slot : sessions.group("account", account.id()).toArray()) {
        Session session = sessions.require(slot);
        if (!session.revoked() && session.expiresAtMillis() > draft.now()) {
          draft.put(
              Tables.SESSIONS,
              session.revoke(RevocationCause.ENDED_BY_ADMINISTRATOR, draft.now()).nextVersion());
        }
      }
    }
    var tokens = draft.state().table(Tables.API_TOKENS);
    for (int slot : tokens.group("principal", principalId).toArray()) {
      ApiToken token = tokens.require(slot);
      if (!token.revoked() && token.expiresAtMillis() > draft.now()) {
        draft.put(Tables.API_TOKENS, token.revoke(draft.now()).nextVersion());
      }
    }
  }

  /** Lets the sign-in name follow the address; refuses to leave an account without one. */
  static void followEmail(
      Draft draft, UUID principalId, @Nullable String before, @Nullable String after) {
    Account account = draft.state().table(Tables.ACCOUNTS).unique("principal", principalId);
    if (account == null || Objects.equals(before, after)) {
      return;
    }
    if (after == null) {
      draft.problem(
          ProblemType.PRECONDITION,
          "EMAIL_NEEDED",
          "This address is the name to sign in with. Give another one instead.",
          "input",
          "email");
    } else {
      draft.put(Tables.ACCOUNTS, account.withEmail(after).nextVersion());
    }
  }
}
