package dev.trestle.app.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SettableClock;
import dev.trestle.domain.state.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running desk does about keys and sessions by itself, by its clock. */
class UpkeepTest {
  private static final String WHO = "{ viewer { name } }";

  private final SettableClock clock = new SettableClock(Instant.parse("2031-03-03T09:00:00Z"));
  @TempDir private Path folder;

  private ServedDesk start() throws IOException {
    return ServedDesk.start(folder.resolve("desk"), Map.of(), clock);
  }

  private static List<String> published(ServedDesk desk) {
    List<String> kids = new ArrayList<>();
    desk.anonymous()
        .get("/.well-known/jwks.json")
        .json()
        .get("keys")
        .forEach(key -> kids.add(key.get("kid").asText()));
    return kids;
  }

  private static String kid(DeskClient client) throws IOException {
    String header = String.valueOf(client.bearer()).split("\\.")[0];
    JsonNode read =
        DeskClient.JSON.readTree(
            new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8));
    return read.get("kid").asText();
  }

  @Test
  void aKeyIsReplacedInGoodTime_andItsTokensLiveOutTheirLives() throws IOException {
    try (ServedDesk desk = start()) {
      assertEquals(1, published(desk).size());
      clock.advance(Duration.ofDays(89));
      Await.until("the next key is published", () -> published(desk).size() == 2);
      String next = published(desk).get(1);

      clock.advance(Duration.ofHours(24).minusMinutes(5));
      DeskClient old = desk.admin();
      assertEquals(published(desk).get(0), kid(old));
      clock.advance(Duration.ofMinutes(6));
      DeskClient fresh = desk.admin();
      assertEquals(next, kid(fresh));
      assertEquals(200, old.ask(WHO).status());
      assertEquals(200, fresh.ask(WHO).status());

      clock.advance(Duration.ofMinutes(5));
      assertEquals("TOKEN_EXPIRED", old.ask(WHO).code());
      assertEquals(200, fresh.ask(WHO).status());
      clock.advance(Duration.ofMinutes(5));
      assertEquals(List.of(next), published(desk));
    }
  }

  @Test
  void sessionsThatEndedLongAgoAreDropped_onceADay() throws IOException {
    try (ServedDesk desk = start()) {
      desk.admin();
      desk.admin();
      assertEquals(2, sessions(desk));
      clock.advance(Duration.ofDays(43));
      desk.admin();
      assertEquals(3, sessions(desk));
      clock.advance(Duration.ofDays(2));
      Await.until("the old sessions are gone", () -> sessions(desk) == 1);
    }
  }

  @Test
  void sessionsThatEndedWhileTheDeskWasDownAreDroppedAtItsStart() throws IOException {
    try (ServedDesk desk = start()) {
      desk.admin();
      assertEquals(1, sessions(desk));
    }
    clock.advance(Duration.ofDays(60));
    try (ServedDesk desk = start()) {
      assertEquals(0, sessions(desk));
      assertEquals(200, desk.admin().ask(WHO).status());
    }
  }

  private static int sessions(ServedDesk desk) {
    return desk.running().desk().snapshot().table(Tables.SESSIONS).size();
  }
}
