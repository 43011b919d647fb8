package dev.trestle.sdk.http;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.promise.Spi;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An address below {@code /plugins/<plugin id>/} that the outside may call, for a provider's
 * callbacks. The desk limits size, rate and time; who calls is for the handler to find out, from a
 * signature or a secret in the request.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path behind the plugin's own, such as {@code callbacks/payments}; a last part {@code *}
 *     takes any further parts
 * @param bodyBytesMax larger bodies are answered 413; at most 10 MiB, of a stream 100 MiB
 * @param streamed whether the body is read from {@link Call#content} and never held as a whole
 */
@Api
public record Endpoint(
    String method, String path, int bodyBytesMax, Handler handler, boolean streamed) {
  private static final int BODY_MAX = 10 << 20;
  private static final int STREAM_MAX = 100 << 20;

  /** An address whose calls bring their body as a whole. */
  public Endpoint(String method, String path, int bodyBytesMax, Handler handler) {
    this(method, path, bodyBytesMax, handler, false);
  }

  /**
   * An address that takes large bodies as streams, within five minutes.
   *
   * @param bodyBytesMax at most 100 MiB
   */
  @Experimental(since = "0.1.0")
  public static Endpoint streaming(String method, String path, int bodyBytesMax, Handler handler) {
    return new Endpoint(method, path, bodyBytesMax, handler, true);
  }

  public Endpoint {
    Objects.requireNonNull(handler);
    if (!List.of("GET", "POST", "PUT", "DELETE").contains(method)) {
      throw new IllegalArgumentException("an endpoint has no method " + method);
    }
    if (!path.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*(/\\*)?") || path.contains("..")) {
      throw new IllegalArgumentException("an endpoint has no path " + path);
    }
    int most = streamed ? STREAM_MAX : BODY_MAX;
    if (bodyBytesMax < 0 || bodyBytesMax > most) {
      throw new IllegalArgumentException(
          "a body has 0 to " + (most >> 20) + " MiB, not " + bodyBytesMax);
    }
  }

  /** Answers a call; an exception is answered 500 without details. */
  @Spi
  @FunctionalInterface
  public interface Handler {
    Reply handle(Call call) throws Exception;
  }

  /** One call. */
  @Api
  public interface Call {
    /** The path behind the plugin's own, decoded. */
    String path();

    /** The first value of each query parameter. */
    Map<String, String> query();

    /** The value of a header; null when it is absent. */
    @Nullable String header(String name);

    /**
     * The whole body.
     *
     * @throws IllegalStateException for an endpoint that takes streams
     */
    byte[] body();

    /**
     * The body as it comes in; it can be read once. A body that turns out larger than it may be, or
     * that is cut off, ends in an {@link java.io.IOException}; whatever the handler answers then,
     * the caller hears of 413, or nothing any more.
     */
    @Experimental(since = "0.1.0")
    InputStream content();

    Instant now();

    /** The latest. */
    Snapshot snapshot();

    Surroundings surroundings();

    /**
     * Commits what the draft collects, on behalf of the plugin; returns when it is on disk.
     *
     * @param operationKey under which a repeated call changes nothing again, such as a UUID made of
     *     the provider's own key; null for none
     * @return why not; empty when it was done
     */
    List<Problem> commit(@Nullable UUID operationKey, Consumer<Draft> changes);
  }

  /** The answer to a call. */
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    public static Reply of(int status) {
      return new Reply(status, Map.of(), new byte[0]);
    }

    public static Reply text(int status, String text) {
      return new Reply(
          status,
          Map.of("Content-Type", "text/plain; charset=utf-8"),
          text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public Reply {
      headers = Map.copyOf(headers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Reply that
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
      return "Reply[" + status + ", " + body.length + " bytes]";
    }
  }
}
