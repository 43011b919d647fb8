package dev.trestle.http.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads multipart/form-data part by part from a stream, with one fixed buffer (RFC 7578, 2046). */
final class MultipartReader {
  /** The client's form is broken, as opposed to its connection. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  private static final int HEADER_BYTES_MAX = 8 * 1024;
  private static final int PARTS_MAX = 100;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[64 * 1024];
  private final Map<String, String> headers = new TreeMap<>();
  private int start;
  private int end;
  private boolean ended;
  private boolean inPart;
  private int parts;

  MultipartReader(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first delimiter may stand at the very beginning, without its line break.
    buffer[end++] = '\r';
    buffer[end++] = '\n';
  }

  /** Skips to the next part and reads its headers; false when there is none. */
  boolean nextPart() throws IOException {
    byte[] skipped = new byte[8 * 1024];
    inPart = true;
    while (inPart) {
      inPart = read(skipped, 0, skipped.length) >= 0;
    }
    if (ended || ++parts > PARTS_MAX) {
      return false;
    }
    String afterDelimiter = line();
    if (afterDelimiter.startsWith("--")) {
      ended = true;
      return false;
    }
    headers.clear();
    int total = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      total += line.length();
      if (total > HEADER_BYTES_MAX) {
        throw new Malformed("the headers of a part are too long");
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).trim());
      }
    }
    inPart = true;
    return true;
  }

  /** A header of this part by its lower-case name; empty when it has none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Reads the part's bytes; -1 at its end. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (!inPart) {
      return -1;
    }
    while (true) {
      int found = find();
      int safe = found >= 0 ? found - start : end - start - delimiter.length + 1;
      if (safe > 0) {
        int n = Math.min(safe, length);
        System.arraycopy(buffer, start, target, offset, n);
        start += n;
        return n;
      }
      if (found == start) {
        start += delimiter.length;
        inPart = false;
        return -1;
      }
      fill();
    }
  }

  private int find() {
    outer:
    for (int i = start; i <= end - delimiter.length; i++) {
      for (int j = 0; j < delimiter.length; j++) {
        if (buffer[i + j] != delimiter[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  private String line() throws IOException {
    int from = 0;
    while (true) {
      for (int i = start + from; i + 1 < end; i++) {
        if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
          String line = new String(buffer, start, i - start, StandardCharsets.UTF_8);
          start = i + 2;
          return line;
        }
      }
      from = Math.max(0, end - start - 1);
      if (end - start > HEADER_BYTES_MAX) {
        throw new Malformed("a line of a part's headers is too long");
      }
      if (end - start >= 2 && buffer[start] == '-' && buffer[start + 1] == '-') {
        // The last delimiter need not end its line.
        return "--";
      }
      fill();
    }
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    int n = in.read(buffer, end, buffer.length - end);
    if (n < 0) {
      throw new Malformed("the form ends before its last boundary");
    }
    end += n;
  }
}
