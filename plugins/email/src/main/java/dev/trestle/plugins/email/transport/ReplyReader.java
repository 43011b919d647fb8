package dev.trestle.plugins.email.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server answers, line by line, and no more than anybody needs of it: what a library
 * collects until an answer ends would fill the heap where a server never ends it. Lines end with CR
 * LF and nothing else.
 */
final class ReplyReader extends BufferedReader {
  /** The numbers of a few million messages. */
  static final int CHARACTERS_MAX = 32 << 20;

  private int characters;

  ReplyReader(Reader in) {
    super(in);
  }

  /** What comes now belongs to another answer. */
  void begin() {
    characters = 0;
  }

  @Override
  public @Nullable String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean returned = false;
    for (int c = read(); c >= 0; c = read()) {
      if (returned && c == '\n') {
        line.setLength(line.length() - 1);
        return line.toString();
      }
      returned = c == '\r';
      line.append((char) c);
      if (++characters > CHARACTERS_MAX) {
        throw new IOException("the server's answer does not end");
      }
    }
    return line.isEmpty() ? null : line.toString();
  }
}
