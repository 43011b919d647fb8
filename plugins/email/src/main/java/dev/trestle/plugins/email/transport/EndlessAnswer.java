package dev.trestle.plugins.email.transport;

import java.net.SocketException;

/**
 * A server sends more than anybody needs of one answer. An exception of sockets, because TLS hands
 * those on as they are.
 */
final class EndlessAnswer extends SocketException {
  private static final long serialVersionUID = 1L;

  EndlessAnswer() {
    super("the server's answer does not end");
  }
}
