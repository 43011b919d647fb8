package dev.trestle.domain.codec;

import org.jspecify.annotations.Nullable;

/** Bytes that are no document, or not the document the reader expected; names where. */
public class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  public CodecException(int offset, String problem) {
    this(offset, problem, null);
  }

  public CodecException(int offset, String problem, @Nullable Throwable cause) {
    super(problem + " (at byte " + offset + ")", cause);
    this.offset = offset;
  }

  /** Index into the array that was read. */
  public final int offset() {
    return offset;
  }
}
