package dev.trestle.plugins.tests.postoffice;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Agents who answer customers' tickets by GraphQL, and do beside it what must never leave: notes,
 * comments that are only tried, and comments that are refused.
 */
final class Agents {
  /** Stands in what must never leave the desk. */
  static final String SECRET = "neverleaves";

  private static final int PAGE = 50;
  private static final long LOOK_MILLIS = 200;

  private final Desk desk;
  private final int wanted;
  private final Set<String> done = new HashSet<>();
  private volatile int answers;
  private int notes;
  private int tries;
  private int refusals;

  Agents(Desk desk, int wanted) {
    this.desk = desk;
    this.wanted = wanted;
  }

  boolean areDone() {
    return answers >= wanted;
  }

  int answers() {
    return answers;
  }

  /** What was said and must not leave. */
  String kept() {
    return notes + " notes, " + tries + " dry runs and " + refusals + " refused comments";
  }

  /** Answers customers' tickets as they come, until enough are answered. */
  void work() throws InterruptedException {
    String after = null;
    while (!areDone()) {
      Map<String, Object> variables = new HashMap<>();
      variables.put("after", after);
      JsonNode page =
          desk.ask(
                  "query($after: Cursor) { tickets(first: "
                      + PAGE
                      + ", after: $after, orderBy: [{ field: CREATED_AT }]) { nodes { id requester {"
                      + " email } } pageInfo { endCursor } } }",
                  variables)
              .get("tickets");
      for (JsonNode ticket : page.get("nodes")) {
        if (!areDone()
            && Corpus.isCustomer(ticket.at("/requester/email").asText())
            && done.add(ticket.get("id").asText())) {
          answer(ticket.get("id").asText());
        }
      }
      if (page.get("nodes").isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } else {
        after = page.at("/pageInfo/endCursor").asText();
      }
    }
  }

  private void answer(String ticket) {
    if (answers % 3 == 0) {
      desk.does(
          "ticketNote",
          input(ticket, "Between us, " + SECRET + ": they have not paid.", "note"),
          "ticket { id }");
      notes++;
    }
    if (answers % 5 == 0) {
      Map<String, Object> trial = input(ticket, SECRET + ", for it is a dry run.", "trial");
      trial.put("dryRun", true);
      desk.does("ticketComment", trial, "ticket { id }");
      tries++;
    }
    if (answers % 7 == 0) {
      Map<String, Object> late = input(ticket, SECRET + ", for it comes too late.", "late");
      late.put("expectedVersion", 1_000_000);
      if (desk.tries("ticketComment", late, "ticket { id }").get("userErrors").isEmpty()) {
        throw new AssertionError("a comment on another version was taken");
      }
      refusals++;
    }
    desk.does(
        "ticketComment",
        input(ticket, "Please tell us the serial number.", "answer"),
        "ticket { id }");
    answers++;
  }

  private static Map<String, Object> input(String ticket, String text, String what) {
    Map<String, Object> input = new HashMap<>();
    input.put("ticketId", ticket);
    input.put("text", text);
    // Whoever was cut off says it again under the same key.
    input.put(
        "operationKey",
        UUID.nameUUIDFromBytes((ticket + what).getBytes(StandardCharsets.UTF_8)).toString());
    return input;
  }
}
