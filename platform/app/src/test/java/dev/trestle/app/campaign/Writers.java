package dev.trestle.app.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sixteen clients that write until the desk is gone, and remember what it told them. */
final class Writers {
  private static final int COUNT = 16;
  private static final int DIGITS_MIN = 4;
  private static final String TICKET =
      "ticket { id number subject version status { key category } priority assignee { id } tags"
          + " messages(first: 100) { totalCount nodes { id kind text } } }";

  private final DeskClient desk;
  private final String agentId;
  private final long seed;
  private final Queue<Written> written = new ConcurrentLinkedQueue<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<String> tickets = new CopyOnWriteArrayList<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();

  Writers(DeskClient desk, String agentId, long seed) {
    this.desk = desk;
    this.agentId = agentId;
    this.seed = seed;
  }

  void start() {
    for (int i = 0; i < COUNT; i++) {
      Random random = new Random(seed * 31 + i);
      String prefix = word(random.nextLong());
      threads.add(Thread.ofVirtual().start(() -> write(random, prefix)));
    }
  }

  int acknowledged() {
    return acknowledged.get();
  }

  /** Waits until all have noticed that the desk is gone. */
  void join() throws InterruptedException {
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  List<Written> written() {
    return List.copyOf(written);
  }

  /** Answers nobody should ever get. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private void write(Random random, String prefix) {
    for (int i = 0; !over.get(); i++) {
      Written wish = next(random, prefix + word(i + 1L));
      try {
        DeskClient.Reply reply = desk.post(wish.body());
        JsonNode answer = reply.json();
        if (answer.has("errors") || reply.status() != 200) {
          String code = answer.at("/errors/0/extensions/code").asText();
          // A desk that is being stopped may say so; anything else is a fault.
          faults.add(code + ": " + answer);
        } else if (answer.findValues("userErrors").getFirst().isEmpty()) {
          written.add(answered(wish, answer.get("data").toString()));
          acknowledged.incrementAndGet();
          if (wish.kind() == Written.Kind.CREATE) {
            tickets.add(answer.at("/data/ticketCreate/ticket/id").asText());
          }
        }
      } catch (IOException gone) {
        written.add(wish);
        return;
      } catch (AssertionError cutShort) {
        // A 200 whose body broke off is no acknowledgement.
        written.add(wish);
        return;
      }
    }
  }

  private static Written answered(Written wish, String answer) {
    return new Written(wish.kind(), wish.token(), wish.ticket(), wish.body(), answer);
  }

  private Written next(Random random, String token) {
    String ticket = tickets.isEmpty() ? null : tickets.get(random.nextInt(tickets.size()));
    int choice = ticket == null ? 0 : random.nextInt(100);
    if (choice < 40) {
      return wish(
          Written.Kind.CREATE,
          token,
          null,
          "ticketCreate",
          Map.of("subject", "Trouble " + token, "text", "It says " + token + " all day."));
    }
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("ticketId", ticket);
    if (choice < 65) {
      input.put("text", "Look at " + token + " first.");
      return wish(Written.Kind.COMMENT, token, ticket, "ticketComment", input);
    }
    if (choice < 75) {
      input.put("text", "Between us: " + token + ".");
      return wish(Written.Kind.NOTE, token, ticket, "ticketNote", input);
    }
    if (choice < 85) {
      input.put("assigneeId", random.nextBoolean() ? agentId : null);
      return wish(Written.Kind.OTHER, token, ticket, "ticketAssign", input);
    }
    if (choice < 95) {
      input.put("tags", List.of(token));
      return wish(Written.Kind.OTHER, token, ticket, "ticketTag", input);
    }
    return wish(Written.Kind.OTHER, token, ticket, "ticketResolve", input);
  }

  private static Written wish(
      Written.Kind kind,
      String token,
      @Nullable String ticket,
      String mutation,
      Map<String, ?> given) {
    Map<String, Object> input = new LinkedHashMap<>(given);
    input.put("operationKey", UUID.randomUUID().toString());
    String body = DeskClient.body(DeskClient.call(mutation, TICKET), Map.of("i", input));
    return new Written(kind, token, ticket, body, null);
  }

  /**
   * A number as a word that no analyzer takes apart or shortens: some make one of letters that
   * stand there twice, or cut off endings.
   */
  private static String word(long number) {
    StringBuilder word = new StringBuilder("x");
    long rest = number & 0xFFFFFFFFFFL;
    for (int i = 0; i < DIGITS_MIN || rest > 0; i += 2) {
      word.append("bcdfghjlm".charAt((int) (rest % 9)));
      word.append("npqrtvwzy".charAt((int) (rest / 9 % 9)));
      rest /= 81;
    }
    word.append("k");
    return word.toString();
  }
}
