package dev.trestle.plugins.email.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Tells from the words of a diagnostic why a message did not arrive, by the phrases of {@code
 * bounces/words.txt} in their order.
 */
final class BounceWords {
  private static final int LENGTH_MAX = 4_000;
  // How qmail frames what a server said; its own words say nothing about why.
  private static final Pattern FRAME =
      Pattern.compile(
          "giving up on \\S+|does not like recipient\\.|failed after i sent the message\\.");
  private static final List<Meaning> MEANINGS = read();

  private BounceWords() {}

  /** Phrases that mean the same. */
  private record Meaning(BounceReason reason, Pattern phrases) {}

  private static List<Meaning> read() {
    List<Meaning> meanings = new ArrayList<>();
    for (String section : text().split("(?m)^== ")) {
      List<String> lines = section.lines().filter(BounceWords::says).toList();
      if (!lines.isEmpty()) {
        meanings.add(
            new Meaning(
                BounceReason.valueOf(lines.getFirst()),
                Pattern.compile(String.join("|", lines.subList(1, lines.size())))));
      }
    }
    return List.copyOf(meanings);
  }

  private static boolean says(String line) {
    return !line.isBlank() && !line.startsWith("# ");
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(BounceWords.class.getResourceAsStream("/bounces/words.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static BounceReason reason(String words) {
    String one = words.length() > LENGTH_MAX ? words.substring(0, LENGTH_MAX) : words;
    // Names in addresses, such as no-such-user@, are no diagnosis.
    String line =
        FRAME
            .matcher(one.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
            .replaceAll("")
            .replaceAll("[^\\s<>,;:]+@[\\w-]+(?:\\.[\\w-]+)*", "@");
    for (Meaning meaning : MEANINGS) {
      if (meaning.phrases().matcher(line).find()) {
        return meaning.reason();
      }
    }
    return BounceReason.UNDEFINED;
  }
}
