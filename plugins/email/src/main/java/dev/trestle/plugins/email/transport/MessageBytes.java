package dev.trestle.plugins.email.transport;

import java.io.IOException;
import java.io.OutputStream;

/** A message that is written out as often as it is sent, without ever being held as a whole. */
@FunctionalInterface
public interface MessageBytes {
  /** Writes header and body, lines ended by CR LF; dots at their beginning are not doubled. */
  void writeTo(OutputStream out) throws IOException;
}
