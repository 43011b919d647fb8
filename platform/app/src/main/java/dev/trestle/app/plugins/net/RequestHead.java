package dev.trestle.app.plugins.net;

import dev.trestle.sdk.net.Network.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The first lines of a request, in which nothing can pass for more than one header. */
final class RequestHead {
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "user-agent",
          "proxy-connection",
          "accept-encoding");

  private RequestHead() {}

  /**
   * @throws IllegalArgumentException when the method or a header is malformed or the desk's to set
   */
  static byte[] of(WebRequest request, Target target) {
    if (!request.method().matches("[A-Z]{1,20}") || request.method().equals("CONNECT")) {
      throw new IllegalArgumentException("there is no method " + request.method());
    }
    StringBuilder head = new StringBuilder(512);
    String path = request.uri().toASCIIString();
    head.append(request.method()).append(' ').append(origin(request, path)).append(" HTTP/1.1\r\n");
    line(head, "Host", target.authority());
    request
        .headers()
        .forEach((name, value) -> {
          if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
              || OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a request has no header " + name);
          }
          if (!value.matches("[\\t\\x20-\\x7e]{0,8000}")) {
            throw new IllegalArgumentException("the header " + name + " holds what it may not");
          }
          line(head, name, value);
        });
    line(head, "User-Agent", "Trestle");
    byte[] body = request.body();
    boolean usuallyWithBody = Set.of("POST", "PUT", "PATCH").contains(request.method());
    if (body != null || usuallyWithBody) {
      line(head, "Content-Length", Integer.toString(body == null ? 0 : body.length));
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String origin(WebRequest request, String ascii) {
    int authority = ascii.indexOf("//") + 2;
    int path = ascii.indexOf('/', authority);
    int query = ascii.indexOf('?', authority);
    if (path < 0 || query >= 0 && query < path) {
      return "/" + (query < 0 ? "" : ascii.substring(query));
    }
    String origin = ascii.substring(path);
    if (origin.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("the path of " + request + " is malformed");
    }
    return origin;
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
