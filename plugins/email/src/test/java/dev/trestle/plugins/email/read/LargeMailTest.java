package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.testdata.Winmail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A message with 25 MB in it is understood, and its file taken out, in a heap of 32 MB. */
class LargeMailTest {
  private static final int SIZE = 25 << 20;
  private static final int SECONDS_MAX = 120;

  @Test
  void readsTwentyFiveMegabytes_inAHeapOfThirtyTwo() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName())
            .redirectErrorStream(true)
            .start();
    String said;
    try (InputStream out = child.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!child.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      child.destroyForcibly();
    }
    System.out.print(said);
    assertEquals(0, child.exitValue(), said);
  }

  /** Runs in a Java machine of its own, whose heap is too small for any of its messages. */
  static final class Probe {
    public static void main(String[] arguments) throws IOException {
      read("a file of 25 MB", base64("application/zip", "a.zip", "", true), "a.zip");
      read("25 MB of base64 on one line", base64("application/zip", "a.zip", "", false), "a.zip");
      read("a text of 25 MB", text(), "document.txt");
      byte[] front = winmail();
      read(
          "a winmail.dat of 25 MB",
          base64(
              "application/ms-tnef",
              "winmail.dat",
              new String(front, StandardCharsets.ISO_8859_1),
              true),
          "plan.pdf");
    }

    private static void read(String what, MailSource source, String name) throws IOException {
      ReadMail mail = new MailReader(Own.nobody()).read(source);
      Attachment file = mail.attachments().getFirst();
      long size = 0;
      try (InputStream in = file.content().open()) {
        byte[] chunk = new byte[16_384];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          size += n;
        }
      }
      if (!file.name().equals(name) || size < SIZE || size != file.size()) {
        throw new IllegalStateException(what + ": " + file + ", read " + size);
      }
      Runtime heap = Runtime.getRuntime();
      System.out.println(
          what
              + ": read in a heap of "
              + (heap.maxMemory() >> 20)
              + " MB, of which "
              + (heap.totalMemory() - heap.freeMemory() >> 20)
              + " MB are taken at the end");
    }

    private static InputStream ascii(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As many blocks as make 25 MB, each handed out when it is read. */
    private static InputStream blocks(byte[] block, int decoded) {
      List<byte[]> all = Collections.nCopies(SIZE / decoded + 1, block);
      var each = all.iterator();
      return new SequenceInputStream(
          new java.util.Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
              return each.hasNext();
            }

            @Override
            public InputStream nextElement() {
              return new ByteArrayInputStream(each.next());
            }
          });
    }

    private static MailSource base64(String type, String name, String front, boolean lines) {
      byte[] plain = new byte[57 * 100];
      for (int i = 0; i < plain.length; i++) {
        plain[i] = (byte) (i * 31);
      }
      Base64.Encoder encoder = lines ? Base64.getMimeEncoder() : Base64.getEncoder();
      byte[] block =
          (encoder.encodeToString(plain) + (lines ? "\r\n" : ""))
              .getBytes(StandardCharsets.ISO_8859_1);
      String head =
          "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x\r\nContent-Type: "
              + type
              + "; name="
              + name
              + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
              + Base64.getMimeEncoder().encodeToString(front.getBytes(StandardCharsets.ISO_8859_1))
              + (front.isEmpty() ? "" : "\r\n");
      return () ->
          new SequenceInputStream(
              Collections.enumeration(
                  List.of(ascii(head), blocks(block, plain.length), ascii("\r\n--x--\r\n"))));
    }

    private static MailSource text() {
      byte[] block =
          "All work and no play makes Jack a dull boy.\r\n"
              .repeat(100)
              .getBytes(StandardCharsets.ISO_8859_1);
      return () ->
          new SequenceInputStream(
              ascii("From: a@b.example\r\nContent-Type: text/plain\r\n\r\n"),
              blocks(block, block.length));
    }

    /** The beginning of a winmail.dat, up to the data of its only file. */
    private static byte[] winmail() {
      byte[] front = Winmail.front("plan.pdf", SIZE);
      // Base64 of this front must not end in padding.
      if (front.length % 3 != 0) {
        throw new IllegalStateException("the front has " + front.length + " bytes");
      }
      return front;
    }
  }
}
