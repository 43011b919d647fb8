package dev.trestle.benchmarks.hooks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.load.HttpText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes events: tickets, each with some changes, by several clients at the same time. */
final class Producer {
  static final int STEPS = 10;
  private static final int CLIENTS = 8;
  // Access tokens live for minutes, making events can take longer.
  private static final long SIGNED_IN_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final String CREATE =
      "mutation($i: TicketCreateInput!) {ticketCreate(input: $i) {ticket {id} userErrors {code}}}";
  private static final String TAG =
      "mutation($i: TicketTagInput!) {ticketTag(input: $i) {ticket {id} userErrors {code}}}";

  private final URI address;
  private final Supplier<DeskApi> signIn;
  private final AtomicInteger made = new AtomicInteger();
  private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();
  private DeskApi signedIn;
  private long signedInAt;

  Producer(int port, Supplier<DeskApi> signIn) {
    this.address = URI.create("http://127.0.0.1:" + port + "/graphql");
    this.signIn = signIn;
    this.signedIn = signIn.get();
    this.signedInAt = System.nanoTime();
  }

  int made() {
    return made.get();
  }

  /** Makes so many events, a multiple of {@link #STEPS}; returns when all are acknowledged. */
  void make(int events) throws InterruptedException {
    AtomicInteger ticket = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          Thread.ofVirtual()
              .start(() -> {
                try (HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                  while (ticket.getAndIncrement() < events / STEPS) {
                    oneTicket(http);
                  }
                } catch (IOException | RuntimeException trouble) {
                  troubles.add(trouble);
                } catch (InterruptedException stopped) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    for (Thread client : clients) {
      client.join();
    }
    if (!troubles.isEmpty()) {
      throw new IllegalStateException("an event could not be made", troubles.peek());
    }
  }

  private void oneTicket(HttpClient http) throws IOException, InterruptedException {
    String answer = ask(http, CREATE, "{\"i\":{\"subject\":\"Work\",\"text\":\"It is broken.\"}}");
    String id = DeskApi.text(answer, "id");
    for (int step = 1; step < STEPS; step++) {
      ask(http, TAG, "{\"i\":{\"ticketId\":\"" + id + "\",\"tags\":[\"step-" + step + "\"]}}");
    }
  }

  private String ask(HttpClient http, String query, String variables)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + api().token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(HttpText.graphql(query, variables)))
            .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    if (!answer.contains("\"userErrors\":[]")) {
      throw new UncheckedIOException(new IOException("refused: " + answer));
    }
    made.incrementAndGet();
    return answer;
  }

  private synchronized DeskApi api() {
    if (System.nanoTime() - signedInAt > SIGNED_IN_NANOS) {
      signedIn = signIn.get();
      signedInAt = System.nanoTime();
    }
    return signedIn;
  }
}
