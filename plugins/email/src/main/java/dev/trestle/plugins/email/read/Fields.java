package dev.trestle.plugins.email.read;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts fields together, and passes over lines without a colon. The parser throws an exception for
 * each of them, which takes seconds where somebody has written a million.
 */
final class Fields extends DefaultFieldBuilder {
  private boolean named;
  private boolean passedOver;

  Fields() {
    super(-1);
  }

  @Override
  public void reset() {
    super.reset();
    named = false;
  }

  @Override
  public void append(ByteArrayBuffer line) throws MaxHeaderLengthLimitException {
    named |= line.indexOf((byte) ':') >= 0;
    super.append(line);
  }

  // The parser takes nothing for an answer, though its interface does not say so.
  @Override
  @SuppressWarnings("NullAway")
  public @Nullable RawField build() throws MimeException {
    passedOver |= !named;
    return named ? super.build() : null;
  }

  /** Whether there were lines without a colon. */
  boolean passedOver() {
    return passedOver;
  }
}
