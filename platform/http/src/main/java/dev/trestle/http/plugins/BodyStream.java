package dev.trestle.http.plugins;

import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Refusals;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call as it comes in, up to a size. It remembers how it ended, so that a plugin that
 * answers a body which never was whole is not taken at its word.
 */
final class BodyStream extends InputStream {
  private static final int DRAINED_BYTES_MAX = 1 << 20;

  private final InputStream in;
  private final int bytesMax;
  private final long declared;
  private long read;
  private boolean atEnd;
  private boolean tooLarge;
  private @Nullable IOException cut;

  private BodyStream(InputStream in, int bytesMax, long declared) {
    this.in = in;
    this.bytesMax = bytesMax;
    this.declared = declared;
  }

  /** The body of a call; one that is declared too large is refused at once. */
  static BodyStream of(Exchange exchange, int bytesMax) {
    long declared = exchange.request().headers().contentLength().orElse(-1);
    InputStream in = exchange.request().content().inputStream();
    if (declared > bytesMax) {
      drain(in);
      throw Refusals.tooLarge(bytesMax);
    }
    return new BodyStream(in, bytesMax, declared);
  }

  static BodyStream empty() {
    return new BodyStream(InputStream.nullInputStream(), 0, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n;
    try {
      n = in.read(target, offset, length);
    } catch (IOException gone) {
      cut = gone;
      throw gone;
    }
    if (n < 0) {
      atEnd = true;
      return -1;
    }
    read += n;
    if (read > bytesMax) {
      tooLarge = true;
      throw new IOException("the body has more than " + bytesMax + " bytes");
    }
    return n;
  }

  /** A client that is still sending when its connection closes never sees the answer. */
  private static void drain(InputStream in) {
    try {
      in.readNBytes(DRAINED_BYTES_MAX);
    } catch (IOException gone) {
      throw new CloseConnectionException("the body was cut", gone);
    }
  }

  boolean atEnd() {
    return atEnd || read == declared;
  }

  /** Passes unless the body turned out larger than it may be, or broke off. */
  void requireWhole() {
    if (tooLarge) {
      drain(in);
      throw Refusals.tooLarge(bytesMax);
    }
    if (cut != null) {
      throw new CloseConnectionException("the body was cut", cut);
    }
  }
}
