package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a desk must still say after it was killed, asked over HTTP. */
final class Aftermath {
  private static final int SEARCHES = 20;

  private final DeskClient desk;
  private final String round;

  Aftermath(DeskClient desk, String round) {
    this.desk = desk;
    this.round = round;
  }

  /** Every key that was acknowledged answers as it did; every other one takes effect once. */
  void keysAnswerAsBefore(List<Written> written) throws IOException {
    for (Written write : written) {
      if (write.acknowledged()) {
        assertEquals(write.answer(), answer(write), round + " " + write.body());
      }
    }
    for (Written write : written) {
      if (!write.acknowledged()) {
        // Twice, since its first sending may or may not have reached the log.
        String first = answer(write);
        JsonNode errors = DeskClient.JSON.readTree(first).findValues("userErrors").getFirst();
        if (errors.isEmpty()) {
          assertEquals(first, answer(write), round + " " + write.body());
        } else {
          assertEquals(Written.Kind.OTHER, write.kind(), round + " " + write.body() + first);
        }
      }
    }
  }

  private String answer(Written write) throws IOException {
    JsonNode answer = desk.post(write.body()).json();
    assertTrue(!answer.has("errors"), () -> round + " " + write.body() + " -> " + answer);
    return answer.get("data").toString();
  }

  /** Reads every ticket page by page and holds it against what was written. */
  void nothingIsLostDoubledOrHalf(List<Written> written) {
    Map<String, JsonNode> tickets = new LinkedHashMap<>();
    Map<String, Integer> tokens = new LinkedHashMap<>();
    int total = readAll(tickets, tokens);
    assertEquals(total, tickets.size(), round + ": totalCount against the pages");
    Set<String> numbers = new HashSet<>();
    tickets.forEach((id, ticket) -> {
      assertTrue(numbers.add(ticket.get("number").asText()), round + ": number twice " + ticket);
      JsonNode messages = ticket.get("messages");
      assertEquals(
          messages.get("totalCount").asInt(), messages.get("nodes").size(), round + ticket);
      String token = ticket.get("subject").asText().replace("Trouble ", "");
      assertTrue(
          messages.at("/nodes/0/text").asText().contains(token), round + ": half a ticket " + id);
    });
    for (Written write : written) {
      boolean texts = write.kind() != Written.Kind.OTHER;
      if (texts) {
        assertEquals(1, tokens.get(write.token()), round + ": " + write);
      }
    }
  }

  private int readAll(Map<String, JsonNode> tickets, Map<String, Integer> tokens) {
    @Nullable String after = null;
    int total;
    boolean more;
    do {
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      variables.put("after", after);
      JsonNode page =
          desk.data(
                  "query($after: Cursor) { tickets(first: 50, after: $after) { totalCount pageInfo"
                      + " { hasNextPage endCursor } nodes { id number subject tags messages(first:"
                      + " 200) { totalCount nodes { text } } } } }",
                  variables)
              .get("tickets");
      total = page.get("totalCount").asInt();
      for (JsonNode ticket : page.get("nodes")) {
        tickets.put(ticket.get("id").asText(), ticket);
        for (JsonNode message : ticket.at("/messages/nodes")) {
          for (String word : message.get("text").asText().split("[ .]")) {
            tokens.merge(word, 1, Integer::sum);
          }
        }
      }
      more = page.at("/pageInfo/hasNextPage").asBoolean();
      after = page.at("/pageInfo/endCursor").asText();
    } while (more);
    return total;
  }

  /** The index has caught up with the log. */
  void searchFindsWhatWasWritten(List<Written> written) {
    List<Written> texts =
        written.stream().filter(write -> write.kind() != Written.Kind.OTHER).toList();
    int step = Math.max(1, texts.size() / SEARCHES);
    for (int i = texts.size() - 1; i >= 0; i -= step) {
      Written write = texts.get(i);
      JsonNode found =
          desk.data(
                  "query($q: String!) { search(query: $q, types: [MESSAGE]) { totalCount corrected"
                      + " nodes { ... on Message { text } } } }",
                  Map.of("q", write.token()))
              .get("search");
      assertEquals(1, found.get("totalCount").asInt(), round + ": " + write + " -> " + found);
      assertTrue(found.at("/nodes/0/text").asText().contains(write.token()), round);
    }
  }
}
