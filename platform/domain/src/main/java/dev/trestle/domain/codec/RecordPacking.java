package dev.trestle.domain.codec;

import org.jspecify.annotations.Nullable;

/**
 * Writes records of one class as documents that stay packed. The class is such that all it can hold
 * can be read back, so that nobody has to try.
 */
public final class RecordPacking<R extends Record> {
  private static final int USUAL_BYTES = 512;

  private final Component[] components;

  RecordPacking(Component[] components) {
    this.components = components;
  }

  /** The fields of a record; null when they take more bytes than this. */
  public @Nullable Document packed(R record, int bytesMax) {
    Sink out = new Sink(USUAL_BYTES);
    for (Component component : components) {
      component.write(record, out);
    }
    if (out.size() > bytesMax) {
      return null;
    }
    return out.size() == 0 ? Document.empty() : Document.packed(PackedFields.owning(out.toBytes()));
  }
}
