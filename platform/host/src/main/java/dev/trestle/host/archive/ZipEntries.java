package dev.trestle.host.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.sdk.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a zip file in memory, read more strictly than {@code java.util.zip} does: the
 * entries fill the file from its first byte to the directory without gap or overlap, the directory
 * fills the rest, and both agree. So there is one reading of the file only, and what was judged is
 * what is loaded.
 */
final class ZipEntries {
  static final String NOT_A_JAR = "PLUGIN_NOT_A_JAR";
  static final String TOO_LARGE = "PLUGIN_JAR_TOO_LARGE";
  static final String UNSAFE = "PLUGIN_JAR_UNSAFE";

  static final int JAR_BYTES_MAX = 64 << 20;
  static final int ENTRIES_MAX = 20_000;
  static final long UNPACKED_BYTES_MAX = 256L << 20;

  /** Text packs to a tenth; what packs to a hundredth was made to fill a disk. */
  static final int RATIO_MAX = 100;

  private static final int RATIO_COUNTS_FROM = 1 << 20;

  private static final int LOCAL = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int DIRECTORY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final int DIRECTORY_SIZE = 46;
  private static final int END_SIZE = 22;

  private static final int FLAG_ENCRYPTED = 1;
  private static final int FLAG_DESCRIPTOR = 1 << 3;
  private static final int FLAG_STRONG_ENCRYPTION = 1 << 6;
  private static final int FLAG_HIDDEN_DIRECTORY = 1 << 13;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /**
   * Where an entry's content lies.
   *
   * @param offset of its header
   * @param mode the file mode that Unix archivers note, 0 when none did
   */
  record Entry(
      String name, int method, int flags, long crc, int packed, int size, int offset, int mode) {
    boolean folder() {
      return name.endsWith("/");
    }
  }

  private final ByteBuffer zip;

  private ZipEntries(byte[] zip) {
    this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The entries in the order of the file. */
  static List<Entry> of(byte[] bytes) {
    if (bytes.length > JAR_BYTES_MAX) {
      throw tooLarge("The jar has more than 64 MiB; leave out what the plugin does not need.");
    }
    if (bytes.length < END_SIZE) {
      throw notAJar("The file is too short to be a jar.");
    }
    ZipEntries zip = new ZipEntries(bytes);
    List<Entry> entries = zip.directory();
    zip.requireNoGaps(entries);
    return entries;
  }

  private List<Entry> directory() {
    int end = zip.capacity() - END_SIZE;
    if (zip.getInt(end) != END) {
      throw notAJar(
          "The file does not end as a jar does: it is no jar, is cut off, or carries something"
              + " behind its end. Build it with the jar tool and do not append to it.");
    }
    int count = word(end + 10);
    long size = number(end + 12);
    long start = number(end + 16);
    if (word(end + 4) != 0 || word(end + 6) != 0 || word(end + 8) != count) {
      throw notAJar("The jar is one part of several; give it whole.");
    }
    if (count == 0xFFFF || count > ENTRIES_MAX) {
      throw tooLarge("The jar has more than 20,000 entries.");
    }
    if (start + size != end) {
      throw notAJar("The jar's directory does not reach from the entries to the end of the file.");
    }
    List<Entry> entries = new ArrayList<>(count);
    int at = (int) start;
    for (int i = 0; i < count; i++) {
      if (at + DIRECTORY_SIZE > end || zip.getInt(at) != DIRECTORY) {
        throw notAJar("The jar's directory is damaged.");
      }
      entries.add(entry(at, end));
      at += DIRECTORY_SIZE + word(at + 28) + word(at + 30) + word(at + 32);
    }
    if (at != end) {
      throw notAJar("The jar's directory is damaged.");
    }
    entries.sort(Comparator.comparingInt(Entry::offset));
    return entries;
  }

  private Entry entry(int at, int end) {
    String name = text(at + DIRECTORY_SIZE, word(at + 28), end);
    int flags = word(at + 8);
    int method = word(at + 10);
    long packed = number(at + 20);
    long size = number(at + 24);
    long offset = number(at + 42);
    if ((flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_HIDDEN_DIRECTORY)) != 0) {
      throw unsafe("The entry " + name + " is encrypted.");
    }
    if (method != STORED && method != DEFLATED) {
      throw unsafe("The entry " + name + " is packed in a way that jars are not.");
    }
    if (packed > JAR_BYTES_MAX || offset > JAR_BYTES_MAX || size > UNPACKED_BYTES_MAX) {
      throw tooLarge("The entry " + name + " is larger than a plugin may be.");
    }
    if (size > RATIO_COUNTS_FROM && size / RATIO_MAX > packed) {
      throw tooLarge("The entry " + name + " unpacks to more than a hundred times its size.");
    }
    int mode = (int) (number(at + 38) >>> 16);
    return new Entry(
        name, method, flags, number(at + 16), (int) packed, (int) size, (int) offset, mode);
  }

