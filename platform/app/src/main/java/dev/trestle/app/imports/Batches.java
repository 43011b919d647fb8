package dev.trestle.app.imports;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.client.Json;
import dev.trestle.app.client.Mutations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects tickets and sends them a batch at a time. A batch the desk knows wholly is not sent, one
 * it knows in part is, for the mutation passes over what is there.
 */
final class Batches {
  // A desk takes requests of 1 MiB unless told otherwise.
  private static final int BATCH_BYTES_MAX = 700_000;

  private static final String KNOWN =
      """
      query ($keys: [String!]!, $first: Int!) {
        tickets(first: $first, filter: {externalKey: {in: $keys}}) { nodes { externalKey } }
      }\
      """;

  private final GraphQlCaller desk;
  private final String kind;
  private final String queueId;
  private final int ticketsMax;
  private final List<Map<String, @Nullable Object>> tickets = new ArrayList<>();
  private int bytes;
  private long created;
  private long known;

  Batches(GraphQlCaller desk, String kind, String queueId, int ticketsMax) {
    this.desk = desk;
    this.kind = kind;
    this.queueId = queueId;
    this.ticketsMax = ticketsMax;
  }

  void add(Map<String, @Nullable Object> ticket) throws CallFailed {
    ticket.put("queueId", queueId);
    int size = Json.bytes(ticket).length;
    if (bytes + size > BATCH_BYTES_MAX || tickets.size() == ticketsMax) {
      send();
    }
    tickets.add(ticket);
    bytes += size;
  }

  void send() throws CallFailed {
    if (tickets.isEmpty()) {
      return;
    }
    List<Map<String, @Nullable Object>> batch = List.copyOf(tickets);
    tickets.clear();
    bytes = 0;
    int there = there(batch);
    known += there;
    if (there == batch.size()) {
      return;
    }
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("tickets", batch);
    input.put(
        "operationKey", OperationKeys.of(kind + " ticketsImport", Json.bytes(batch)).toString());
    Answer done =
        Mutations.run(
            desk, "ticketsImport", "TicketsImportInput", "created { id } skipped { id }", input);
    long made = done.objects("created").size();
    if (made + done.objects("skipped").size() != batch.size()) {
      throw new CallFailed(
          "Of " + batch.size() + " tickets sent the desk answers for fewer; repeat the import.");
    }
    created += batch.size() - there;
  }

  private int there(List<Map<String, @Nullable Object>> batch) throws CallFailed {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    variables.put("keys", batch.stream().map(ticket -> ticket.get("externalKey")).toList());
    variables.put("first", batch.size());
    return desk.call(KNOWN, variables).object("tickets").objects("nodes").size();
  }

  long created() {
    return created;
  }

  long known() {
    return known;
  }

  long handled() {
    return created + known + tickets.size();
  }
}
