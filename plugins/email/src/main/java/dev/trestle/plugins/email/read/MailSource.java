package dev.trestle.plugins.email.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where bytes are read from, as often as somebody asks. A message is opened once to understand it
 * and once for each attachment that is taken out, so that no attachment needs to fit into memory.
 */
@FunctionalInterface
public interface MailSource {
  /** The bytes from their beginning; whoever opens them closes them. */
  InputStream open() throws IOException;

  /** A source over bytes in memory, which are not copied. */
  static MailSource of(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }
}
