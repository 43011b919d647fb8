package dev.trestle.domain.codec;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** An order of any two values that a document holds, in which equal numbers are equal. */
public final class PlainOrder {
  private PlainOrder() {}

  /** Values of one kind by their own order, of different kinds by their kind. */
  public static int compare(Object a, Object b) {
    return switch (a) {
      case Long x when b instanceof Long y -> Long.compare(x, y);
      case Long x when b instanceof BigDecimal y -> BigDecimal.valueOf(x).compareTo(y);
      case BigDecimal x when b instanceof Long y -> x.compareTo(BigDecimal.valueOf(y));
      case BigDecimal x when b instanceof BigDecimal y -> x.compareTo(y);
      case String x when b instanceof String y -> x.compareTo(y);
      case Instant x when b instanceof Instant y -> x.compareTo(y);
      case LocalDate x when b instanceof LocalDate y -> x.compareTo(y);
      case Duration x when b instanceof Duration y -> x.compareTo(y);
      case UUID x when b instanceof UUID y -> x.compareTo(y);
      case Boolean x when b instanceof Boolean y -> Boolean.compare(x, y);
      default -> {
        int kinds = Integer.compare(kind(a), kind(b));
        yield kinds != 0 ? kinds : Arrays.compareUnsigned(bytes(a), bytes(b));
      }
    };
  }

  /** The value as the key of an index: numbers that are equal are one key. */
  public static Object key(Object value) {
    if (value instanceof BigDecimal decimal) {
      BigDecimal plain = decimal.stripTrailingZeros();
      return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18
          ? (Object) plain.longValueExact()
          : plain;
    }
    return value;
  }

  private static int kind(Object value) {
    return switch (value) {
      case Boolean _ -> 0;
      case Long _ -> 1;
      case BigDecimal _ -> 1;
      case String _ -> 2;
      case UUID _ -> 3;
      case Instant _ -> 4;
      case LocalDate _ -> 5;
      case Duration _ -> 6;
      default -> 7;
    };
  }

  private static byte[] bytes(Object value) {
    return Document.of("value", value).encode();
  }
}
