package dev.trestle.testdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a {@code winmail.dat} with one file in it, as Outlook attaches it ([MS-OXTNEF]). */
public final class Winmail {
  private static final int SIGNATURE = 0x223E9F78;
  private static final int OF_ATTACHMENT = 2;
  private static final int RENDERED = 0x00069002;
  private static final int TITLE = 0x00018010;
  private static final int DATA = 0x0006800F;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Winmail(String fileName) {
    number(SIGNATURE, 4);
    number(1, 2);
    attribute(RENDERED, new byte[14]);
    attribute(TITLE, (fileName + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** All of it. */
  public static byte[] holding(String fileName, byte[] content) {
    Winmail winmail = new Winmail(fileName);
    winmail.attribute(DATA, content);
    return winmail.out.toByteArray();
  }

  /** All that stands in front of the file's content. */
  public static byte[] front(String fileName, int contentBytes) {
    Winmail winmail = new Winmail(fileName);
    winmail.begin(DATA, contentBytes);
    return winmail.out.toByteArray();
  }

  private void attribute(int id, byte[] data) {
    begin(id, data.length);
    out.writeBytes(data);
    number(0, 2);
  }

  private void begin(int id, int bytes) {
    out.write(OF_ATTACHMENT);
    number(id, 4);
    number(bytes, 4);
  }

  private void number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> 8 * i));
    }
  }
}
