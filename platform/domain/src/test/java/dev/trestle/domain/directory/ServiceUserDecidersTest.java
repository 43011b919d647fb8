package dev.trestle.domain.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.CreateRole;
import dev.trestle.domain.command.DirectoryCommands.CreateServiceUser;
import dev.trestle.domain.command.DirectoryCommands.DeactivateServiceUser;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.record.ServiceUser;
import dev.trestle.domain.state.Tables;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServiceUserDecidersTest {
  private final MemoryDesk desk = MemoryDesk.started();

  private UUID probe() {
    return machine("Probe");
  }

  private UUID machine(String name) {
    return desk.done(new CreateServiceUser(null, name, List.of(desk.role("service"))));
  }

  private ServiceUser get(UUID id) {
    return Objects.requireNonNull(desk.state.get(Tables.SERVICE_USERS, id));
  }

  private UUID token(UUID owner, long expiresAt) {
    UUID id = desk.nextId();
    desk.arrange(draft ->
        draft.put(
            Tables.API_TOKENS,
            new ApiToken(
                id, 1, "t", owner, "hash", List.of(), 1, expiresAt, 0, "wxyz", Document.empty())));
    return id;
  }

  private ApiToken tokenNow(UUID id) {
    return Objects.requireNonNull(desk.state.get(Tables.API_TOKENS, id));
  }

  @Test
  void needsANameAndARole_andSaysSoAtOnce() {
    assertEquals(
        List.of("REQUIRED", "REQUIRED"), desk.refused(new CreateServiceUser(null, " ", List.of())));
    assertEquals(
        List.of("NOT_FOUND"),
        desk.refused(new CreateServiceUser(null, "Probe", List.of(desk.nextId()))));
  }

  @Test
  void getsNoMoreThanItsMakerHolds() {
    UUID keeper =
        desk.done(
            new CreateRole(
                null,
                "keeper",
                "Keeper",
                null,
                List.of("service_user.manage", "role.manage", "ticket.create")));
    desk.viewer =
        desk.viewerOf(
            desk.done(
                new CreateAgent(null, "Kay", null, null, null, null, List.of(keeper), null, null)));
    assertEquals(
        List.of("ROLE_EXCEEDS_OWN"),
        desk.refused(new CreateServiceUser(null, "Probe", List.of(desk.role("administrator")))));
    desk.done(new CreateServiceUser(null, "Probe", List.of(keeper)));
  }

  @Test
  void takesItsValidTokensAlong_whenItIsDeactivated_andNoOthers() {
    UUID probe = probe();
    UUID valid = token(probe, MemoryDesk.NOW + 1);
    UUID over = token(probe, MemoryDesk.NOW);
    UUID others = token(machine("Bridge"), MemoryDesk.NOW + 1);
    desk.done(new DeactivateServiceUser(probe, 1));
    assertFalse(get(probe).active());
    assertTrue(tokenNow(valid).revoked());
    assertFalse(tokenNow(over).revoked());
    assertFalse(tokenNow(others).revoked());
  }

  @Test
  void isDeactivatedOnce_andOnlyAtTheVersionThatWasLookedAt() {
    UUID probe = probe();
    assertEquals(List.of("VERSION_MOVED"), desk.refused(new DeactivateServiceUser(probe, 7)));
    desk.done(new DeactivateServiceUser(probe, null));
    ServiceUser gone = get(probe);
    desk.done(new DeactivateServiceUser(probe, null));
    assertEquals(gone, get(probe));
  }

  @Test
  void isManagedByThoseWhoMayOnly() {
    UUID probe = probe();
    desk.viewer =
        desk.viewerOf(
            desk.done(
                new CreateAgent(
                    null,
                    "Tess",
                    null,
                    null,
                    null,
                    null,
                    List.of(desk.role("technician")),
                    null,
                    null)));
    assertEquals(
        List.of("PERMISSION_MISSING"),
        desk.refused(new CreateServiceUser(null, "Probe", List.of(desk.role("service")))));
    assertEquals(
        List.of("PERMISSION_MISSING"), desk.refused(new DeactivateServiceUser(probe, null)));
  }
}
