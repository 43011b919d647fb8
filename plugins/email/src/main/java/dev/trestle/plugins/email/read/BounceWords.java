package dev.trestle.plugins.email.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Tells from the words of a diagnostic why a message did not arrive, by the phrases of {@code
 * bounces/words.txt} in their order.
 */
final class BounceWords {
  private static final int LENGTH_MAX = 2_000;
  // How systems frame what a server said; these words say nothing about why.
  private static final Pattern FRAME =
      Pattern.compile(
          "giving up on \\S+|does not like recipient\\.|failed after i sent the message\\.|remote host said|\\(in reply to [a-z ]{1,30} command\\)|5\\.5\\.1 (?:error: )?no valid recipients");
  private static final Sought FRAMED = Sought.of(FRAME.pattern());
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:]+@[\\w-]+(?:\\.[\\w-]+)*");
  private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036F]");
  private static final List<Meaning> MEANINGS = read();

  private BounceWords() {}

  /** Phrases that mean the same; one by one they are found faster than as one expression. */
  private record Meaning(BounceReason reason, List<Sought> phrases) {
    boolean isIn(Sought.Heard words) {
      for (Sought phrase : phrases) {
        if (phrase.isIn(words)) {
          return true;
        }
      }
      return false;
    }
  }

  private static List<Meaning> read() {
    Map<String, String> families = new LinkedHashMap<>();
    List<Meaning> meanings = new ArrayList<>();
    for (String section : text().split("(?m)^== ")) {
      List<String> lines = new ArrayList<>();
      section
          .lines()
          .filter(BounceWords::says)
          .forEach(line -> {
            if (line.startsWith("= ")) {
              String[] family = line.split(" ", 3);
              families.put("{" + family[1] + "}", full(family[2], families));
            } else {
              lines.add(full(line, families));
            }
          });
      if (!lines.isEmpty()) {
        meanings.add(
            new Meaning(
                BounceReason.valueOf(lines.getFirst()),
                lines.stream().skip(1).map(Sought::of).toList()));
      }
    }
    return List.copyOf(meanings);
  }

  private static String full(String line, Map<String, String> families) {
    String full = line;
    for (Map.Entry<String, String> family : families.entrySet()) {
      full = full.replace(family.getKey(), family.getValue());
    }
    return full;
  }

  private static boolean says(String line) {
    return !line.isBlank() && !line.startsWith("# ");
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(BounceWords.class.getResourceAsStream("/bounces/words.txt"))) {
      return plain(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  // Many systems leave accents out, and some write them as letters of their own.
  private static String plain(String text) {
    String apart = ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    // These letters do not come apart.
    return Normalizer.normalize(apart, Normalizer.Form.NFC)
        .replace('đ', 'd')
        .replace('ł', 'l')
        .replace('ø', 'o');
  }

  static BounceReason reason(String words) {
    String one = words.length() > LENGTH_MAX ? words.substring(0, LENGTH_MAX) : words;
    String line = BLANKS.matcher(plain(one.toLowerCase(Locale.ROOT))).replaceAll(" ");
    if (FRAMED.isIn(new Sought.Heard(line))) {
      line = FRAME.matcher(line).replaceAll("");
    }
    if (line.indexOf('@') >= 0) {
      // Names in addresses, such as no-such-user@, are no diagnosis.
      line = ADDRESS.matcher(line).replaceAll("@");
    }
    Sought.Heard heard = new Sought.Heard(line.strip());
    for (Meaning meaning : MEANINGS) {
      if (meaning.isIn(heard)) {
        return meaning.reason();
      }
    }
    return BounceReason.UNDEFINED;
  }
}
