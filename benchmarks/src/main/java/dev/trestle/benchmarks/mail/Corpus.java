package dev.trestle.benchmarks.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Messages as they really came to people, in one order for every run. */
public final class Corpus {
  private final List<byte[]> messages;

  private Corpus(List<byte[]> messages) {
    this.messages = messages;
  }

  /** All files that lie in folders named messages below this one. */
  public static Corpus of(Path folder) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().contains("/messages/")) {
          all.add(Files.readAllBytes(file));
        }
      }
    }
    if (all.isEmpty()) {
      throw new IllegalStateException("there are no messages in " + folder);
    }
    Collections.shuffle(all, new Random(7));
    return new Corpus(all);
  }

  public int size() {
    return messages.size();
  }

  /** One of them, made another message than all before by a field of its own. */
  public byte[] numbered(int number) {
    byte[] message = messages.get(number % messages.size());
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 40);
    out.writeBytes(("X-Number: " + number + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(message);
    return out.toByteArray();
  }

  /** Bytes of a message on average. */
  public double meanBytes() {
    return messages.stream().mapToInt(one -> one.length).average().orElseThrow();
  }
}
