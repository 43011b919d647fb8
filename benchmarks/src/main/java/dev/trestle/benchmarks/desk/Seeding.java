package dev.trestle.benchmarks.desk;

import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.Load;
import dev.trestle.benchmarks.load.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Fills a desk through its public API: people and queues, then tickets with three messages each.
 */
public final class Seeding {
  private static final Instant PAST_UNTIL = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");
  private static final long LONG = TimeUnit.HOURS.toNanos(2);
  private static final long SIGNED_IN_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int WRITERS = 32;
  private static final int IMPORTERS = 2;
  private static final int TEAM_MEMBERS = DeskData.AGENTS / DeskData.TEAMS;
  private static final int IMPORT_BATCH = 250;
  private static final int DAY_SECONDS = 86_400;
  private static final String[] TAGS =
      "vip hardware software network onsite billing training security mobile print".split(" ");

  private final int port;
  private final Supplier<DeskApi> signIn;
  private final DeskData data;
  private DeskApi signedIn;
  private long signedInAt;

  public Seeding(int port, Supplier<DeskApi> signIn, DeskData data) {
    this.port = port;
    this.signIn = signIn;
    this.data = data;
    this.signedIn = signIn.get();
    this.signedInAt = System.nanoTime();
  }

  // Access tokens live for minutes, filling a desk can take longer.
  private DeskApi api() {
    if (System.nanoTime() - signedInAt > SIGNED_IN_NANOS) {
      signedIn = signIn.get();
      signedInAt = System.nanoTime();
    }
    return signedIn;
  }

