package dev.trestle.plugins.email.read;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Takes the files out of a winmail.dat, by MS-OXTNEF. It is read as a stream, so that a large file
 * in it is never held as a whole; of the message properties only names and types of files count.
 */
final class Tnef {
  private static final int SIGNATURE = 0x223E9F78;
  private static final int LEVEL_ATTACHMENT = 2;
  private static final int RENDERED = 0x9002;
  private static final int TITLE = 0x8010;
  private static final int DATA = 0x800F;
  private static final int PROPERTIES = 0x9005;
  private static final int LONG_NAME = 0x3707;
  private static final int MIME_TAG = 0x370E;
  private static final int CONTENT_ID = 0x3712;
  private static final int FILES_MAX = 500;
  private static final int PROPERTIES_MAX = 1 << 20;
  private static final int CHUNK = 16_384;

  private Tnef() {}

  static boolean isTnef(Part part) {
    String type = part.type().value();
    return type.equals("application/ms-tnef")
        || type.equals("application/vnd.ms-tnef")
        || part.fileName().equalsIgnoreCase("winmail.dat");
  }

  /** A file while it is put together. */
  private static final class Found {
    String title = "";
    String longName = "";
    String type = "";
    String contentId = "";
    long size = -1;
    String sha256 = "";
  }

  static List<Attachment> files(MailSource source, List<String> flaws) {
    List<Found> found = new ArrayList<>();
    try (InputStream in = source.open()) {
      walk(in, found, -1);
    } catch (IOException | RuntimeException damaged) {
      flaws.add("A winmail.dat cannot be read to its end: " + damaged.getMessage());
    }
    List<Attachment> files = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Found one = found.get(i);
      if (one.size >= 0) {
        int index = i;
        String name = FileNames.safe(one.longName.isBlank() ? one.title : one.longName);
        files.add(
            new Attachment(
                name,
                one.type.isBlank() ? FileNames.type(name) : one.type,
                one.contentId.isEmpty() ? "attachment" : "inline",
                one.contentId,
                one.size,
                one.sha256,
                () -> walk(source.open(), new ArrayList<>(), index)));
      }
    }
    return List.copyOf(files);
  }

  /** Reads to the end, or opens the data of one file. */
  private static InputStream walk(InputStream in, List<Found> found, int wanted)
      throws IOException {
    if ((int) number(in, 4) != SIGNATURE) {
      throw new IOException("it does not begin like one");
    }
    number(in, 2);
    for (int level = in.read(); level >= 0 && found.size() < FILES_MAX; level = in.read()) {
      int id = (int) (number(in, 4) & 0xFFFF);
      long length = number(in, 4);
      if (level == LEVEL_ATTACHMENT && id == RENDERED) {
        found.add(new Found());
      }
      if (level != LEVEL_ATTACHMENT || found.isEmpty()) {
        in.skipNBytes(length);
      } else if (id == DATA) {
        if (found.size() - 1 == wanted) {
          return new Bounded(in, length);
        }
        digest(in, length, found.getLast());
      } else if (id == TITLE && length < PROPERTIES_MAX) {
        found.getLast().title = text(in.readNBytes((int) length), false);
      } else if (id == PROPERTIES && length < PROPERTIES_MAX) {
        properties(in.readNBytes((int) length), found.getLast());
      } else {
        in.skipNBytes(length);
      }
      number(in, 2);
    }
    return InputStream.nullInputStream();
  }

  private static void digest(InputStream in, long length, Found into) throws IOException {
    MessageDigest digest = MimeParts.sha256();
    byte[] chunk = new byte[CHUNK];
    long left = length;
    while (left > 0) {
      int n = in.read(chunk, 0, (int) Math.min(left, CHUNK));
      if (n < 0) {
        throw new EOFException("a file ends early");
      }
      digest.update(chunk, 0, n);
      left -= n;
    }
    into.size = length;
    into.sha256 = HexFormat.of().formatHex(digest.digest());
  }

  private static void properties(byte[] block, Found into) throws IOException {
    InputStream in = new ByteArrayInputStream(block);
    long count = number(in, 4);
    for (long i = 0; i < count; i++) {
      int type = (int) number(in, 2);
      int id = (int) number(in, 2);
      if (id >= 0x8000) {
        in.skipNBytes(16);
        if (number(in, 4) == 0) {
          in.skipNBytes(4);
        } else {
          padded(in);
        }
      }
      value(in, type, id, into);
    }
  }

  private static void value(InputStream in, int type, int id, Found into) throws IOException {
    boolean many = (type & 0x1000) != 0;
    long count = many ? number(in, 4) : 1;
    switch (type & 0x0FFF) {
      case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B -> in.skipNBytes(4 * count);
      case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040 -> in.skipNBytes(8 * count);
      case 0x0048 -> in.skipNBytes(16 * count);
      case 0x000D, 0x001E, 0x001F, 0x0102 -> {
        long values = many ? count : number(in, 4);
        for (long k = 0; k < values; k++) {
          note(id, text(padded(in), (type & 0x0FFF) == 0x001F), into);
        }
      }
      default -> throw new IOException("it has a property of an unknown type");
    }
  }

  private static void note(int id, String text, Found into) {
    switch (id) {
      case LONG_NAME -> into.longName = text;
      case MIME_TAG -> into.type = text.toLowerCase(Locale.ROOT);
      case CONTENT_ID -> into.contentId = text.replaceAll("^<|>$", "");
      default -> {}
    }
  }

  private static byte[] padded(InputStream in) throws IOException {
    long length = number(in, 4);
    if (length > PROPERTIES_MAX) {
      throw new IOException("a property is too long");
    }
    byte[] bytes = in.readNBytes((int) length);
    in.skipNBytes((4 - length % 4) % 4);
    return bytes;
  }

  private static String text(byte[] bytes, boolean wide) {
    String text =
        wide
            ? new String(bytes, 0, bytes.length & ~1, StandardCharsets.UTF_16LE)
            : Charsets.guess(bytes);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** A number whose smallest byte comes first. */
  private static long number(InputStream in, int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException("it ends early");
      }
      value |= (long) one << 8 * i;
    }
    return value;
  }

  /** The next bytes of a stream, as a stream that closes the whole. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int one = left > 0 ? in.read() : -1;
      left -= one >= 0 ? 1 : 0;
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = left > 0 ? in.read(into, from, (int) Math.min(left, length)) : length == 0 ? 0 : -1;
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
