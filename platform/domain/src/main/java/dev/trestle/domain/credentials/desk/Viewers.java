package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.BearerVerifier;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells who stands behind a request. Whether the credential, the account and the party still stand
 * is looked up in the given snapshot every time; what roles allow is worked out once and kept while
 * neither the party nor any role changes.
 */
public final class Viewers {
  private static final int KEPT_MAX = 20_000;

  /** Who asks. */
  public sealed interface Answer {
    /**
     * Somebody, or {@link Viewer#ANONYMOUS}.
     *
     * @param expiresAtMillis when the credential ends
     */
    record Known(Viewer viewer, long expiresAtMillis) implements Answer {}

    /** Nobody, with the reason as far as the caller may know it. */
    record Refused(Problem problem) implements Answer {}
  }

  private static final Answer.Known ANONYMOUS = new Answer.Known(Viewer.ANONYMOUS, Long.MAX_VALUE);

  private record Kept(Stored party, Table<Role> roles, boolean changeDue, Viewer viewer) {}

  private final BearerVerifier verifier;
  private final CredentialViews views;
  private final ConcurrentHashMap<UUID, Kept> kept = new ConcurrentHashMap<>();

  public Viewers(BearerVerifier verifier, CredentialViews views) {
    this.verifier = verifier;
    this.views = views;
  }

  /**
   * @param bearer what follows {@code Bearer } in the header; null when nothing was sent
   */
  public Answer of(@Nullable String bearer, State state) {
    if (bearer == null) {
      return ANONYMOUS;
    }
    CredentialRecords records = views.on(state);
    return switch (verifier.verify(bearer, records)) {
      case Bearer.SignedIn person ->
          known(
              state,
              Principal.find(state, person.principalId()),
              person.sessionId(),
              null,
              person.passwordChangeDue(),
              person.expiresAtMillis());
      case Bearer.Machine machine ->
          barred(state, machine.principalId())
              ? refused(RefusalReason.INVALID_CREDENTIALS)
              : known(
                  state,
                  Principal.find(state, machine.principalId()),
                  machine.tokenId(),
                  machine.scopes(),
                  false,
                  machine.expiresAtMillis());
      case Bearer.Outsider outsider -> outsider(state, outsider);
      case Bearer.Refused refused -> refused(refused.reason());
    };
  }

  /** An outsider is whoever here has the address that the issuer vouches for. */
  private Answer outsider(State state, Bearer.Outsider outsider) {
    String email = outsider.email();
    Principal party =
        email == null || !outsider.emailVerified() ? null : Principal.byEmail(state, email);
    // Only the holder of a genuine token gets here, so telling why helps nobody to guess.
    return party == null || !party.active() || barred(state, party.id())
        ? refused(RefusalReason.OUTSIDER_UNKNOWN)
        : known(state, party, party.id(), null, false, outsider.expiresAtMillis());
  }

  private static boolean barred(State state, UUID principalId) {
    Account account = state.table(Tables.ACCOUNTS).unique("principal", principalId);
    return account != null && account.disabled();
  }

  private Answer known(
      State state,
      @Nullable Principal party,
      UUID credentialId,
      @Nullable List<String> scopes,
      boolean changeDue,
      long expiresAtMillis) {
    if (party == null || !party.active()) {
      return refused(RefusalReason.INVALID_CREDENTIALS);
    }
    Kept known = kept.get(credentialId);
    Table<Role> roles = state.table(Tables.ROLES);
    if (known == null
        || known.party() != party.record()
        || known.roles() != roles
        || known.changeDue() != changeDue) {
      known =
          new Kept(
              party.record(),
              roles,
              changeDue,
              viewer(state, party, credentialId, changeDue ? List.of() : scopes, changeDue));
      if (kept.size() >= KEPT_MAX) {
        kept.clear();
      }
      kept.put(credentialId, known);
    }
    return new Answer.Known(known.viewer(), expiresAtMillis);
  }

  /**
   * The same party with what it may do by now; null when the party, its session or its token is no
   * longer good. For connections that stay open: the time limit of an access token is the door's
   * business, because the client renews it there.
   */
  public @Nullable Viewer again(Viewer opened, State state) {
    UUID id = opened.id();
    if (id == null) {
      return opened.signedIn() ? opened : Viewer.ANONYMOUS;
    }
    Principal party = Principal.find(state, id);
    if (party == null || !party.active() || barred(state, id)) {
      return null;
    }
    UUID credential = opened.credentialId();
    CredentialRecords records = views.on(state);
    Session session = credential == null ? null : records.session(credential);
    ApiToken token = credential == null ? null : records.apiToken(credential);
    if ((session != null && session.revokedAtMillis() != 0)
        || (token != null && token.revokedAtMillis() != 0)) {
      return null;
    }
    if (opened.permissions().isEmpty()) {
      return opened;
    }
    List<String> scopes = token == null ? null : token.scopes();
    return credential != null
            && known(state, party, credential, scopes, false, Long.MAX_VALUE)
                instanceof Answer.Known present
        ? present.viewer()
        : opened;
  }

  private static Viewer viewer(
      State state,
      Principal party,
      UUID credentialId,
      @Nullable List<String> scopes,
      boolean changeDue) {
    Set<String> permissions = new TreeSet<>(party.permissions(state));
    if (scopes != null) {
      permissions.retainAll(scopes);
    }
    return new Viewer(
        party.id(),
        party.kind(),
        party.name(),
        party.companyId(),
        party.roleKeys(state),
        permissions,
        credentialId,
        changeDue);
  }

  private static Answer refused(RefusalReason reason) {
    return new Answer.Refused(
        Problem.of(ProblemType.UNAUTHENTICATED, reason.code(), reason.sentence()));
  }
}
