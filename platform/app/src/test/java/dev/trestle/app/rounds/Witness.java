package dev.trestle.app.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.LiveReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Somebody who follows all new tickets over one connection that stays open throughout. */
final class Witness implements AutoCloseable {
  private final LiveReader reader;
  private final Map<String, Integer> told = new HashMap<>();

  Witness(DeskClient desk) {
    reader =
        LiveReader.webSocket(
            desk,
            "subscription { events(filter: { types: [\"TicketCreated\"] }) { type recordId } }");
    // It is told of what happens once the desk has begun to look, and not before.
    Await.until(
        "the desk looks for the witness",
        () -> desk.get("/observe/metrics").body().contains("\ntrestle_live_operations 1\n"));
  }

  /** How often each ticket was told of by now. */
  Map<String, Integer> told() throws IOException {
    for (String line : reader.soFar()) {
      if (line.startsWith("{")) {
        JsonNode message = DeskClient.JSON.readTree(line);
        if (message.at("/type").asText().equals("next")) {
          told.merge(message.at("/payload/data/events/recordId").asText(), 1, Integer::sum);
        } else if (!message.at("/type").asText().equals("ping")) {
          throw new AssertionError(line);
        }
      } else {
        throw new AssertionError(line);
      }
    }
    return told;
  }

  /** How often each of these tickets was told of by now. */
  Map<String, Integer> toldOf(Set<String> tickets) throws IOException {
    Map<String, Integer> all = new HashMap<>(told());
    all.keySet().retainAll(tickets);
    return all;
  }

  @Override
  public void close() {
    reader.close();
  }
}
