package dev.trestle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one benchmark by its name and prints its table. */
public final class Main {
  private static final int TICKETS = 100_000;
  private static final int CLOCKED = 50_000;
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int MILLIS = 1_000;
  private static final int EVENTS = 100_000;
  private static final int MESSAGES = 6_000;

  private Main() {}

  /**
   * The first argument is a name: throughput, growth, startup, live, door, businesstime, sla,
   * webhooks or email. Others are settings: {@code jar=} (the desk's), {@code java=} (a further
   * option of its Java), {@code work=} (a folder for desks), {@code tickets=}, {@code seconds=} (of
   * a window), {@code windows=}, {@code only=} (part of a scenario's name), {@code subscribers=},
   * {@code events=}, {@code messages=} and {@code corpus=} (for email).
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      settings.merge(
          equals < 0 ? "name" : argument.substring(0, equals),
          argument.substring(equals + 1),
          (first, second) -> first + " " + second);
    }
    Path work = Path.of(settings.getOrDefault("work", "benchmarks/target/desks")).toAbsolutePath();
    Path jar =
        Path.of(settings.getOrDefault("jar", "platform/app/target/trestle.jar")).toAbsolutePath();
    String name = settings.getOrDefault("name", "");
    if (name.equals("businesstime")) {
      // Measured in this process: there is no desk in it.
      int millis = number(settings, "millis", MILLIS);
      System.out.println(BusinessTime.report(Duration.ofMillis(millis)));
      return;
    }
    if (!Files.isRegularFile(jar)) {
      System.err.println("There is no " + jar + ": build it with ./mvnw package -DskipTests.");
      System.exit(2);
    }
    String report = run(name, new Desks(work, jar, settings.getOrDefault("java", "")), settings);
    System.out.println();
    System.out.println(report);
    Files.writeString(work.resolve("report-" + name + ".md"), report);
  }

  private static String run(String name, Desks desks, Map<String, String> settings)
      throws IOException {
    int tickets = number(settings, "tickets", TICKETS);
    int many = number(settings, "tickets", MANY);
    return switch (name) {
      case "throughput" ->
          new Throughput(
                  desks,
                  tickets,
                  TimeUnit.SECONDS.toNanos(number(settings, "seconds", 4)),
                  number(settings, "windows", 3),
                  settings.getOrDefault("only", ""))
              .run();
      case "growth" ->
          new Growth(desks, FEW, many, TimeUnit.SECONDS.toNanos(number(settings, "seconds", 160)))
              .run();
      case "startup" -> new Startup(desks, many, settings.getOrDefault("only", "")).run();
      case "door" ->
          new Door(
                  desks,
                  tickets,
                  TimeUnit.SECONDS.toNanos(number(settings, "seconds", 2)),
                  number(settings, "windows", 7),
                  settings.getOrDefault("only", ""))
              .run();
      case "live" -> new Live(desks, tickets, number(settings, "subscribers", 1_000)).run();
      case "sla" ->
          new Slas(
                  desks,
                  number(settings, "tickets", CLOCKED),
                  TimeUnit.SECONDS.toNanos(number(settings, "seconds", 20)),
                  settings.getOrDefault("only", ""))
              .run();
      case "webhooks" -> new Webhooks(desks, number(settings, "events", EVENTS)).run();
      case "email" ->
          new Mails(
                  desks,
                  Path.of(settings.getOrDefault("corpus", "../shared/data/emails")),
                  number(settings, "messages", MESSAGES))
              .run();
      default ->
          throw new IllegalArgumentException(
              "Name one: throughput, growth, startup, live, door, businesstime, sla, webhooks,"
                  + " email.");
    };
  }

  private static int number(Map<String, String> settings, String name, int otherwise) {
    String given = settings.get(name);
    return given == null ? otherwise : Integer.parseInt(given);
  }
}
