package dev.trestle.http.exchange;

import dev.trestle.graphql.desk.credential.Caller;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One request and its answer, with the trace id both share. Used by one thread. */
public final class Exchange {
  private static final long DRAINED_BYTES_MAX = 8L << 20;

  private final ServerRequest request;
  private final ServerResponse response;
  private final String traceId;
  private final String remoteAddress;
  private int status = 200;
  private String detail = "";

  Exchange(
      ServerRequest request, ServerResponse response, String traceId, ClientAddress addresses) {
    this.request = request;
    this.response = response;
    this.traceId = traceId;
    this.remoteAddress = addresses.of(peer(request), request.headers());
    response.header(HeaderValues.create(Headers.TRACE_ID, traceId));
    response.header(Headers.NOSNIFF);
  }

  public ServerRequest request() {
    return request;
  }

  public ServerResponse response() {
    return response;
  }

  public String traceId() {
    return traceId;
  }

  public boolean is(Method method) {
    return request.prologue().method() == method;
  }

  public @Nullable String header(HeaderName name) {
    return request.headers().first(name).orElse(null);
  }

  public @Nullable String authorization() {
    return header(HeaderNames.AUTHORIZATION);
  }

  /** The client's address, without its port. */
  public String remoteAddress() {
    return remoteAddress;
  }

  private static String peer(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress socket
            && socket.getAddress() != null
        ? socket.getAddress().getHostAddress()
        : request.remotePeer().host();
  }

  /** Where the request came from, for the context of its execution. */
  public Caller caller() {
    return new Caller(remoteAddress(), header(HeaderNames.USER_AGENT));
  }

  /** A word for the access log, such as the kind of operation; never anything a client sent. */
  public void note(String word) {
    this.detail = word;
  }

  String detail() {
    return detail;
  }

  public int status() {
    return status;
  }

  public void status(int code) {
    this.status = code;
    if (code != 200) {
      response.status(Status.create(code));
    }
  }

  /**
   * Reads on for a while: a client that is still sending when its connection closes never sees the
   * answer that tells why.
   */
  private static void drain(InputStream in) throws IOException {
    byte[] scrap = new byte[16 * 1024];
    int read = 0;
    for (long total = 0; total < DRAINED_BYTES_MAX && read >= 0; total += read) {
      read = in.read(scrap);
    }
  }

  /** Reads the whole body, which must not have more bytes than this. */
  public byte[] body(int bytesMax) {
    var declared = request.headers().contentLength();
    try (InputStream in = request.content().inputStream()) {
      if (declared.isPresent() && declared.getAsLong() > bytesMax) {
        drain(in);
        throw Refusals.tooLarge(bytesMax);
      }
      if (declared.isPresent()) {
        return in.readNBytes((int) declared.getAsLong());
      }
      byte[] body = in.readNBytes(bytesMax + 1);
      if (body.length > bytesMax) {
        drain(in);
        throw Refusals.tooLarge(bytesMax);
      }
      return body;
    } catch (IOException failed) {
      throw new UncheckedIOException("the body cannot be read", failed);
    }
  }

  /** Answers with a body, or for HEAD with its length only. */
  public void send(Header contentType, byte[] body) {
    send(contentType, body, body.length);
  }

  /** Answers with the first {@code length} bytes of an array that does not change any more. */
  public void send(Header contentType, byte[] body, int length) {
    response.header(contentType);
    if (is(Method.HEAD)) {
      response.contentLength(length);
      response.send();
    } else {
      response.send(body, 0, length);
    }
  }

  /** Answers with the refusal as coded JSON. */
  public void refuse(Refusal refusal) {
    refuse(refusal, Headers.JSON);
  }

  public void refuse(Refusal refusal, Header contentType) {
    status(refusal.status());
    detail = refusal.code();
    String name = refusal.headerName();
    String value = refusal.headerValue();
    if (name != null && value != null) {
      response.header(HeaderNames.create(name), value);
    }
    if (refusal.status() == 413) {
      // What is left of the body would have to be read to use the connection again.
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.header(Headers.NO_STORE);
    send(contentType, ErrorJson.answer(refusal, traceId));
  }
}
