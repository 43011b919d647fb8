package dev.trestle.plugins.email.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on one port, and talks to each who calls on a thread of its own. */
final class Listener implements AutoCloseable {
  private static final int CALLERS_MAX = 100;
  private static final byte[] BUSY = {'4', '2', '1', ' ', 'b', 'u', 's', 'y', '\r', '\n'};

  private final ServerSocket listening;
  private final Incoming.Protocol protocol;
  private final ReceiverDesk desk;
  private final long bytesMax;
  private final Set<Socket> callers = ConcurrentHashMap.newKeySet();

  /**
   * @param port 0 for any free one
   */
  Listener(
      Incoming.Protocol protocol, InetAddress address, int port, ReceiverDesk desk, long bytesMax)
      throws IOException {
    this.protocol = protocol;
    this.desk = desk;
    this.bytesMax = bytesMax;
    this.listening = new ServerSocket(port, CALLERS_MAX, address);
    Thread.ofPlatform().daemon().name("email " + protocol).start(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket caller = listening.accept();
        callers.add(caller);
        Thread.ofPlatform()
            .daemon()
            .name("email " + protocol + " caller")
            .start(() -> talk(caller));
      } catch (IOException closed) {
        // It was closed, or one caller vanished; the loop's condition tells which.
      }
    }
  }

  private void talk(Socket caller) {
    try (caller) {
      if (callers.size() > CALLERS_MAX) {
        caller.getOutputStream().write(BUSY);
      } else {
        new Incoming(protocol, desk, bytesMax, caller).talk();
      }
    } catch (IOException gone) {
      // Whoever brings mail and hangs up has not been told that it was taken, and brings it again.
    } finally {
      callers.remove(caller);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket caller : callers) {
      caller.close();
    }
  }
}
