package dev.trestle.app.campaign;

import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.SourceJar;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A plugin that leaves one trace of each kind for each event: a record, a note through a wish, a
 * timer with a record of its own, and a delivery.
 */
final class Witness {
  static final Map<String, String> RESTLESS =
      Map.of(
          "TRESTLE_GRAPH_CHECKPOINT", "PT0.05S",
          "TRESTLE_SEARCH_COMMIT", "PT0.1S",
          "TRESTLE_PLUGINS_UNSIGNED", "true",
          "TRESTLE_NETWORK_PRIVATE", "true");

  private static final String ID = "witness";

  private static final String SOURCE =
      """
      package witness;

      import dev.trestle.sdk.command.*;
      import dev.trestle.sdk.event.*;
      import dev.trestle.sdk.net.Network.WebRequest;
      import dev.trestle.sdk.plugin.*;
      import dev.trestle.sdk.desk.Snapshot;
      import dev.trestle.sdk.record.*;
      import dev.trestle.sdk.schema.*;
      import dev.trestle.sdk.settings.Setting;
      import java.net.URI;
      import java.nio.charset.StandardCharsets;
      import java.time.*;
      import java.util.*;

      public final class Witness implements DeskPlugin {
        public record Seen(UUID id, int version, String event) implements DeskRecord {}
        public record Rung(UUID id, int version, String ticket, Instant setFor, Instant dueAt)
            implements DeskRecord {}

        static final RecordType<Seen> SEEN = RecordType.of("seen", Seen.class).grouped("event", "event");
        static final RecordType<Rung> RUNG = RecordType.of("rung", Rung.class).grouped("ticket", "ticket");

        @Override public List<RecordType<?>> records() { return List.of(SEEN, RUNG); }

        @Override public List<Setting> settings() {
          return List.of(Setting.of("receiver", Setting.Kind.TEXT, "Where it tells.", ""));
        }

        @Override public List<Reaction> reactions() {
          return List.of(new Reaction() {
            @Override public String name() { return "see"; }
            @Override public Set<String> events() {
              return Set.of("TicketCreated", "TicketTagged");
            }
            @Override public void react(Occasion occasion) {
              DeskEvent event = occasion.event();
              Draft draft = occasion.draft();
              String name = event.sequence() + "." + event.ordinal();
              draft.put(SEEN, new Seen(draft.newId(), 0, name));
              draft.send("post", "witness/" + event.ticketId(), Map.of("event", name));
              if (event.type().equals("TicketCreated")) {
                draft.perform(Wish.note(event.ticketId(), "Witnessed " + name));
                Instant due = event.at().plusMillis(event.sequence() % 7 * 500);
                draft.setTimer(new Draft.TimerSetting(
                    "ring", event.ticketId().toString(), due, event.ticketId(), Map.of("at", due)));
              }
            }
          });
        }

        @Override public List<TimerHandler> timers() {
          return List.of(new TimerHandler() {
            @Override public String name() { return "ring"; }
            @Override public void fired(Alarm alarm) {
              alarm.draft().put(RUNG, new Rung(
                  alarm.draft().newId(), 0, alarm.key(),
                  (Instant) alarm.payload().get("at"), alarm.dueAt()));
            }
          });
        }

        @Override public List<OutboxChannel> channels() {
          return List.of(new OutboxChannel() {
            @Override public String name() { return "post"; }
            @Override public int parallel() { return 16; }
            @Override public Backoff backoff() {
              return new Backoff(List.of(Duration.ofMillis(300)), Duration.ofHours(1));
            }
            @Override public Delivery deliver(Outgoing outgoing) throws Exception {
              String body = outgoing.orderKey() + " " + outgoing.payload().get("event");
              String receiver = outgoing.surroundings().settings().text("receiver").orElse("");
              int status = outgoing.surroundings().network().send(new WebRequest(
                  "POST", URI.create(receiver), Map.of("Message-Key", outgoing.key().toString()),
                  body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(10))).status();
              return status == 200 ? Delivery.delivered() : Delivery.retry("It said " + status);
            }
          });
        }

        @Override public RootFields roots() {
          return new RootFields()
              .query("witnessed", (arguments, context) -> {
                StringBuilder lines = new StringBuilder();
                for (Seen seen : context.get(Snapshot.class).records(SEEN).all()) {
                  lines.append(seen.event()).append(' ');
                }
                return lines.toString();
              })
              .query("rung", (arguments, context) -> {
                StringBuilder lines = new StringBuilder();
                for (Rung rung : context.get(Snapshot.class).records(RUNG).all()) {
                  lines.append(rung.ticket()).append('@').append(rung.setFor())
                      .append('@').append(rung.dueAt()).append(' ');
                }
                return lines.toString();
              });
        }
      }
      """;

  private static final String SCHEMA =
      """
      extend type Query {
        "The events that were seen, by commit and place in it, with spaces between them."
        witnessed: String!
        "The timers that fired: ticket, time they were set for and time they were due."
        rung: String!
      }
      """;

  private Witness() {}

  private static byte[] jar() {
    return SourceJar.of(ID, "1.0.0", "witness.Witness")
        .says("reads", "ticket")
        .says("writes", "ticketNote")
        .says("events", "TicketCreated, TicketTagged")
        .says("network", "true")
        .schema(SCHEMA)
        .source(SOURCE)
        .bytes();
  }

  /** Installs it, and has the plugins that come with the desk do something, too. */
  static void setUp(DeskClient admin, PostBox box) throws IOException {
    DeskClient.Reply jar =
        admin.send("POST", "/files?name=witness.jar", jar(), "application/java-archive", Map.of());
    admin.done(
        "pluginInstall",
        Map.of(
            "fileId",
            jar.json().at("/id").asText(),
            "settings",
            List.of(Map.of("name", "receiver", "value", box.url("/post")))),
        "plugin { state reasons { message } }");
    admin.done(
        "pluginSettingsSet",
        Map.of(
            "pluginId",
            "webhooks",
            "settings",
            List.of(Map.of("name", "plainHttp", "value", "true"))),
        "plugin { id }");
    admin.done(
        "webhookCreate",
        Map.of(
            "name",
            "Box",
            "url",
            box.url("/hooks"),
            "eventTypes",
            List.of("TicketCreated", "TicketTagged"),
            "payload",
            "{ type ticket { id } }"),
        "webhook { id }");
    admin.done(
        "checklistTemplateCreate",
        Map.of("name", "Usual", "automatic", true, "items", List.of(Map.of("text", "Say hello"))),
        "template { id }");
  }

  /** Makes a ticket whose subject and text hold a word. */
  static String ticket(DeskClient admin, String word) {
    return admin
        .done(
            "ticketCreate",
            Map.of("subject", "Trouble " + word, "text", "The " + word + " is late."),
            "ticket { id }")
        .at("/ticket/id")
        .asText();
  }

  /** What one of its queries answers. */
  static List<String> words(DeskClient admin, String query) {
    String text = admin.data("{ " + query + " }").get(query).asText();
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
