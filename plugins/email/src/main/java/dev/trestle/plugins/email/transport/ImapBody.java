package dev.trestle.plugins.email.transport;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one message on an IMAP server; never more of them in memory than one part. */
final class ImapBody extends InputStream {
  private static final int PART = 64 * 1024;

  private final Imap imap;
  private final long uid;
  private final long announced;
  private byte[] part = new byte[0];
  private int at;
  private long fetched;
  private boolean atEnd;

  /**
   * @param announced how many bytes the server says it has, which need not be true
   */
  ImapBody(Imap imap, long uid, long announced) {
    this.imap = imap;
    this.uid = uid;
    this.announced = announced;
  }

  private boolean filled() throws IOException {
    if (at == part.length && !atEnd) {
      part = imap.part(uid, fetched, PART);
      at = 0;
      fetched += part.length;
      if (fetched == 0 && announced > 0) {
        throw new IOException("the server hands over nothing of message " + uid);
      }
      // Some servers give less at once than they were asked for, and some count wrongly: a message
      // ends where nothing more comes, unless both say that it is whole.
      atEnd = part.length == 0 || part.length < PART && fetched >= announced;
    }
    return at < part.length;
  }

  @Override
  public int read() throws IOException {
    return filled() ? part[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!filled()) {
      return -1;
    }
    int given = Math.min(length, part.length - at);
    System.arraycopy(part, at, target, offset, given);
    at += given;
    return given;
  }
}
