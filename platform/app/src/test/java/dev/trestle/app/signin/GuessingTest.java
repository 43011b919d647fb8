package dev.trestle.app.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever guesses has to wait longer each time, and is told how long. */
class GuessingTest {
  private static final String WRONG = "not this one at all";

  private final SettableClock clock = new SettableClock(Instant.parse("2031-03-03T09:00:00Z"));
  @TempDir private Path folder;
  @AutoClose private ServedDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"), Map.of(), clock);
  }

  private JsonNode signIn(String email, String password) {
    return desk.anonymous()
        .tried("signIn", Map.of("email", email, "password", password), "accessToken");
  }

  /** All that is said of a refusal. */
  private JsonNode told(String email) {
    return desk.anonymous()
        .data(
            "mutation($i: SignInInput!) { signIn(input: $i) { userErrors { message"
                + " retryAfterSeconds } } }",
            Map.of("i", Map.of("email", email, "password", WRONG)))
        .at("/signIn/userErrors/0");
  }

  /** The code of the refusal; empty when signed in. */
  private String code(String email, String password) {
    return signIn(email, password).at("/userErrors/0/code").asText();
  }

  @Test
  void anAccountIsClosedForAWhile_evenToTheRightPassword() {
    for (int i = 0; i < 5; i++) {
      assertEquals("SIGN_IN_REFUSED", code(ServedDesk.EMAIL, WRONG));
    }
    JsonNode closed = signIn(ServedDesk.EMAIL, ServedDesk.PASSWORD);
    assertEquals("TOO_MANY_ATTEMPTS", closed.at("/userErrors/0/code").asText());
    assertEquals("LIMIT", closed.at("/userErrors/0/type").asText());
    JsonNode told = told(ServedDesk.EMAIL);
    assertEquals("Too many sign-in attempts. Try again in 1 s.", told.get("message").asText());
    assertEquals(1, told.get("retryAfterSeconds").asInt(), told.toString());
    clock.advance(Duration.ofSeconds(1));
    assertTrue(told(ServedDesk.EMAIL).get("retryAfterSeconds").isNull());
    clock.advance(Duration.ofSeconds(1));
    assertEquals("TOO_MANY_ATTEMPTS", code(ServedDesk.EMAIL, ServedDesk.PASSWORD));
    clock.advance(Duration.ofSeconds(1));
    assertEquals("", code(ServedDesk.EMAIL, ServedDesk.PASSWORD));
    assertEquals("", code(ServedDesk.EMAIL, ServedDesk.PASSWORD));
  }

  @Test
  void anAddressIsClosedForAWhile_howeverManyNamesItTries() {
    for (int i = 0; i < 30; i++) {
      assertEquals("SIGN_IN_REFUSED", code("guess" + i + "@desk.example", WRONG), "attempt " + i);
    }
    assertEquals("TOO_MANY_ATTEMPTS", code("one.more@desk.example", WRONG));
    assertEquals(1, told("and.another@desk.example").get("retryAfterSeconds").asInt());
    assertEquals("TOO_MANY_ATTEMPTS", code(ServedDesk.EMAIL, ServedDesk.PASSWORD));
    clock.advance(Duration.ofSeconds(1));
    assertEquals("", code(ServedDesk.EMAIL, ServedDesk.PASSWORD));
  }

  @Test
  void behindAKnownProxyOneClientsGuessesDoNotHoldUpAnother() throws IOException {
    try (ServedDesk proxied =
        ServedDesk.start(folder.resolve("proxied"), Map.of("server.proxies", "127.0.0.1"), clock)) {
      for (int i = 0; i < 30; i++) {
        assertEquals("SIGN_IN_REFUSED", forwarded(proxied, "203.0.113.1", "guess" + i, WRONG));
      }
      assertEquals(
          "TOO_MANY_ATTEMPTS", forwarded(proxied, "198.51.100.9, 203.0.113.1", "one", WRONG));
      assertEquals("", forwarded(proxied, "203.0.113.2", ServedDesk.EMAIL, ServedDesk.PASSWORD));
    }
  }

  private static String forwarded(ServedDesk desk, String path, String email, String password)
      throws IOException {
    String body =
        DeskClient.body(
            DeskClient.call("signIn", "accessToken"),
            Map.of("i", Map.of("email", email, "password", password)));
    return desk.anonymous()
        .post(
            body.getBytes(StandardCharsets.UTF_8),
            "application/json",
            Map.of("X-Forwarded-For", path))
        .code();
  }

  @Test
  void tooManyRequestsAreToldWhenToComeBack() throws IOException {
    try (ServedDesk slow =
        ServedDesk.start(
            folder.resolve("slow"),
            Map.of("limits.viewer.rate", "2", "limits.address.rate", "2"),
            clock)) {
      assertLimited(slow.admin());
      assertLimited(slow.anonymous());
    }
  }

  private static void assertLimited(DeskClient client) {
    for (int i = 0; i < 200; i++) {
      DeskClient.Reply reply = client.ask("{ __typename }");
      if (reply.status() == 429) {
        assertEquals("RATE_LIMITED", reply.code());
        assertTrue(reply.headers().firstValueAsLong("Retry-After").orElse(0) >= 1);
        return;
      }
      assertEquals(200, reply.status());
    }
    throw new AssertionError("200 requests in a row were answered at 2 a second");
  }
}
