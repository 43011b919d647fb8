package dev.trestle.app.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.trestle.app.outside.DeskClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whole HTTP requests as bytes, each wrong in one of the ways that clients and attackers find. */
final class HostileRequests {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/graphql",
          "/graphql/stream",
          "/files",
          "/graphiql",
          "/graphiql/graphiql.js",
          "/observe/health",
          "/observe/ready",
          "/observe/metrics",
          "/.well-known/jwks.json");
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "BREW", "get");
  private static final List<String> DOCUMENTS =
      List.of(
          "{ __typename }",
          "query Q($n: Int! = 2) { tickets(first: $n) { totalCount nodes { id ...T } } }"
              + " fragment T on Ticket { subject queue { name } }",
          "mutation($i: TicketCreateInput!) { ticketCreate(input: $i) { ticket { id }"
              + " userErrors { code path } } }",
          "{ search(query: \"a*\", first: 3) { totalCount edges { highlights { field } } } }",
          "subscription { ticketChanged { ticket { id } } }");

  private final Oddities odd;
  private final String bearer;

  HostileRequests(Oddities odd, String bearer) {
    this.odd = odd;
    this.bearer = bearer;
  }

  /** A document that may be too deep, too wide, too long, or no document at all. */
  byte[] document() {
    int size = 1 << odd.below(14);
    String document =
        switch (odd.below(9)) {
          case 0 -> "{ a".repeat(size) + " }".repeat(size);
          case 1 -> "{ " + "__typename ".repeat(size) + "}";
          case 2 -> "{ " + aliases(size) + "}";
          case 3 -> "{ __typename " + "@skip(if: false) ".repeat(size) + "}";
          case 4 -> "{ ticket(id: " + "[".repeat(size) + "]".repeat(size) + ") { id } }";
          case 5 -> "query(" + "$a: Int ".repeat(size) + ") { __typename }";
          case 6 -> "fragment A on Query { ...B } fragment B on Query { ...A } { ...A }";
          case 7 -> "{ node(id: \"" + odd.characters(20, 0xD7FF) + "\") { id } }";
          default -> new String(odd.damaged(odd.of(DOCUMENTS)), StandardCharsets.UTF_8);
        };
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("n", odd.once(2) ? odd.number() : odd.text());
    return post(DeskClient.body(document, variables).getBytes(StandardCharsets.UTF_8));
  }

  private static String aliases(int size) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < size; i++) {
      fields.append('a').append(i).append(": __typename ");
    }
    return fields.toString();
  }

  /** A body that is nearly JSON, or JSON of the wrong shape. */
  byte[] json() throws JsonProcessingException {
    int size = 1 << odd.below(17);
    String text = DeskClient.JSON.writeValueAsString(odd.text());
    String good = DeskClient.body(odd.of(DOCUMENTS), Map.of("n", 1, "i", Map.of("subject", "s")));
    return post(
        switch (odd.below(9)) {
          case 0 -> "[".repeat(size).getBytes(StandardCharsets.UTF_8);
          case 1 -> ("{\"a\":".repeat(size) + "1").getBytes(StandardCharsets.UTF_8);
          case 2 -> ("{\"query\":" + text + "}").getBytes(StandardCharsets.UTF_8);
          case 3 ->
              ("{\"query\":\"{ __typename }\",\"variables\":" + text + "}")
                  .getBytes(StandardCharsets.UTF_8);
          case 4 ->
              ("{\"query\":\"{ __typename }\",\"operationName\":" + odd.number() + "}")
                  .getBytes(StandardCharsets.UTF_8);
          case 5 -> good.getBytes(StandardCharsets.UTF_16);
          case 6 ->
              ("{\"query\":\"query($n: Int!) { tickets(first: $n) { totalCount } }\","
                      + "\"variables\":{\"n\":"
                      + "9".repeat(1 + odd.below(2000))
                      + "}}")
                  .getBytes(StandardCharsets.UTF_8);
          case 7 -> odd.bytes(odd.below(200));
          default -> odd.damaged(good);
        });
  }

  /** Headers that do not fit, and lengths that are not true. */
  byte[] headers() {
    String good = DeskClient.body("{ __typename }", Map.of());
    String body = odd.once(3) ? "" : good;
    StringBuilder head = new StringBuilder("POST /graphql HTTP/1.1\r\nHost: desk\r\n");
    String name =
        odd.of(
            List.of(
                "Accept",
                "Content-Type",
                "Content-Encoding",
                "Authorization",
                "Origin",
                "Cookie",
                "Range",
                "Expect",
                "Transfer-Encoding",
                "Content-Length",
                "Upgrade",
                "Connection",
                "traceparent",
                "X-Forwarded-For",
                "Host",
                "a b",
                ""));
    String value =
        odd.of(
            List.of(
                "",
                "chunked",
                "gzip",
                "-1",
                "99999999999999999999",
                "7",
                "application/json; charset=utf-7",
                "*/*;q=2,,;",
                "bytes=9-1,-0",
                "Bearer " + "a.".repeat(20_000),
                "Basic YTpi",
                "websocket",
                "h2c",
                "00-" + "z".repeat(32) + "-" + "0".repeat(16) + "-01",
                odd.characters(12, 256).replace("\r", "").replace("\n", ""),
                "x".repeat(1 << odd.below(17))));
    head.append(name).append(": ").append(value).append("\r\n");
    if (!name.equals("Content-Type")) {
      head.append("Content-Type: application/json\r\n");
    }
    if (odd.once(2)) {
      head.append("Content-Length: ").append(body.length() + odd.below(3) - 1).append("\r\n");
    }
    String end = odd.once(5) ? "\n" : "\r\n";
    return (head + "Connection: close\r\n" + end + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Known and unknown paths with odd methods, escapes and queries. */
  byte[] path() {
    String path =
        switch (odd.below(7)) {
          case 0 -> odd.of(PATHS) + "/" + "../".repeat(odd.below(9)) + "etc/passwd";
          case 1 -> odd.of(PATHS) + "%" + Integer.toHexString(odd.below(4096));
          case 2 -> "/files/" + odd.of(List.of("%00", "..%2f..", "0", "%ff%fe", "a".repeat(9000)));
          case 3 -> "/graphql?query=" + odd.of(List.of("%7B__typename%7D", "%ZZ", "%C0%AF", "&&="));
          case 4 -> "http://other.example" + odd.of(PATHS);
          case 5 -> odd.of(PATHS) + "?" + "a=b&".repeat(1 << odd.below(12));
          default -> "/" + odd.characters(12, 256).replaceAll("[\\s\\x00]", "~");
        };
    return (odd.of(METHODS)
            + " "
            + path
            + odd.of(List.of(" HTTP/1.1", " HTTP/1.0", " HTTP/9.9", ""))
            + "\r\nHost: desk\r\nX-Trestle-CSRF: 1\r\nAuthorization: Bearer "
            + bearer
            + "\r\nConnection: close\r\n"
            + (odd.once(3) ? "Range: bytes=" + odd.text().replaceAll("[\\r\\n]", "") + "\r\n" : "")
            + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Forms and raw uploads with broken boundaries, names and lengths. */
  byte[] upload() {
    String boundary = odd.of(List.of("b", "--", "b\"", "", "é", "x".repeat(69), "x".repeat(999)));
    String name = odd.text().replaceAll("[\\r\\n]", "");
    String part =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + (name.length() > 3000 ? name.substring(0, 3000) : name)
            + "\"\r\nContent-Type: "
            + odd.of(List.of("text/plain", "", "a/b/c", "text/html; charset=\"", "\0/\0"))
            + "\r\n\r\nbytes\r\n";
    String form = part.repeat(1 + odd.below(3)) + "--" + boundary + "--\r\n";
    boolean raw = odd.once(3);
    String type = raw ? "application/octet-stream" : "multipart/form-data; boundary=" + boundary;
    byte[] body = odd.once(2) ? odd.damaged(form) : form.getBytes(StandardCharsets.UTF_8);
    int length = odd.once(5) ? odd.below(10_000) : body.length;
    return joined(
        "POST /files"
            + (raw ? "?name=" + odd.of(List.of("a", "%00", "..%2F..%2Fx", "%F0%9F", "", "%")) : "")
            + " HTTP/1.1\r\nHost: desk\r\nX-Trestle-CSRF: 1\r\nConnection: close\r\n"
            + "Authorization: Bearer "
            + bearer
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n",
        body);
  }

  private byte[] post(byte[] body) {
    return joined(
        "POST /graphql HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nAuthorization: Bearer "
            + bearer
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n",
        body);
  }

  static byte[] joined(String head, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }
}
