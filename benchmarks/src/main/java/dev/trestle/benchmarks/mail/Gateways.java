package dev.trestle.benchmarks.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bring messages to one address, each of them the next when its last one was answered for.
 *
 * @param corpus what they bring
 * @param address to which they bring it
 * @param secret by which they are let in
 */
public record Gateways(Corpus corpus, URI address, String secret) {
  public static final int COUNT = 8;

  /** Brings so many, beginning with this number; fails when one is not taken. */
  public void bring(int first, int count) {
    AtomicInteger next = new AtomicInteger(first);
    List<Thread> gateways = new ArrayList<>();
    List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < COUNT; i++) {
        gateways.add(
            Thread.ofVirtual()
                .uncaughtExceptionHandler((gateway, fault) -> faults.add(fault))
                .start(() -> {
                  int number = next.getAndIncrement();
                  while (number < first + count) {
                    bring(client, number);
                    number = next.getAndIncrement();
                  }
                }));
      }
      for (Thread gateway : gateways) {
        gateway.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while messages were brought", stopped);
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("messages were not taken", faults.getFirst());
    }
  }

  private void bring(HttpClient client, int number) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + secret)
            .POST(HttpRequest.BodyPublishers.ofByteArray(corpus.numbered(number)))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      // What was there before would be measured as less than it is.
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("message " + number + " was not brought", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a message was brought", stopped);
    }
  }
}
