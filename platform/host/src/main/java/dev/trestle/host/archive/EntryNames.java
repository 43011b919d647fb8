package dev.trestle.host.archive;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which names entries may have. */
final class EntryNames {
  private static final int LENGTH_MAX = 512;
  private static final int UNIX_TYPE = 0xF000;
  private static final int UNIX_FOLDER = 0x4000;
  private static final int UNIX_FILE = 0x8000;

  private EntryNames() {}

  /** Refuses the first name that is not as names in plugins are. */
  static void require(List<ZipEntries.Entry> entries) {
    Map<String, String> seen = new HashMap<>();
    for (ZipEntries.Entry entry : entries) {
      String name = entry.name();
      requirePath(name);
      int type = entry.mode() & UNIX_TYPE;
      if (type != 0 && type != (entry.folder() ? UNIX_FOLDER : UNIX_FILE)) {
        throw ZipEntries.unsafe("The entry " + name + " is a link or a device, not a file.");
      }
      // Two names that one file system takes for the same are two readings of one jar.
      String folded = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      String other = seen.put(folded.replaceFirst("/$", ""), name);
      if (other != null) {
        throw ZipEntries.unsafe("The jar has two entries of the same name: " + other + ", " + name);
      }
      requirePlace(name);
    }
  }

  private static void requirePath(String name) {
    boolean plain =
        !name.isEmpty()
            && name.length() <= LENGTH_MAX
            && !name.startsWith("/")
            && name.chars().noneMatch(c -> c < ' ' || c == 0x7F || c == '\\' || c == ':');
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    for (String part : path.split("/", -1)) {
      plain &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
    }
    if (!plain) {
      throw ZipEntries.unsafe(
          "The entry " + printable(name) + " has a name that leads out of the jar, or no name.");
    }
  }

  private static void requirePlace(String name) {
    String folded = name.toUpperCase(Locale.ROOT);
    if (folded.startsWith("META-INF/VERSIONS/")) {
      throw ZipEntries.unsafe(
          "The entry " + name + " is for one version of Java only; a plugin is the same on all.");
    }
    if (folded.startsWith("META-INF/SERVICES/DEV.TRESTLE.")) {
      throw ZipEntries.unsafe(
          "The entry "
              + name
              + " offers a service of the desk's own; contribute through DeskPlugin instead.");
    }
  }

  private static String printable(String name) {
    String shown = name.length() > 100 ? name.substring(0, 100) + "..." : name;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
