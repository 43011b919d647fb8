package dev.trestle.store.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was found at a place that need not hold anything valid: a value, or a clause saying why not.
 */
record Looked<T>(@Nullable T found, String finding) {

  static <T> Looked<T> good(T found) {
    return new Looked<>(found, "");
  }

  static <T> Looked<T> bad(String finding) {
    return new Looked<>(null, finding);
  }

  boolean isGood() {
    return found != null;
  }

  T value() {
    return Objects.requireNonNull(found, finding);
  }
}
