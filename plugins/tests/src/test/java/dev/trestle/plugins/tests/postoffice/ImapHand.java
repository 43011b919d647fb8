package dev.trestle.plugins.tests.postoffice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The hand of somebody who changes a mailbox beside the desk, by the lines of IMAP itself. */
final class ImapHand implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;
  private int commands;

  ImapHand(int port, String user) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    out = socket.getOutputStream();
    in.readLine();
    does("LOGIN " + user + " " + PostOffice.PASSWORD);
  }

  /** Gives a command, which has to succeed. */
  void does(String command) throws IOException {
    String tag = "H" + commands++;
    write(tag + " " + command + "\r\n");
    String line = in.readLine();
    while (line != null && !line.startsWith(tag)) {
      line = in.readLine();
    }
    if (line == null || !line.startsWith(tag + " OK")) {
      throw new IOException(command + ": " + line);
    }
  }

  /** Puts a message into a folder. */
  void put(String folder, byte[] message) throws IOException {
    does(
        "APPEND "
            + folder
            + " {"
            + message.length
            + "+}\r\n"
            + new String(message, StandardCharsets.ISO_8859_1));
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