  /** Companies, contacts, agents, teams and queues. */
  public void parties() {
    List<byte[]> requests = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < DeskData.COMPANIES; i++) {
      requests.add(
          create(
              "company",
              data.companies.get(i),
              "Company " + i + " " + name(random),
              key("company", i)));
    }
    for (int i = 0; i < DeskData.AGENTS; i++) {
      requests.add(
          create(
              "agent",
              data.agents.get(i),
              "Agent " + i + " " + name(random),
              key("agent", i) + ",\"email\":\"agent" + i + "@desk.example\""));
    }
    all(requests);
    requests.clear();
    for (int i = 0; i < DeskData.TEAMS; i++) {
      requests.add(
          create(
              "team",
              data.teams.get(i),
              "Team " + i,
              key("team", i)
                  + ",\"memberIds\":[\""
                  + String.join(
                      "\",\"", data.agents.subList(i * TEAM_MEMBERS, (i + 1) * TEAM_MEMBERS))
                  + "\"]"));
    }
    for (int i = 0; i < DeskData.CONTACTS; i++) {
      requests.add(
          create(
              "contact",
              data.contacts.get(i),
              "Contact " + i + " " + name(random),
              key("contact", i)
                  + ",\"email\":\"contact"
                  + i
                  + "@client.example\",\"companyId\":\""
                  + data.companies.get(i % DeskData.COMPANIES)
                  + '"'));
    }
    all(requests);
    requests.clear();
    for (int i = 0; i < DeskData.QUEUES; i++) {
      requests.add(
          create(
              "queue",
              data.queues.get(i),
              "Queue " + i,
              key("queue", i)
                  + ",\"watcherTeamIds\":[\""
                  + data.teams.get(i % DeskData.TEAMS)
                  + "\"],\"statuses\":["
                  + status("new", "NEW")
                  + ","
                  + status("open", "OPEN")
                  + ","
                  + status("waiting", "WAITING_ON_REQUESTER")
                  + ","
                  + status("resolved", "RESOLVED")
                  + ","
                  + status("closed", "CLOSED")
                  + "]"));
    }
    all(requests);
  }

  /** Tickets one by one as they arrive in life, each with two more comments. */
  public double tickets(int count) {
    SplittableRandom random = new SplittableRandom(7);
    Ids ids = data.ticketIds();
    int[] made = {0};
    return run(
        WRITERS,
        out -> {
          if (made[0] == count) {
            return false;
          }
          int number = made[0]++;
          String id = ids.next();
          String due =
              random.nextBoolean()
                  ? ",\"dueAt\":\"" + DAY.plus(Duration.ofMinutes(random.nextInt(60_000))) + '"'
                  : "";
          String assignee =
              random.nextInt(5) > 0
                  ? ",\"assigneeId\":\"" + data.agents.get(random.nextInt(DeskData.AGENTS)) + '"'
                  : "";
          String variables =
              "{\"c\":{\"id\":\""
                  + id
                  + "\","
                  + data.freshTicket(random)
                  + due
                  + assignee
                  + ",\"status\":\""
                  + status(random)
                  + "\",\"tags\":[\""
                  + TAGS[random.nextInt(TAGS.length)]
                  + "\"]},\"a\":"
                  + comment(id, random, false)
                  + ",\"b\":"
                  + comment(id, random, rare(number))
                  + "}";
          out.put(
              api()
                  .request(
                      "mutation($c: TicketCreateInput!, $a: TicketCommentInput!, $b:"
                          + " TicketCommentInput!) {c: ticketCreate(input: $c) {userErrors {code"
                          + " message path}} a: ticketComment(input: $a) {userErrors {code message"
                          + " path}} b: ticketComment(input: $b) {userErrors {code message path}}}",
                      variables));
          return true;
        });
  }

  /** Tickets with their past, many at once: the way to a million. */
  public double imported(int count) {
    SplittableRandom random = new SplittableRandom(11);
    int[] made = {0};
    return run(
        IMPORTERS,
        out -> {
          if (made[0] >= count) {
            return false;
          }
          StringBuilder batch = new StringBuilder("{\"i\":{\"tickets\":[");
          for (int i = 0; i < IMPORT_BATCH && made[0] < count; i++) {
            batch.append(i == 0 ? "" : ",");
            appendImport(batch, made[0]++, random);
          }
          out.put(
              api()
                  .request(
                      "mutation($i: TicketsImportInput!)"
                          + " {ticketsImport(input: $i) {userErrors {code message path}}}",
                      batch.append("]}}").toString()));
          return true;
        });
  }

  /** Open tickets, many at once, made within a day from this time on. */
  public double open(int count, Instant from) {
    return dated(count, from, false);
  }

  /** The same, each closed five hours later. */
  public double closed(int count, Instant from) {
    return dated(count, from, true);
  }

  private double dated(int count, Instant from, boolean closed) {
    SplittableRandom random = new SplittableRandom(13);
    int[] made = {0};
    return run(
        IMPORTERS,
        out -> {
          if (made[0] >= count) {
            return false;
          }
          StringBuilder batch = new StringBuilder("{\"i\":{\"tickets\":[");
          for (int i = 0; i < IMPORT_BATCH && made[0] < count; i++) {
            int number = made[0]++;
            Instant at = from.plus(Duration.ofSeconds(number % DAY_SECONDS));
            batch
                .append(i == 0 ? "" : ",")
                .append("{\"externalKey\":\"open-")
                .append(number)
                .append("\",\"subject\":")
                .append(DeskData.quoted(data.words.text(random, 30, 75)))
                .append(",\"queueId\":\"")
                .append(data.queues.get(random.nextInt(DeskData.QUEUES)))
                .append("\",\"history\":[{\"at\":\"")
                .append(at)
                .append("\",\"status\":\"open\",\"priority\":\"")
                .append(DeskData.priority(random))
                .append(
                    closed
                        ? "\"},{\"at\":\""
                            + at.plus(Duration.ofHours(5))
                            + "\",\"status\":\"closed\"}]}"
                        : "\"}]}");
          }
          out.put(
              api()
                  .request(
                      "mutation($i: TicketsImportInput!)"
                          + " {ticketsImport(input: $i) {userErrors {code message path}}}",
                      batch.append("]}}").toString()));
          return true;
        });
  }

  private void appendImport(StringBuilder out, int number, SplittableRandom random) {
    int contact = random.nextInt(DeskData.CONTACTS);
    Instant at = PAST_UNTIL.minus(Duration.ofMinutes(random.nextInt(1_000_000)));
    out.append("{\"externalKey\":\"past-")
        .append(number)
        .append("\",\"subject\":")
        .append(DeskData.quoted(data.words.text(random, 30, 75)))
        .append(",\"queueId\":\"")
        .append(data.queues.get(random.nextInt(DeskData.QUEUES)))
        .append("\",\"requester\":\"contact-")
        .append(contact)
        .append("\",\"company\":\"company-")
        .append(contact % DeskData.COMPANIES)
        .append("\",\"tags\":[\"")
        .append(TAGS[random.nextInt(TAGS.length)])
        .append("\"],\"history\":[{\"at\":\"")
        .append(at)
        .append("\",\"status\":\"new\",\"priority\":\"")
        .append(DeskData.priority(random))
        .append("\",\"assignee\":\"agent-")
        .append(random.nextInt(DeskData.AGENTS))
        .append("\",\"comment\":")
        .append(DeskData.quoted(data.words.text(random, 200, 390)))
        .append("},{\"at\":\"")
        .append(at.plus(Duration.ofMinutes(30)))
        .append("\",\"comment\":")
        .append(DeskData.quoted(data.words.text(random, 200, 390)))
        .append("},{\"at\":\"")
        .append(at.plus(Duration.ofHours(5)))
        .append("\",\"status\":\"")
        .append(status(random))
        .append("\",\"comment\":")
        .append(
            DeskData.quoted(
                data.words.text(random, 200, 390) + (rare(number) ? " " + Words.RARE : "")))
        .append("}]}");
  }

  private String comment(String ticketId, SplittableRandom random, boolean rare) {
    String text = data.words.text(random, 200, 390) + (rare ? " " + Words.RARE : "");
    return "{\"ticketId\":\"" + ticketId + "\",\"text\":" + DeskData.quoted(text) + "}";
  }

  // 230 of each 100,000.
  private static boolean rare(int number) {
    return number % 10_000 < 23;
  }

  private static String status(SplittableRandom random) {
    int place = random.nextInt(100);
    return place < 10
        ? "new"
        : place < 35 ? "open" : place < 40 ? "waiting" : place < 70 ? "resolved" : "closed";
  }

  private byte[] create(String type, String id, String name, String more) {
    String mutation = type + "Create";
    String input = Character.toUpperCase(type.charAt(0)) + type.substring(1) + "CreateInput!";
    return api()
        .request(
            "mutation($i: "
                + input
                + ") {"
                + mutation
                + "(input: $i) {userErrors {code message path}}}",
            "{\"i\":{\"id\":\"" + id + "\",\"name\":" + DeskData.quoted(name) + more + "}}");
  }

  private String name(SplittableRandom random) {
    return data.words.text(random, 6, 14);
  }

  private static String key(String type, int number) {
    return ",\"externalKey\":\"" + type + "-" + number + '"';
  }

  private static String status(String key, String category) {
    return "{\"key\":\"" + key + "\",\"name\":\"" + key + "\",\"category\":\"" + category + "\"}";
  }

  private void all(List<byte[]> requests) {
    int[] next = {0};
    run(
        WRITERS,
        out -> {
          if (next[0] == requests.size()) {
            return false;
          }
          out.put(requests.get(next[0]++));
          return true;
        });
  }

  private double run(int clients, Requests requests) {
    try (Load load = new Load(port, clients)) {
      return load.run(requests, new AnswerCheck(10, 1), LONG).perSecond();
    }
  }
}
