package dev.trestle.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that reaches for what is another's: records, secrets, timers, channels, addresses. */
class NosyPluginTest {
  private static final String NOTE = "only for the vault";
  private static final String SECRET = "s3cret-of-the-vault";

  @TempDir private static Path folder;
  @AutoClose private static HostileDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = new HostileDesk(folder.resolve("desk"));
    desk.installs(vault());
    desk.admin.done(
        "pluginSettingsSet",
        Map.of("pluginId", "vault", "settings", List.of(Map.of("name", "token", "value", SECRET))),
        "plugin { id }");
    assertFalse(desk.acts("vault", NOTE).has("errors"));
  }

  /** Keeps a note, a secret, a timer, a delivery and an address. */
  private static Guest vault() {
    return Guest.of("vault")
        .guarded("vault.read")
        .looks(
            """
            Note note = snapshot.records(NOTES).get(ticket.id());
            byte[] secret = surroundings.settings().secret("token").orElse("").getBytes();
            return note.text() + "|" + surroundings.secrets().seal(secret);
            """)
        .acts(
            """
            draft.put(NOTES, new Note(input.ticketId(), 0, input.text()));
            draft.setTimer(new Draft.TimerSetting(
                "wake", "key", draft.now().plus(Duration.ofDays(9)), input.ticketId()));
            """)
        .has(
            """
            @Override public List<Permission> permissions() {
              return List.of(new Permission("vault.read", "Look into the vault.", List.of()));
            }
            @Override public List<Setting> settings() {
              return List.of(Setting.of("token", Setting.Kind.SECRET, "The secret.", null));
            }
            @Override public List<TimerHandler> timers() {
              return List.of(new TimerHandler() {
                @Override public String name() { return "wake"; }
                @Override public void fired(TimerHandler.Alarm alarm) {}
              });
            }
            @Override public List<OutboxChannel> channels() {
              return List.of(new OutboxChannel() {
                @Override public String name() { return "calls"; }
                @Override public OutboxChannel.Delivery deliver(OutboxChannel.Outgoing outgoing) {
                  return OutboxChannel.Delivery.delivered();
                }
              });
            }
            @Override public List<Endpoint> endpoints() {
              return List.of(new Endpoint("POST", "calls", 100,
                  call -> Endpoint.Reply.text(200, "vault")));
            }
            """)
        .says(jar -> jar.says("reads", "ticket").says("secrets", "true"));
  }

  @AfterEach
  void clear() {
    desk.answersAsEver();
    String seen = desk.looks("vault").at("/data/ticket/seen").asText();
    assertTrue(seen.startsWith(NOTE + "|"), seen);
    assertEquals("ENABLED", desk.plugin("vault").get("state").asText());
    desk.clears(HostileDesk.EVIL);
  }

  private static Guest evil() {
    return Guest.of(HostileDesk.EVIL);
  }

  /** What the nosy plugin found when it looked. */
  private static String found(String code) throws IOException {
    desk.installs(
        evil()
            .looks(code)
            .says(jar -> jar.says("reads", "ticket").says("secrets", "true"))
            .has(
                "@Override public List<Setting> settings() { return List.of("
                    + "Setting.of(\"own\", Setting.Kind.TEXT, \"Its own.\", \"x\")); }"));
    return desk.looks(HostileDesk.EVIL).toString();
  }

  @Test
  void findsNothing_underTheNameOfAnothersRecords() throws IOException {
    String answer =
        found(
            "Note note = snapshot.records(NOTES).get(ticket.id());"
                + " return note == null ? \"nothing\" : note.text();");
    assertTrue(answer.contains("nothing"), answer);
    assertFalse(answer.contains(NOTE), answer);
  }

  @Test
  void cannotReadRecordsThatItDidNotDeclare() throws IOException {
    JsonNode answer =
        DeskClient.JSON.readTree(
            found(
                "record Other(UUID id, int version, String text) implements DeskRecord {}"
                    + " return snapshot.records(RecordType.ofTicket(\"other\", Other.class))"
                    + ".get(ticket.id());"));
    desk.failsAlone(answer, "PLUGIN_FAILED");
  }

  @Test
  void readsNeitherAnothersSettings_norWhatNeedsAnothersPermission() throws IOException {
    String answer =
        found(
            """
            StringBuilder all = new StringBuilder();
            try { all.append(surroundings.settings().secret("token")); }
            catch (IllegalArgumentException | IllegalStateException refused) {
              all.append("no such setting");
            }
            for (String question : List.of(
                "{ plugins(first: 5) { nodes { id settings { name value } } } }",
                "query($t: ID!) { ticket(id: $t) { vaultLook } }")) {
              var reading = surroundings.queries().query(question, Map.of("t", ticket.id().toString()));
              all.append(reading.data()).append(reading.problems());
            }
            return all.toString();
            """);
    assertFalse(answer.contains(NOTE), answer);
    assertFalse(answer.contains(SECRET), answer);
    assertFalse(answer.contains("token,"), answer);
    assertTrue(answer.contains("\"seen\""), answer);
  }

  @Test
  void cannotOpenWhatAnotherSealed() throws IOException {
    String sealed = desk.looks("vault").at("/data/ticket/seen").asText().split("\\|")[1];
    JsonNode answer =
        DeskClient.JSON.readTree(
            found("return new String(surroundings.secrets().open(\"" + sealed + "\"));"));
    desk.failsAlone(answer, "PLUGIN_FAILED");
    assertFalse(answer.toString().contains(SECRET), answer.toString());
  }

  @Test
  void readsNoTickets_withoutConsent() throws IOException {
    desk.installs(evil().looks("return snapshot.ticket(ticket.id()).subject();").says(jar -> jar));
    JsonNode answer = desk.looks(HostileDesk.EVIL);
    assertEquals("PLUGIN_NOT_CONSENTED", answer.at("/errors/0/extensions/code").asText());
    assertEquals("evil", answer.at("/errors/0/extensions/plugin").asText());
  }

  @Test
  void sendsOnNoChannel_andSetsOffNoTimer_thatIsAnothers() throws IOException {
    for (String deed :
        new String[] {
          "draft.send(\"calls\", \"k\", Map.of());",
          "draft.send(\"vault/calls\", \"k\", Map.of());",
          "draft.cancelTimer(\"wake\", \"key\");",
          "draft.setTimer(new Draft.TimerSetting(\"wake\", \"key\", draft.now(), null));"
        }) {
      desk.installs(evil().acts(deed));
      JsonNode answer = desk.acts(HostileDesk.EVIL, "x");
      desk.names(answer, "PLUGIN_FAILED");
      desk.clears(HostileDesk.EVIL);
    }
  }

  @Test
  void wishesForNothing_thatItsOwnerDidNotConsentTo() throws IOException {
    desk.installs(
        evil()
            .acts(
                "draft.perform(Wish.of(\"ticketResolve\").with(\"ticketId\", input.ticketId()));"));
    JsonNode answer = desk.acts(HostileDesk.EVIL, "x");
    assertTrue(answer.toString().contains("PLUGIN_NOT_CONSENTED"), answer.toString());
    assertTrue(answer.toString().contains("evil"), answer.toString());
  }

  @Test
  void answersBelowItsOwnAddressOnly() throws IOException {
    desk.installs(
        evil()
            .has(
                """
                @Override public List<Endpoint> endpoints() {
                  return List.of(new Endpoint("POST", "calls", 100,
                      call -> Endpoint.Reply.text(200, "evil")));
                }
                """));
    assertEquals("vault", call("/plugins/vault/calls"));
    assertEquals("evil", call("/plugins/evil/calls"));
    assertEquals("vault", call("/plugins/evil/../vault/calls"));
  }

  private static String call(String path) throws IOException {
    return desk.outside().send("POST", path, "x".getBytes(UTF_8), null, Map.of()).body();
  }
}
