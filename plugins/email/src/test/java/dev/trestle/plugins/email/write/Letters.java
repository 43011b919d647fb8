package dev.trestle.plugins.email.write;

import dev.trestle.plugins.email.read.Header;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.plugins.email.read.MailSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Letters for tests: a plain one, and hostile ones by seed. */
final class Letters {
  static final UUID KEY = UUID.fromString("01957000-0000-7000-8000-00000000002a");
  static final Instant DATE = Instant.parse("2031-03-03T09:00:00Z");
  static final MailAddress DESK = new MailAddress("Support", "support@desk.example");
  static final MailAddress CARLA = new MailAddress("Carla Meier", "carla@firm.example");

  private static final String[] PIECES = {
    "Printer",
    "größer als 10 €",
    "\r\nBcc: victim@elsewhere.example",
    "\nX-Evil: 1\n\nbody",
    "\u0000",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "שלום עולם",
    "مرحبا",
    "日本語のテキスト",
    "\u202egpj.exe",
    "=?utf-8?q?already?=",
    "\"quoted\" \\ back",
    "a,b;c:d<e>f@g",
    " ",
    "  ",
    "\t",
    "x".repeat(1_200),
    "--=_1_" + KEY,
    "From here",
    ".",
    "> cited words",
    "\u2028",
    "\u007f\u0085",
    "e\u0301",
    "👨‍👩‍👧‍👦",
    "words ".repeat(40),
    "'",
    "%41",
    "=",
    "_",
    "?",
    "ı"
  };

  private Letters() {}

  static Letter plain(String subject, String text, String html) {
    return new Letter(
        KEY,
        MessageIds.of(KEY, "desk.example"),
        DATE,
        DESK,
        List.of(CARLA),
        List.of(),
        null,
        subject,
        null,
        List.of(),
        List.of(),
        text,
        html,
        List.of());
  }

  static Letter hostile(long seed) {
    Random random = new Random(seed);
    List<Enclosure> files = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      String id = random.nextBoolean() ? i + "." + KEY + "@desk.example" : "";
      String type = random.nextBoolean() ? "image/png" : words(random, 1);
      files.add(new Enclosure(words(random, 3) + i, type, id, MailSource.of(bytes)));
    }
    List<MailAddress> cc =
        random.nextBoolean()
            ? List.of(
                new MailAddress(words(random, 4), "a@bücher.example"),
                new MailAddress(words(random, 2), "b+c@x.example"))
            : List.of();
    return new Letter(
        new UUID(seed, 7),
        MessageIds.of(new UUID(seed, 7), "desk.example"),
        DATE.plusSeconds(random.nextInt(1 << 30)),
        new MailAddress(words(random, 3), "support@desk.example"),
        List.of(new MailAddress(words(random, 5), "carla@firm.example")),
        cc,
        random.nextBoolean()
            ? new MailAddress(words(random, 2), "support+t.1.a@desk.example")
            : null,
        words(random, 8),
        random.nextBoolean() ? "first@firm.example" : null,
        List.of("a@b", "no id at all", "<evil>\r\nX: y", "c".repeat(400) + "@d"),
        List.of(new Header("X-Note", words(random, 6)), new Header("Auto-Submitted", "no")),
        text(random),
        random.nextBoolean() ? "<p>" + text(random) + "</p>" : null,
        files);
  }

  private static String words(Random random, int max) {
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      words.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextBoolean() ? " " : "");
    }
    return words.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(words(random, 6)).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    return text.toString();
  }

  static byte[] bytes(Letter letter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      LetterWriter.write(letter, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** What a reader of RFC 3676 makes of lines that flow. */
  static String unflowed(String text) {
    StringBuilder joined = new StringBuilder();
    boolean open = false;
    for (String line : text.split("\n", -1)) {
      int depth = 0;
      while (depth < line.length() && line.charAt(depth) == '>') {
        depth++;
      }
      String rest = line.substring(depth);
      boolean stuffed = rest.startsWith(" ");
      if (open) {
        joined.append(stuffed ? rest.substring(1) : rest);
      } else {
        // The blank behind a mark of citation belongs to how it was written.
        joined.append(joined.isEmpty() ? "" : "\n").append(line, 0, depth);
        joined.append(stuffed && depth == 0 ? rest.substring(1) : rest);
      }
      open = line.endsWith(" ") && !line.equals("-- ");
    }
    return joined.toString();
  }
}
