package dev.trestle.app.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.LiveReader;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session from sign-in to its end, and what ends with it. */
class SessionTest {
  private static final String WHO = "{ viewer { name } }";
  private static final String CHANGES =
      "subscription { ticketChanged { ticket { subject } event { type } } }";

  private final SettableClock clock = new SettableClock(Instant.parse("2031-03-03T09:00:00Z"));
  @TempDir private Path folder;
  @AutoClose private ServedDesk desk;
  private Newcomer tess;
  private JsonNode tokens;

  @BeforeEach
  void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"), Map.of(), clock);
    tess = Newcomer.make(desk.admin(), "Tess", "technician");
    // A password voids the sessions begun before it, and this clock does not move by itself.
    clock.advance(Duration.ofSeconds(1));
    tokens = tess.settle();
  }

  private JsonNode refresh(JsonNode pair) {
    return desk.anonymous()
        .tried(
            "tokenRefresh",
            Map.of("refreshToken", pair.get("refreshToken").asText()),
            "accessToken refreshToken");
  }

  private String refused(JsonNode tokens) {
    DeskClient.Reply reply = tess.bearing(tokens).ask(WHO);
    return reply.status() == 401 ? reply.code() : reply.body();
  }

  /** Something that everybody who listens is told of. */
  private void ticket(String subject) {
    desk.admin().done("ticketCreate", Map.of("subject", subject), "ticket { id }");
  }

  /** Whoever subscribes is told of what happens once the desk has begun to look, and not before. */
  private void awaitListeners(int count) {
    Await.until(
        count + " listen",
        () ->
            desk.anonymous()
                .get("/observe/metrics")
                .body()
                .contains("\ntrestle_live_operations " + count + "\n"));
  }

  private String upload(DeskClient client) throws IOException {
    byte[] bytes = "words".getBytes(StandardCharsets.UTF_8);
    DeskClient.Reply reply =
        client.send("POST", "/files?name=a.txt", bytes, "text/plain", Map.of());
    String path = "/files/" + reply.json().findValue("id").asText();
    assertEquals("words", client.get(path).body());
    return path;
  }

  /** Whatever was open is told nothing more, and whatever is asked is refused. */
  private void assertAllEnds(Runnable end) throws IOException {
    DeskClient client = tess.bearing(tokens);
    String file = upload(client);
    try (LiveReader socket = LiveReader.webSocket(client, CHANGES);
        LiveReader stream = LiveReader.eventStream(client, CHANGES)) {
      awaitListeners(2);
      ticket("First");
      socket.await("First");
      stream.await("First");
      end.run();
      ticket("Second");
      String left = socket.toTheEnd();
      assertTrue(left.contains("closed 4403"), left);
      assertFalse(left.contains("Second"), left);
      String rest = stream.toTheEnd();
      assertTrue(rest.contains("UNAUTHENTICATED"), rest);
      assertFalse(rest.contains("Second"), rest);
    }
    assertEquals(401, client.get(file).status());
    assertEquals(401, client.ask(WHO).status());
    assertFalse(refresh(tokens).get("userErrors").isEmpty());
  }

  @Test
  void signingOutEndsEverythingThatTheSessionHadOpen() throws IOException {
    assertAllEnds(() ->
        desk.anonymous()
            .done("signOut", Map.of("refreshToken", tokens.get("refreshToken").asText()), "done"));
  }

  @Test
  void anAgentWhoIsDeactivatedIsOutEverywhereAtOnce() throws IOException {
    JsonNode other = tess.tokens();
    assertAllEnds(
        () -> desk.admin().done("agentDeactivate", Map.of("agentId", tess.id()), "agent { id }"));
    assertEquals(401, tess.bearing(other).ask(WHO).status());
    assertEquals(
        "SIGN_IN_REFUSED",
        desk.anonymous()
            .tried(
                "signIn",
                Map.of("email", tess.email(), "password", Newcomer.PASSWORD),
                "accessToken")
            .at("/userErrors/0/code")
            .asText());
  }

  @Test
  void anotherPasswordEndsTheSessionsSoFar() throws IOException {
    clock.advance(Duration.ofSeconds(1));
    assertAllEnds(() ->
        tess.bearing(tokens)
            .done(
                "passwordChange",
                Map.of(
                    "currentPassword", Newcomer.PASSWORD, "newPassword", "nine slow otters drift"),
                "done"));
  }

  @Test
  void endingAllSessionsEndsThoseOfOtherDevicesToo() throws IOException {
    JsonNode other = tess.tokens();
    assertAllEnds(() -> tess.bearing(other).done("sessionsEnd", Map.of(), "done"));
    assertEquals("TOKEN_REVOKED", refused(other));
  }

  @Test
  void anAdministratorEndsTheSessionsOfAnother_andNobodyElseDoes() {
    Newcomer lars = Newcomer.make(desk.admin(), "Lars", "technician");
    clock.advance(Duration.ofSeconds(1));
    DeskClient other = lars.bearing(lars.settle());
    assertEquals(
        "PERMISSION_MISSING",
        other
            .ask(
                DeskClient.call("sessionsEnd", "done"),
                Map.of("i", Map.of("principalId", tess.id())))
            .code());
    assertEquals(200, tess.bearing(tokens).ask(WHO).status());
    desk.admin().done("sessionsEnd", Map.of("principalId", tess.id()), "done");
    assertEquals("TOKEN_REVOKED", refused(tokens));
    assertEquals(200, other.ask(WHO).status());
  }

  @Test
  void nobodyEndsTheSessionsOfSomebodyWhoMayDoMore() {
    desk.admin()
        .done(
            "roleCreate",
            Map.of(
                "key", "keeper",
                "name", "Keeper of passwords",
                "permissions", List.of("credential.manage")),
            "role { id }");
    Newcomer made = Newcomer.make(desk.admin(), "Kim", "keeper");
    clock.advance(Duration.ofSeconds(1));
    DeskClient kim = made.bearing(made.settle());
    DeskClient admin = desk.admin();
    String adminId = admin.data("{ viewer { id } }").at("/viewer/id").asText();
    for (String whom : List.of(adminId, tess.id())) {
      assertEquals(
          "ROLE_EXCEEDS_OWN",
          kim.ask(DeskClient.call("sessionsEnd", "done"), Map.of("i", Map.of("principalId", whom)))
              .code());
    }
    assertEquals(200, admin.ask(WHO).status());
    assertEquals(200, tess.bearing(tokens).ask(WHO).status());
    assertTrue(kim.done("sessionsEnd", Map.of(), "done").get("done").asBoolean());
    assertEquals(401, kim.ask(WHO).status());
  }

  @Test
  void aRefreshTokenThatComesBackEndsTheWholeFamily_andNoOther() {
    JsonNode other = tess.tokens();
    JsonNode second = refresh(tokens);
    assertEquals(200, tess.bearing(second).ask(WHO).status());
    // Within the grace a lost answer is given again, which is no theft.
    assertEquals(second.get("refreshToken").asText(), refresh(tokens).get("refreshToken").asText());
    clock.advance(Duration.ofMinutes(1));
    JsonNode third = refresh(second);
    clock.advance(Duration.ofMinutes(1));
    assertEquals("TOKEN_REVOKED", refresh(tokens).at("/userErrors/0/code").asText());
    assertEquals("TOKEN_REVOKED", refused(third));
    assertEquals("TOKEN_REVOKED", refused(tokens));
    assertEquals("TOKEN_REVOKED", refresh(third).at("/userErrors/0/code").asText());
    assertEquals(200, tess.bearing(other).ask(WHO).status());
  }

  @Test
  void anAccessTokenEndsAfterTenMinutes_andAnOpenConnectionWithIt() {
    try (LiveReader socket = LiveReader.webSocket(tess.bearing(tokens), CHANGES)) {
      awaitListeners(1);
      ticket("First");
      socket.await("First");
      clock.advance(Duration.ofMinutes(10).plusSeconds(31));
      ticket("Second");
      String left = socket.toTheEnd();
      assertTrue(left.contains("closed 4403 TOKEN_EXPIRED"), left);
      assertFalse(left.contains("Second"), left);
    }
    assertEquals("TOKEN_EXPIRED", refused(tokens));
    assertEquals(200, tess.bearing(refresh(tokens)).ask(WHO).status());
  }
}
