package dev.trestle.app.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine may do what its token names, as long as it lasts. */
class MachineTokenTest {
  private static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2031-03-03T09:00:00Z"));

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;
  private static String machine;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"), Map.of(), CLOCK);
    DeskClient admin = desk.admin();
    String role =
        admin
            .done(
                "roleCreate",
                Map.of(
                    "key",
                    "probe",
                    "name",
                    "Probe",
                    "permissions",
                    List.of("ticket.create", "ticket.read.all", "ticket.comment")),
                "role { id }")
            .at("/role/id")
            .asText();
    machine =
        admin
            .done(
                "serviceUserCreate",
                Map.of("name", "Probe", "roleIds", List.of(role)),
                "serviceUser { id }")
            .at("/serviceUser/id")
            .asText();
  }

  private static JsonNode token(Duration life, String... scopes) {
    return desk.admin()
        .done(
            "apiTokenCreate",
            Map.of(
                "serviceUserId",
                machine,
                "name",
                "probe",
                "scopes",
                List.of(scopes),
                "expiresAt",
                CLOCK.instant().plus(life).toString()),
            "secret apiToken { id }");
  }

  private static DeskClient bearing(JsonNode token) {
    return desk.anonymous().bearing(token.get("secret").asText());
  }

  @Test
  void aTokenDoesWhatItsScopesNameAndNothingElseOfItsRoles() {
    DeskClient probe = bearing(token(Duration.ofDays(1), "ticket.create"));
    assertEquals(
        "[\"ticket.create\"]",
        probe.data("{ viewer { permissions } }").at("/viewer/permissions").toString());
    JsonNode made = probe.done("ticketCreate", Map.of("subject", "Disk full"), "ticket { id }");
    assertFalse(made.path("ticket").isMissingNode());
    assertEquals(
        0, probe.data("{ tickets(first: 1) { totalCount } }").at("/tickets/totalCount").asInt());
    String id =
        desk.admin()
            .data("{ tickets(first: 1) { nodes { id } } }")
            .at("/tickets/nodes/0/id")
            .asText();
    assertEquals(
        "FORBIDDEN",
        probe
            .ask(
                DeskClient.call("ticketComment", "ticket { id }"),
                Map.of("i", Map.of("ticketId", id, "text", "hello")))
            .json()
            .at("/errors/0/extensions/type")
            .asText());
    assertEquals(
        1,
        bearing(token(Duration.ofDays(1), "ticket.read.all"))
            .data("{ tickets(first: 1) { totalCount } }")
            .at("/tickets/totalCount")
            .asInt());
  }

  @Test
  void aTokenIsRefusedOnceItHasEndedOrWasRevoked() {
    JsonNode shortLived = token(Duration.ofMinutes(5), "ticket.create");
    JsonNode longer = token(Duration.ofDays(2), "ticket.create");
    CLOCK.advance(Duration.ofMinutes(5));
    assertEquals("TOKEN_EXPIRED", bearing(shortLived).ask("{ viewer { name } }").code());
    assertEquals(200, bearing(longer).ask("{ viewer { name } }").status());
    desk.admin()
        .done(
            "apiTokenRevoke",
            Map.of("apiTokenId", longer.at("/apiToken/id").asText()),
            "apiToken { revokedAt }");
    assertEquals("TOKEN_REVOKED", bearing(longer).ask("{ viewer { name } }").code());
  }
}
