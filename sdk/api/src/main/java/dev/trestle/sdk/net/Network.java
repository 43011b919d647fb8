package dev.trestle.sdk.net;

import dev.trestle.sdk.promise.Api;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The desk's own way to web servers outside. It resolves the name once, refuses addresses that are
 * private, local or otherwise not public unless the operator allows them, connects to exactly the
 * address it judged, follows no redirect, and bounds time and size. Needs {@code network} in the
 * manifest.
 */
@Api
public interface Network {
  /**
   * Sends one request and waits for the answer.
   *
   * @throws Refused when the address may not be called
   * @throws IOException when there is no answer, or not in time
   */
  WebAnswer send(WebRequest request) throws IOException, InterruptedException;

  /**
   * Judges an address as {@link #send} will, without sending anything.
   *
   * @throws Refused when it may not be called
   * @throws IOException when its name cannot be resolved
   */
  void judge(URI address) throws IOException;

  /** Says why an address may not be called. */
  final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    public Refused(String reason) {
      super(reason);
    }
  }

  /**
   * A request.
   *
   * @param method in capitals
   * @param uri absolute, http or https, without user and fragment
   * @param headers in this order; the desk adds Host, Content-Length and User-Agent
   * @param body null for none
   * @param limit for all of it
   * @param answerBytesMax how much of the answer's body is read, 0 to 10 MiB; a longer one is cut
   *     there
   */
  record WebRequest(
      String method,
      URI uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      Duration limit,
      int answerBytesMax) {
    /** What is read of an answer unless the request says otherwise: 64 KiB. */
    public static final int ANSWER_BYTES = 64 << 10;

    private static final int ANSWER_BYTES_MOST = 10 << 20;

    public WebRequest {
      Objects.requireNonNull(uri);
      if (answerBytesMax < 0 || answerBytesMax > ANSWER_BYTES_MOST) {
        throw new IllegalArgumentException(
            "of an answer 0 to 10 MiB are read, not " + answerBytesMax + " bytes");
      }
      headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A request of whose answer the first 64 KiB are read. */
    public WebRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        byte @Nullable [] body,
        Duration limit) {
      this(method, uri, headers, body, limit, ANSWER_BYTES);
    }

    /** The same request, of whose answer so many bytes are read. */
    public WebRequest reading(int bytesMax) {
      return new WebRequest(method, uri, headers, body, limit, bytesMax);
    }

    /** A GET without headers of its own. */
    public static WebRequest get(URI uri, Duration limit) {
      return withoutBody("GET", uri, Map.of(), limit);
    }

    /** A request that has no body. */
    public static WebRequest withoutBody(
        String method, URI uri, Map<String, String> headers, Duration limit) {
      return new WebRequest(method, uri, headers, null, limit);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WebRequest that
          && method.equals(that.method)
          && uri.equals(that.uri)
          && headers.equals(that.headers)
          && Arrays.equals(body, that.body)
          && limit.equals(that.limit)
          && answerBytesMax == that.answerBytesMax;
    }

    @Override
    public int hashCode() {
      return Objects.hash(method, uri, headers, Arrays.hashCode(body), limit, answerBytesMax);
    }

    /** Without headers and body, which may hold secrets. */
    @Override
    public String toString() {
      return method + " " + uri.getHost();
    }
  }

  /**
   * An answer.
   *
   * @param headers by lower-case name
   * @param body at most so much of its beginning as the request wants to be read
   */
  record WebAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header; null when it is absent. */
    public @Nullable String header(String name) {
      List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
      return values == null || values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WebAnswer that
          && status == that.status
          && headers.equals(that.headers)
          && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
      return Objects.hash(status, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
      return "WebAnswer[" + status + ", " + body.length + " bytes]";
    }
  }
}
