package dev.trestle.domain.command;

import org.jspecify.annotations.Nullable;

/**
 * An input that may be absent (leave as it is), null (remove) or a value (set).
 *
 * @param <T> what is set
 */
public record Patch<T>(boolean present, @Nullable T value) {
  private static final Patch<?> ABSENT = new Patch<>(false, null);

  @SuppressWarnings("unchecked")
  public static <T> Patch<T> absent() {
    return (Patch<T>) ABSENT;
  }

  public static <T> Patch<T> of(@Nullable T value) {
    return new Patch<>(true, value);
  }

  /** The value after this patch. */
  public @Nullable T apply(@Nullable T before) {
    return present ? value : before;
  }

  /** The value after this patch where a value must stand: null leaves it as it is. */
  public T applyRequired(T before) {
    return present && value != null ? value : before;
  }
}
