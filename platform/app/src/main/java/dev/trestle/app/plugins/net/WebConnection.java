package dev.trestle.app.plugins.net;

import dev.trestle.sdk.net.Network.WebAnswer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one address for one request. When its time is up it is cut, however slowly the
 * other side keeps sending.
 */
final class WebConnection implements AutoCloseable {
  private final Socket plain;
  private final Thread timeKeeper;
  private volatile boolean late;
  private @Nullable Socket socket;

  private WebConnection(Duration limit) {
    this.plain = new Socket();
    this.timeKeeper = Thread.ofVirtual().name("trestle-web-limit").start(() -> cutAfter(limit));
  }

  /**
   * Connects, and over https makes sure that the other side is the host that was named.
   *
   * @throws ConnectException when nobody answers at the address
   */
  static WebConnection open(
      Target target, InetAddress address, SSLSocketFactory sockets, Duration limit)
      throws IOException {
    WebConnection connection = new WebConnection(limit);
    try {
      connection.connect(target, address, sockets);
      return connection;
    } catch (IOException failed) {
      connection.close();
      throw connection.late ? connection.tooLate(failed) : failed;
    }
  }

  private void connect(Target target, InetAddress address, SSLSocketFactory sockets)
      throws IOException {
    plain.setTcpNoDelay(true);
    plain.connect(new InetSocketAddress(address, target.port()));
    if (!target.secure()) {
      socket = plain;
      return;
    }
    SSLSocket secured = (SSLSocket) sockets.createSocket(plain, target.host(), target.port(), true);
    socket = secured;
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
  }

  WebAnswer exchange(String method, byte[] head, byte @Nullable [] body) throws IOException {
    Socket open = socket;
    if (open == null) {
      throw new IOException("The connection is closed.");
    }
    try {
      OutputStream out = open.getOutputStream();
      byte[] request = body == null ? head : joined(head, body);
      out.write(request);
      out.flush();
      InputStream in = new BufferedInputStream(open.getInputStream());
      return AnswerReader.read(in, method);
    } catch (IOException failed) {
      throw late ? tooLate(failed) : failed;
    }
  }

  private static byte[] joined(byte[] head, byte[] body) {
    byte[] both = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, both, head.length, body.length);
    return both;
  }

  private void cutAfter(Duration limit) {
    try {
      Thread.sleep(limit);
      late = true;
      plain.close();
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    } catch (IOException closedAlready) {
      // What reads or writes there fails all the same, and tells why.
      late = true;
    }
  }

  private IOException tooLate(IOException cut) {
    SocketTimeoutException timeout = new SocketTimeoutException("There was no answer in time.");
    timeout.initCause(cut);
    return timeout;
  }

  @Override
  public void close() throws IOException {
    timeKeeper.interrupt();
    plain.close();
  }
}
