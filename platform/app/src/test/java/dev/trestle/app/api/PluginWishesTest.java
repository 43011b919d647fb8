package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.TicketPriority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins wish for: mutations of the desk, in the commit of their own. */
class PluginWishesTest {
  record Nudge(UUID ticketId) {}

  @TempDir Path folder;
  @AutoClose private ApiDesk desk;
  private String ticketId;

  @BeforeEach
  void open() throws IOException {
    desk = new ApiDesk(folder);
    ticketId = desk.ticket("A", Map.of());
  }

  private JsonNode nudge(Function<Nudge, Wish> wish) {
    desk.plugins(
        TestPlugin.named("nudges")
            .sdl(
                """
                extend type Mutation { "Nudges." ticketNudge("What." input: TicketNudgeInput!): TicketNudgePayload! }
                "Needs." input TicketNudgeInput { "Which." ticketId: ID! "Key." operationKey: UUID "Try." dryRun: Boolean }
                "Came." type TicketNudgePayload {
                  "It." ticket: Ticket
                  "Why not." userErrors: [UserError!]!
                  "But." warnings: [Warning!]!
                }
                """)
            .mutation(
                Mutation.of(
                        "ticketNudge",
                        Nudge.class,
                        (input, draft) -> {
                          draft.perform(wish.apply(input));
                          draft.result("ticket", input.ticketId());
                          draft.warn("NUDGED", "It was asleep.");
                        })
                    .shows("ticket", answer -> answer.id("ticket"))));
    return desk.data(
            desk.admin,
            "mutation { ticketNudge(input: {ticketId: \""
                + ticketId
                + "\"}) { ticket { priority version } userErrors { code message } warnings { code message path } } }")
        .get("ticketNudge");
  }

  @Test
  void doesWhatTheMutationDoes_andTellsWarnings() {
    JsonNode answer =
        nudge(input ->
            Wish.of("ticketPrioritize")
                .with("ticketId", input.ticketId())
                .with("priority", TicketPriority.URGENT));

    assertEquals(
        "{\"ticket\":{\"priority\":\"URGENT\",\"version\":2},\"userErrors\":[],"
            + "\"warnings\":[{\"code\":\"NUDGED\",\"message\":\"It was asleep.\",\"path\":[]}]}",
        answer.toString());
  }

  @Test
  void refusesWhatNoClientCouldSend() {
    List<Function<Nudge, Wish>> malformed =
        List.of(
            input -> Wish.of("ticketPrioritize").with("ticketId", input.ticketId()),
            input -> Wish.note(input.ticketId(), "x").with("loud", true),
            input -> Wish.note(input.ticketId(), "x").with("dryRun", true));
    for (Function<Nudge, Wish> wish : malformed) {
      assertEquals("WISH_MALFORMED", nudge(wish).at("/userErrors/0/code").asText());
    }
  }
}
