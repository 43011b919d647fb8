package dev.trestle.domain.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Plain values of every kind, with the edges overrepresented. */
final class RandomValues {
  private static final long[] EDGES = {
    0, 1, -1, 63, 64, -64, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private RandomValues() {}

  static Document document(RandomGenerator random, int depth) {
    Document.Builder document = Document.builder();
    for (int i = random.nextInt(6); i > 0; i--) {
      String name =
          random.nextBoolean()
              ? FieldNames.at(random.nextInt(FieldNames.count()))
              : "odd " + Integer.toString(random.nextInt(1_000), 36) + "\u00e9\ud83d\ude00";
      document.put(name, value(random, depth));
    }
    return document.build();
  }

  static @Nullable Object value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 11 : 9)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> EDGES[random.nextInt(EDGES.length)];
      case 3 -> random.nextLong() >> random.nextInt(64);
      case 4 -> decimal(random);
      case 5 -> text(random);
      case 6 -> bytes(random);
      case 7 -> new UUID(random.nextLong(), random.nextLong());
      case 8 -> random.longs(random.nextInt(6)).toArray();
      case 9 -> document(random, depth - 1);
      default -> list(random, depth - 1);
    };
  }

  static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int alphabet = random.nextInt(4);
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 400 : 20); i > 0; i--) {
      switch (alphabet) {
        case 0 -> text.append((char) (' ' + random.nextInt(95)));
        case 1 -> text.append((char) random.nextInt(0x250));
        case 2 -> text.appendCodePoint(random.nextInt(0xD7FF));
        default -> text.append((char) (0xD700 + random.nextInt(0xA00)));
      }
    }
    return text.toString();
  }

  static BigDecimal decimal(RandomGenerator random) {
    BigInteger unscaled = new BigInteger(random.nextInt(200), new Random(random.nextLong()));
    return new BigDecimal(
        random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(40) - 20);
  }

  static byte[] bytes(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<@Nullable Object> list(RandomGenerator random, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value(random, depth));
    }
    return list;
  }
}
