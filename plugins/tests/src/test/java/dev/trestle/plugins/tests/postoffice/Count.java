package dev.trestle.plugins.tests.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What arrived where, counted at both ends when nothing is on its way any more. */
final class Count {
  private static final int PAGE = 200;

  private final PostOffice office;
  private final Desk desk;
  private final Customers customers;
  private final Agents agents;

  /** On which tickets each numbered message stands, once for each place. */
  private final Map<Integer, List<String>> places = new TreeMap<>();

  /** Each letter's ticket, by its Message-ID. */
  private final Map<String, String> letters = new HashMap<>();

  private final Map<String, Integer> states = new TreeMap<>();
  private final Set<String> sent = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();
  private int comments;
  private int attempts;
  private int deliveries;
  private int repeats;

  Count(PostOffice office, Desk desk, Customers customers, Agents agents) {
    this.office = office;
    this.desk = desk;
    this.customers = customers;
    this.agents = agents;
  }

  /** Nothing is lost, doubled or where it must not be. */
  void proves(int messages) throws IOException {
    for (String ticket : tickets()) {
      look(ticket);
    }
    for (int number = 0; number < messages; number++) {
      isOnce(number);
    }
    customers
        .answered()
        .forEach((number, letter) -> {
          isOnce(number);
          if (!places
              .getOrDefault(number, List.of())
              .equals(List.of(letters.getOrDefault(letter, "none")))) {
            faults.add("reply " + number + " to " + letter + " joined another ticket");
          }
        });
    arrived();
    assertEquals(List.of(), faults, () -> faults.size() + " faults; letters: " + states);
    assertTrue(comments >= agents.answers(), comments + " comments of " + agents.answers());
  }

  private void isOnce(int number) {
    int times = places.getOrDefault(number, List.of()).size();
    if (times != 1) {
      faults.add("message " + number + " stands on tickets " + times + " times");
    }
  }

  private List<String> tickets() {
    List<String> all = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      Map<String, Object> variables = new HashMap<>();
      variables.put("after", after);
      JsonNode page =
          desk.ask(
                  "query($after: Cursor) { tickets(first: "
                      + PAGE
                      + ", after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
                  variables)
              .get("tickets");
      page.get("nodes").forEach(ticket -> all.add(ticket.get("id").asText()));
      after = page.at("/pageInfo/endCursor").asText();
      more = page.at("/pageInfo/hasNextPage").asBoolean();
    }
    return all;
  }

  private void look(String id) {
    JsonNode ticket =
        desk.ask(
                "query($id: ID!) { ticket(id: $id) { messages(first: 200) { totalCount nodes { id"
                    + " kind direction text mail { kind originalPath } } } mailSendings { kind"
                    + " state reason messageId internetMessageId to cc attempts } } }",
                Map.of("id", id))
            .get("ticket");
    Map<String, Integer> carried = new LinkedHashMap<>();
    for (JsonNode message : ticket.at("/messages/nodes")) {
      String original = message.at("/mail/originalPath").asText("");
      if (!original.isEmpty()) {
        int number = Corpus.number(desk.file(original));
        if (number >= 0) {
          places.computeIfAbsent(number, _ -> new ArrayList<>()).add(id);
        }
      }
      if (message.get("kind").asText().equals("COMMENT")
          && message.get("direction").asText().equals("OUTBOUND")) {
        carried.put(message.get("id").asText(), 0);
        if (message.get("text").asText().contains(Agents.SECRET)) {
          faults.add("a comment that was only tried stands on ticket " + id);
        }
      }
    }
    comments += carried.size();
    for (JsonNode letter : ticket.get("mailSendings")) {
      letter(id, letter, carried);
    }
    carried.forEach((comment, times) -> {
      if (times != 1) {
        faults.add("comment " + comment + " became " + times + " letters");
      }
    });
  }

  private void letter(String ticket, JsonNode letter, Map<String, Integer> carried) {
    String id = letter.get("internetMessageId").asText();
    String state = letter.get("state").asText();
    if (letters.put(id, ticket) != null) {
      faults.add("two letters have the Message-ID " + id);
    }
    states.merge(letter.get("kind").asText() + " " + state, 1, Integer::sum);
    attempts += letter.get("attempts").asInt();
    if (state.equals("SENT")) {
      sent.add(id);
    }
    if (letter.get("kind").asText().equals("REPLY") && !state.equals("SENT")) {
      faults.add("letter " + id + " is " + state + ": " + letter.get("reason").asText());
    }
    String comment = letter.get("messageId").asText("");
    if (carried.computeIfPresent(comment, (_, times) -> times + 1) == null
        && letter.get("messageId").isTextual()) {
      faults.add("letter " + id + " carries " + comment + ", which is no public comment");
    }
  }

  /** Each letter came to its reader; one that came again was the same to the byte. */
  private void arrived() throws IOException {
    Map<String, Delivered> first = new HashMap<>();
    Set<String> ids = new TreeSet<>();
    for (Path file : Delivered.files(office.mail())) {
      Delivered letter = Delivered.read(file);
      if (Boxes.isOurs(letter)) {
        continue;
      }
      deliveries++;
      ids.add(letter.messageId());
      if (letter.whole().replace("=\n", "").contains(Agents.SECRET)) {
        faults.add("what must not leave is in " + file);
      }
      if (!letters.containsKey(letter.messageId())) {
        faults.add("nobody knows the letter in " + file);
      }
      Delivered before = first.putIfAbsent(letter.owner() + " " + letter.messageId(), letter);
      if (before != null) {
        repeats++;
        if (!before.whole().equals(letter.whole())) {
          faults.add("two letters with one Message-ID differ: " + file);
        }
      }
    }
    for (String id : sent) {
      if (!ids.contains(id)) {
        faults.add("letter " + id + " was sent and has not arrived");
      }
    }
  }

  /** For people. */
  String figures() {
    return places.size()
        + " messages in, each on one ticket (Postfix was handed "
        + customers.repeats()
        + " again), "
        + customers.answered().size()
        + " of them replies on their very ticket; "
        + comments
        + " comments out, one letter each; letters "
        + states
        + ", "
        + deliveries
        + " deliveries, of which "
        + repeats
        + " came again, the same to the byte, in "
        + attempts
        + " attempts; kept: "
        + agents.kept();
  }
}
