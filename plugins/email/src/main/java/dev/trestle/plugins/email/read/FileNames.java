package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of files as they may be shown and stored: no folders, no control characters, not too long.
 */
final class FileNames {
  private static final int LENGTH_MAX = 200;
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("csv", "text/csv"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("txt", "text/plain"),
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("eml", "message/rfc822"),
          Map.entry("ics", "text/calendar"),
          Map.entry("zip", "application/zip"));

  private static final Set<String> OTHER_ENDINGS = Set.of("jpeg", "htm");
  private static final Map<String, String> STEMS =
      Map.of("image", "image", "video", "video", "audio", "audio", "text", "document");

  private FileNames() {}

  static String safe(String name) {
    String last = name.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", "").strip();
    last = last.replaceFirst("^.*[/\\\\](?=[^/\\\\]+$)", "").replace('/', '_').replace('\\', '_');
    if (last.chars().allMatch(c -> c == '.')) {
      return "file";
    }
    if (last.length() > LENGTH_MAX) {
      int dot = last.lastIndexOf('.');
      String end = dot > last.length() - 12 ? last.substring(dot) : "";
      last = last.substring(0, LENGTH_MAX - end.length()) + end;
    }
    return last;
  }

  static String type(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(end, "application/octet-stream");
  }

  /** A name for a part that has none: what it is shown by, what it is described as, what it is. */
  static String made(Part part) {
    String type = part.type().value();
    String id = part.contentId().replaceFirst("@.*", "");
    if (id.matches("[\\w -]+\\.\\w{2,5}")) {
      return safe(id);
    }
    boolean message = type.equals("message/rfc822") || type.equals("message/global");
    String described = part.headers().text("Content-Description").strip();
    String subject = message ? subject(part) : "";
    String stem = subject.isBlank() ? described : subject;
    String ending = ending(type);
    if (stem.isBlank()) {
      stem = message ? "message" : STEMS.getOrDefault(type.replaceFirst("/.*", ""), "file");
    }
    return safe(stem.matches(".*\\.\\w{2,5}") || ending.isEmpty() ? stem : stem + "." + ending);
  }

  private static String subject(Part message) {
    Headers inside = MimeParts.walk(MailSource.of(message.kept()), new ArrayList<>()).headers();
    return inside.text("Subject").replace('/', '_').replace('\\', '_');
  }

  private static String ending(String type) {
    if (type.equals("message/delivery-status") || type.equals("text/rfc822-headers")) {
      return "txt";
    }
    return TYPES.entrySet().stream()
        .filter(one -> one.getValue().equals(type))
        .map(Map.Entry::getKey)
        .filter(end -> !OTHER_ENDINGS.contains(end))
        .findFirst()
        .orElse("");
  }

  /**
   * The name, or with a number before its first dot where another file has it already.
   *
   * @param taken the names that are, each with the number to try next
   */
  static String unique(String name, Map<String, Integer> taken) {
    int dot = name.indexOf('.') < 0 ? name.length() : name.indexOf('.');
    int number = taken.getOrDefault(name, 0);
    String free = number == 0 ? name : numbered(name, dot, number);
    while (number > 0 && taken.containsKey(free)) {
      free = numbered(name, dot, ++number);
    }
    taken.put(name, number + 1);
    taken.putIfAbsent(free, 1);
    return free;
  }

  private static String numbered(String name, int dot, int number) {
    return name.substring(0, dot) + number + name.substring(dot);
  }
}
