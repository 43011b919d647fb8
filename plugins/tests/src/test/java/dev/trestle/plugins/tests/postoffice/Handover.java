package dev.trestle.plugins.tests.postoffice;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hands messages to Postfix, as servers of customers do: again and again until it takes them. */
final class Handover implements AutoCloseable {
  private static final int TRIES_MAX = 600;
  private static final long REST_MILLIS = 200;
  private static final int SILENCE_MILLIS = 60_000;

  private final int port;
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private int repeats;

  Handover(int port) {
    this.port = port;
  }

  /** How often a message was handed over again because no answer came. */
  int repeats() {
    return repeats;
  }

  void hand(String from, String to, byte[] message) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES_MAX; i++) {
      try {
        if (!socket.isConnected() || socket.isClosed()) {
          connect();
        }
        once(from, to, message);
        return;
      } catch (IOException away) {
        socket.close();
        repeats++;
        TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
      }
    }
    throw new IOException("Postfix stays away");
  }

  private void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(SILENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
    expect(220);
    say("EHLO mail.customers.example");
    expect(250);
  }

  private void once(String from, String to, byte[] message) throws IOException {
    say("MAIL FROM:<" + from + ">");
    expect(250);
    say("RCPT TO:<" + to + ">");
    expect(250);
    say("DATA");
    expect(354);
    out.write(dotted(message));
    say(".");
    expect(250);
  }

  /** Lines end with CR LF, and a dot at their beginning is doubled. */
  private static byte[] dotted(byte[] message) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(message.length + 64);
    boolean begins = true;
    byte before = 0;
    for (byte each : message) {
      if (each == '\n' && before != '\r') {
        lines.write('\r');
      }
      if (begins && each == '.') {
        lines.write('.');
      }
      lines.write(each);
      begins = each == '\n';
      before = each;
    }
    if (!begins) {
      lines.writeBytes(new byte[] {'\r', '\n'});
    }
    return lines.toByteArray();
  }

  private void say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void expect(int code) throws IOException {
    String line = line();
    while (line.length() > 3 && line.charAt(3) == '-') {
      line = line();
    }
    if (!line.startsWith(String.valueOf(code))) {
      throw new IOException("Postfix says " + line);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("Postfix hung up");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** All lines that a test knows of a message, ended as mail wants them. */
  static byte[] message(List<String> lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
