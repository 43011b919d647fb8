package dev.trestle.app.plugins.net;

import dev.trestle.sdk.net.Network.WebAnswer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an HTTP/1.1 answer, of its body only the beginning. */
final class AnswerReader {
  /**
   * What was read.
   *
   * @param complete whether it was read to an end that both sides agree on, and the other side
   *     waits for another request
   */
  record Answer(WebAnswer answer, boolean complete) {}

  private static final int HEAD_MAX = 64 << 10;
  private static final int INTERIM_MAX = 10;

  private final InputStream in;
  private final int bodyMax;
  private int headLeft = HEAD_MAX;
  private boolean ended;

  private AnswerReader(InputStream in, int bodyMax) {
    this.in = in;
    this.bodyMax = bodyMax;
  }

  static Answer read(InputStream in, String method, int bodyMax) throws IOException {
    return new AnswerReader(in, bodyMax).read(method);
  }

  private Answer read(String method) throws IOException {
    for (int interim = 0; interim < INTERIM_MAX; interim++) {
      String first = line();
      int status = status(first);
      Map<String, List<String>> headers = headers();
      if (status == 101) {
        throw new ProtocolException("The server changed to a protocol that nobody asked for.");
      }
      if (status >= 200) {
        boolean bare = method.equals("HEAD") || status == 204 || status == 304;
        ended = bare;
        byte[] body = bare ? new byte[0] : body(headers);
        return new Answer(
            new WebAnswer(status, headers, body),
            ended && first.startsWith("HTTP/1.1") && !closes(headers));
      }
    }
    throw new ProtocolException("The server never came to its answer.");
  }

  private static boolean closes(Map<String, List<String>> headers) {
    return headers.getOrDefault("connection", List.of()).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new ProtocolException("What came back is no HTTP answer.");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("The answer has a malformed header.");
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    headers.replaceAll((_, values) -> List.copyOf(values));
    return headers;
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    List<String> coding = headers.getOrDefault("transfer-encoding", List.of());
    List<String> length = headers.getOrDefault("content-length", List.of());
    // Where two headers tell of its end, the two sides may take it to end at different places.
    boolean clear = coding.size() + length.size() == 1;
    if (!coding.isEmpty()) {
      if (!coding.getLast().toLowerCase(Locale.ROOT).endsWith("chunked")) {
        throw new ProtocolException("The answer's transfer encoding is unknown.");
      }
      byte[] body = chunks();
      ended = clear && ended;
      return body;
    }
    if (length.isEmpty()) {
      return in.readNBytes(bodyMax);
    }
    if (!length.getFirst().matches("[0-9]{1,18}")) {
      throw new ProtocolException("The answer's length is malformed.");
    }
    int wanted = (int) Math.min(bodyMax, Long.parseLong(length.getFirst()));
    byte[] body = in.readNBytes(wanted);
    if (body.length < wanted) {
      throw new EOFException("The answer ended before its length.");
    }
    ended = clear && length.getFirst().equals(Integer.toString(wanted));
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < bodyMax) {
      String size = line();
      int end = size.indexOf(';');
      String digits = (end < 0 ? size : size.substring(0, end)).strip();
      if (!digits.matches("[0-9A-Fa-f]{1,8}")) {
        throw new ProtocolException("The answer has a malformed chunk.");
      }
      long length = Long.parseLong(digits, 16);
      if (length == 0) {
        skipTrailers();
        ended = true;
        break;
      }
      int wanted = (int) Math.min(length, bodyMax - body.size());
      byte[] chunk = in.readNBytes(wanted);
      if (chunk.length < wanted) {
        throw new EOFException("The answer ended within a chunk.");
      }
      body.writeBytes(chunk);
      if (wanted == length && !line().isEmpty()) {
        throw new ProtocolException("The answer has a malformed chunk.");
      }
    }
    return body.toByteArray();
  }

  private void skipTrailers() throws IOException {
    while (!line().isEmpty()) {
      // What comes behind the body says nothing that anybody waits for.
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The answer ended within its head.");
      }
      if (--headLeft < 0) {
        throw new ProtocolException("The answer's head is too long.");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
