package dev.trestle.app.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that read and write at a steady rate and remember what the desk told them. One of them
 * works with the plugin, which it may find there or not; the others must never notice it.
 */
final class SteadyLoad {
  private static final int READERS = 3;
  private static final int WRITERS = 2;
  private static final long PACE_NANOS = Duration.ofMillis(20).toNanos();
  private static final int REPEATED_EVERY = 10;

  /** A ticket that was written, and how many comments on it. */
  record Known(String subject, AtomicInteger comments) {}

  private final DeskClient desk;
  private final SwitchTimes times;
  private final long seed;
  private final Map<String, Known> tickets = new ConcurrentHashMap<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final Map<String, String> stamps = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger withPlugin = new AtomicInteger();
  private final AtomicInteger withoutPlugin = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();

  SteadyLoad(DeskClient desk, SwitchTimes times, long seed) {
    this.desk = desk;
    this.times = times;
    this.seed = seed;
  }

  void start() {
    for (int i = 0; i < READERS; i++) {
      begin(i, this::read);
    }
    for (int i = 0; i < WRITERS; i++) {
      begin(READERS + i, this::write);
    }
    begin(READERS + WRITERS, this::stampOrLook);
  }

  /** One step of a client. */
  private interface Step {
    void take(Random random, int turn) throws IOException;
  }

  private void begin(int place, Step step) {
    Random random = new Random(seed * 31 + place);
    threads.add(
        Thread.ofVirtual()
            .start(() -> {
              long next = System.nanoTime();
              for (int turn = 0; !over.get() && failures.isEmpty(); turn++) {
                try {
                  step.take(random, turn);
                } catch (IOException | RuntimeException | AssertionError broken) {
                  failures.add(broken.toString());
                }
                next = Math.max(next + PACE_NANOS, System.nanoTime() - PACE_NANOS);
                LockSupport.parkNanos(next - System.nanoTime());
              }
            }));
  }

  void stop() throws InterruptedException {
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Answers that nobody may get. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Requests to the kernel that were answered. */
  int requests() {
    return requests.get();
  }

  /** Requests that the plugin answered. */
  int withPlugin() {
    return withPlugin.get();
  }

  /** Requests that were refused because the plugin's part of the schema was not there. */
  int withoutPlugin() {
    return withoutPlugin.get();
  }

  Map<String, Known> tickets() {
    return tickets;
  }

  /** What tickets are stamped with, by their ids. */
  Map<String, String> stamps() {
    return stamps;
  }

  /** The data of an answer from the kernel, which must not fail. */
  private JsonNode kernel(String kind, String body) throws IOException {
    long began = System.nanoTime();
    DeskClient.Reply reply = desk.post(body);
    times.add(kind, System.nanoTime() - began);
    requests.incrementAndGet();
    JsonNode answer = reply.json();
    if (reply.status() != 200
        || answer.has("errors")
        || answer.findValues("userErrors").stream().anyMatch(errors -> !errors.isEmpty())) {
      failures.add(body + " -> " + reply.status() + " " + answer);
    }
    return answer.path("data");
  }

  private void read(Random random, int turn) throws IOException {
    String id = any(random);
    if (turn % 3 == 0 || id == null) {
      JsonNode page =
          kernel(
              "read",
              DeskClient.body(
                  "{ tickets(first: 20) { totalCount nodes { id number subject } } }", Map.of()));
      if (page.at("/tickets/nodes").size() > page.at("/tickets/totalCount").asInt()) {
        failures.add(page.toString());
      }
    } else if (turn % 3 == 1) {
      JsonNode ticket =
          kernel(
              "read",
              DeskClient.body(
                  "query($id: ID!) { ticket(id: $id) { subject messages(first: 20)"
                      + " { totalCount nodes { text } } } }",
                  Map.of("id", id)));
      String subject = known(id).subject();
      if (!ticket.at("/ticket/subject").asText().equals(subject)) {
        failures.add(id + " " + subject + " -> " + ticket);
      }
    } else {
      kernel(
          "read",
          DeskClient.body(
              "{ search(query: \"trouble\", first: 5, types: [TICKET]) { totalCount } }",
              Map.of()));
    }
  }

  private @Nullable String any(Random random) {
    return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
  }

  private Known known(String id) {
    Known known = tickets.get(id);
    if (known == null) {
      throw new AssertionError(id);
    }
    return known;
  }

  private void write(Random random, int turn) throws IOException {
    String id = any(random);
    if (id == null || random.nextInt(3) > 0) {
      String subject = "Trouble " + Long.toString(random.nextLong() >>> 1, 36);
      String body =
          mutation("ticketCreate", "ticket { id }", Map.of("subject", subject, "text", subject));
      String created = kernel("write", body).at("/ticketCreate/ticket/id").asText();
      tickets.put(created, new Known(subject, new AtomicInteger()));
      ids.add(created);
      if (turn % REPEATED_EVERY == 0) {
        String again = kernel("write", body).at("/ticketCreate/ticket/id").asText();
        if (!again.equals(created)) {
          failures.add("twice under one key: " + created + " and " + again);
        }
      }
    } else {
      kernel(
          "write",
          mutation("ticketComment", "ticket { id }", Map.of("ticketId", id, "text", "Look.")));
      known(id).comments().incrementAndGet();
    }
  }

  private static String mutation(String name, String selection, Map<String, ?> given) {
    Map<String, Object> input = new LinkedHashMap<>(given);
    input.put("operationKey", UUID.randomUUID().toString());
    return DeskClient.body(DeskClient.call(name, selection), Map.of("i", input));
  }

  /** Either the plugin does it, or it is not in the schema; nothing in between. */
  private void stampOrLook(Random random, int turn) throws IOException {
    String id = any(random);
    if (id == null) {
      return;
    }
    String text = "s" + turn % 7;
    boolean writes = turn % 2 == 0;
    String body =
        writes
            ? mutation("stampPut", "ticket { id stamp }", Map.of("ticketId", id, "text", text))
            : DeskClient.body(
                "query($id: ID!) { ticket(id: $id) { subject stamp timesSeen } }",
                Map.of("id", id));
    DeskClient.Reply reply = desk.post(body);
    JsonNode answer = reply.json();
    if (reply.code().equals("VALIDATION")) {
      withoutPlugin.incrementAndGet();
    } else if (!reply.code().isEmpty() || reply.status() != 200) {
      failures.add(body + " -> " + reply.status() + " " + answer);
    } else {
      String stamped = answer.findValue("stamp").asText(null);
      if (writes) {
        stamps.put(id, text);
      }
      if (!java.util.Objects.equals(stamps.get(id), stamped)) {
        failures.add(body + " -> " + answer + ", but it is " + stamps.get(id));
      }
      withPlugin.incrementAndGet();
    }
  }
}
