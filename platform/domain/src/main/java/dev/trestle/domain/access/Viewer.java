package dev.trestle.domain.access;

import dev.trestle.sdk.desk.PrincipalKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The party on whose behalf one request runs, with everything that decides what it may see and do.
 *
 * @param id the agent, contact or service; null for an anonymous viewer and for the desk itself
 * @param companyId the company of a contact or partner, else null
 * @param permissions the union of the roles' permissions, already narrowed to the token's scopes
 * @param credentialId the session or API token the request came with, null when there is none
 * @param passwordChangeDue true while the party signed in with a one-time password: it then has no
 *     permissions, and every door sends it to {@code passwordChange} first
 */
public record Viewer(
    @Nullable UUID id,
    PrincipalKind kind,
    String name,
    @Nullable UUID companyId,
    List<String> roles,
    Set<String> permissions,
    @Nullable UUID credentialId,
    boolean passwordChangeDue)
    implements dev.trestle.sdk.desk.Viewer {

  public static final Viewer ANONYMOUS =
      new Viewer(null, PrincipalKind.ANONYMOUS, "anonymous", null, List.of(), Set.of(), null);

  /** A viewer that nothing holds up. */
  public Viewer(
      @Nullable UUID id,
      PrincipalKind kind,
      String name,
      @Nullable UUID companyId,
      List<String> roles,
      Set<String> permissions,
      @Nullable UUID credentialId) {
    this(id, kind, name, companyId, roles, permissions, credentialId, false);
  }

  public Viewer {
    roles = List.copyOf(roles);
    permissions = Set.copyOf(permissions);
  }

  @Override
  public boolean may(String permission) {
    return permissions.contains(permission);
  }

  public boolean signedIn() {
    return kind != PrincipalKind.ANONYMOUS;
  }

  /** The permissions in a stable order, for answers. */
  public List<String> permissionsSorted() {
    return List.copyOf(new TreeSet<>(permissions));
  }
}