  private void requireNoGaps(List<Entry> entries) {
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.offset() != expected) {
        throw unsafe(
            "There are bytes in front of the entry "
                + entry.name()
                + " that belong to no entry, or entries that overlap.");
      }
      expected = endOf(entry);
    }
    if (expected != number(zip.capacity() - END_SIZE + 16)) {
      throw unsafe("There are bytes behind the last entry that belong to no entry.");
    }
  }

  private long endOf(Entry entry) {
    int at = entry.offset();
    int start = dataOf(entry);
    long after = (long) start + entry.packed();
    boolean same =
        zip.getInt(at) == LOCAL
            && word(at + 6) == entry.flags()
            && word(at + 8) == entry.method()
            && text(at + LOCAL_SIZE, word(at + 26), zip.capacity()).equals(entry.name());
    if (!same || after > zip.capacity() - END_SIZE) {
      throw disagree(entry);
    }
    if ((entry.flags() & FLAG_DESCRIPTOR) == 0) {
      requireSizes(at + 14, entry);
      return after;
    }
    boolean empty = number(at + 14) == 0 && number(at + 18) == 0 && number(at + 22) == 0;
    if (!empty) {
      requireSizes(at + 14, entry);
    }
    // The sizes follow the data, mostly behind a mark that the format leaves optional.
    int sizes = (int) after + (zip.getInt((int) after) == DESCRIPTOR ? 4 : 0);
    requireSizes(sizes, entry);
    return sizes + 12;
  }

  private void requireSizes(int at, Entry entry) {
    boolean same =
        number(at) == entry.crc()
            && number(at + 4) == entry.packed()
            && number(at + 8) == entry.size();
    if (!same) {
      throw disagree(entry);
    }
  }

  private static PluginRefused disagree(Entry entry) {
    return unsafe("The entry " + entry.name() + " differs from what the directory says of it.");
  }

  private int dataOf(Entry entry) {
    int at = entry.offset();
    if (at + LOCAL_SIZE > zip.capacity() - END_SIZE) {
      throw notAJar("The jar's directory points behind its entries.");
    }
    return at + LOCAL_SIZE + word(at + 26) + word(at + 28);
  }

  /** The unpacked content, checked against the size and checksum in the directory. */
  static byte[] content(byte[] bytes, Entry entry) {
    ZipEntries zip = new ZipEntries(bytes);
    int start = zip.dataOf(entry);
    byte[] content = new byte[entry.size()];
    if (entry.method() == STORED) {
      if (entry.packed() != entry.size()) {
        throw unsafe("The entry " + entry.name() + " is not as long as it says.");
      }
      System.arraycopy(bytes, start, content, 0, content.length);
    } else {
      inflate(bytes, start, entry, content);
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    if (crc.getValue() != entry.crc()) {
      throw notAJar("The entry " + entry.name() + " is damaged.");
    }
    return content;
  }

  private static void inflate(byte[] bytes, int start, Entry entry, byte[] content) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(bytes, start, entry.packed());
      int filled = 0;
      while (filled < content.length) {
        int more = inflater.inflate(content, filled, content.length - filled);
        if (more == 0) {
          break;
        }
        filled += more;
      }
      boolean done = inflater.finished() || inflater.inflate(new byte[1]) == 0;
      if (filled != content.length
          || !done
          || !inflater.finished()
          || inflater.getBytesRead() != entry.packed()) {
        throw unsafe("The entry " + entry.name() + " is not as long as it says.");
      }
    } catch (DataFormatException damaged) {
      throw notAJar("The entry " + entry.name() + " is damaged.");
    }
  }

  private String text(int at, int length, int end) {
    if (at + length > end) {
      throw notAJar("The jar's directory is damaged.");
    }
    try {
      return UTF_8.newDecoder().decode(zip.slice(at, length)).toString();
    } catch (CharacterCodingException notText) {
      throw unsafe("The jar has an entry whose name is not UTF-8.");
    }
  }

  private int word(int at) {
    return zip.getShort(at) & 0xFFFF;
  }

  private long number(int at) {
    return zip.getInt(at) & 0xFFFFFFFFL;
  }

  static PluginRefused notAJar(String message) {
    return new PluginRefused(ProblemType.INVALID, NOT_A_JAR, message);
  }

  static PluginRefused tooLarge(String message) {
    return new PluginRefused(ProblemType.INVALID, TOO_LARGE, message);
  }

  static PluginRefused unsafe(String message) {
    return new PluginRefused(ProblemType.INVALID, UNSAFE, message);
  }
}
