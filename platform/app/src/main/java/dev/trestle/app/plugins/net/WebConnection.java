package dev.trestle.app.plugins.net;

import dev.trestle.sdk.net.Network.WebRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one address on behalf of one host, for one request after the other. When the time
 * of a request is up it is cut, however slowly the other side keeps sending.
 */
final class WebConnection implements AutoCloseable {
  /**
   * Where a connection leads: what was asked for, and the address that was judged for it.
   *
   * @param target over https, the other side has proved to be this host
   */
  record Place(Target target, InetAddress address) {}

  /** The connection ended before the first byte of an answer. */
  static final class Unanswered extends IOException {
    private static final long serialVersionUID = 1L;

    Unanswered(@Nullable Throwable cause) {
      super("The connection was closed before there was an answer.", cause);
    }
  }

  private final Place place;
  private final SocketChannel channel;
  private @Nullable Thread timeKeeper;
  private volatile boolean late;
  private boolean inOrder;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  private WebConnection(Place place) throws IOException {
    this.place = place;
    this.channel = SocketChannel.open();
  }

  /**
   * Connects, and over https makes sure that the other side is the host that was named.
   *
   * @throws ConnectException when nobody answers at the address
   */
  static WebConnection open(Place place, Supplier<SSLSocketFactory> sockets, Duration limit)
      throws IOException {
    WebConnection connection = new WebConnection(place);
    connection.watch(limit);
    try {
      connection.connect(sockets);
      connection.unwatch();
      return connection;
    } catch (IOException failed) {
      connection.close();
      throw connection.late ? tooLate(failed) : failed;
    }
  }

  private void connect(Supplier<SSLSocketFactory> sockets) throws IOException {
    Target target = place.target();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(new InetSocketAddress(place.address(), target.port()));
    Socket connected = channel.socket();
    if (target.secure()) {
      SSLSocket secured =
          (SSLSocket) sockets.get().createSocket(connected, target.host(), target.port(), true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      connected = secured;
    }
    socket = connected;
    in = new BufferedInputStream(connected.getInputStream());
  }

  Place place() {
    return place;
  }

  /**
   * Sends a request and reads its answer.
   *
   * @throws Unanswered when the other side closed without a word
   */
  AnswerReader.Answer exchange(WebRequest request, byte[] head, Duration limit) throws IOException {
    inOrder = false;
    watch(limit);
    try {
      AnswerReader.Answer answer = exchanged(request, head);
      unwatch();
      inOrder = answer.complete() && !late;
      return answer;
    } catch (IOException failed) {
      throw late ? tooLate(failed) : failed;
    }
  }

  private AnswerReader.Answer exchanged(WebRequest request, byte[] head) throws IOException {
    byte[] body = request.body();
    Socket open = socket;
    InputStream from = in;
    if (open == null || from == null) {
      throw new IOException("The connection is closed.");
    }
    try {
      OutputStream out = open.getOutputStream();
      out.write(body == null ? head : joined(head, body));
      out.flush();
      from.mark(1);
      if (from.read() < 0) {
        throw new Unanswered(null);
      }
      from.reset();
    } catch (Unanswered silent) {
      throw silent;
    } catch (IOException broken) {
      throw new Unanswered(broken);
    }
    return AnswerReader.read(from, request.method(), request.answerBytesMax());
  }

  private static byte[] joined(byte[] head, byte[] body) {
    byte[] both = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, both, head.length, body.length);
    return both;
  }

  /** Whether the last answer was read to its end, so that another request may follow. */
  boolean inOrder() {
    return inOrder;
  }

  /**
   * Whether another request may go this way: the last answer was read to its end, nothing came
   * behind it, and the other side has not closed.
   */
  boolean usable() {
    if (!inOrder) {
      return false;
    }
    try {
      InputStream from = in;
      if (from == null || from.available() > 0) {
        return false;
      }
      channel.configureBlocking(false);
      int came = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return came == 0;
    } catch (IOException closed) {
      return false;
    }
  }

  private synchronized void watch(Duration limit) {
    Thread keeper = Thread.ofVirtual().name("trestle-web-limit").unstarted(() -> cutAfter(limit));
    timeKeeper = keeper;
    keeper.start();
  }

  private synchronized void unwatch() {
    Thread keeper = timeKeeper;
    timeKeeper = null;
    if (keeper != null) {
      keeper.interrupt();
    }
  }

  private void cutAfter(Duration limit) {
    try {
      Thread.sleep(limit);
      cut();
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    } catch (IOException closedAlready) {
      // What reads or writes there fails all the same, and tells why.
      late = true;
    }
  }

  private synchronized void cut() throws IOException {
    // Another request may be under way by now; its time is its own.
    if (timeKeeper == Thread.currentThread()) {
      late = true;
      channel.close();
    }
  }

  private static IOException tooLate(IOException cut) {
    SocketTimeoutException timeout = new SocketTimeoutException("There was no answer in time.");
    timeout.initCause(cut);
    return timeout;
  }

  @Override
  public void close() throws IOException {
    unwatch();
    channel.close();
  }
}
