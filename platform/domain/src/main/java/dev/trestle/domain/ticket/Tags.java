package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tags: short words, lower case, in alphabetical order. */
final class Tags {
  private static final int TAG_MAX = 60;
  private static final int TAGS_MAX = 100;

  private Tags() {}

  static List<String> added(
      Draft draft, List<String> before, @Nullable List<String> tags, String... path) {
    if (tags == null || tags.isEmpty()) {
      return before;
    }
    TreeSet<String> all = new TreeSet<>(before);
    for (int i = 0; i < tags.size(); i++) {
      String[] at = CustomValues.append(path, String.valueOf(i));
      all.add(TextRules.required(draft, tags.get(i), TAG_MAX, at).toLowerCase(Locale.ROOT));
    }
    if (all.size() > TAGS_MAX) {
      draft.invalid("TOO_MANY", "A ticket carries at most " + TAGS_MAX + " tags.", path);
    }
    return List.copyOf(all);
  }

  static List<String> removed(List<String> before, List<String> tags) {
    TreeSet<String> all = new TreeSet<>(before);
    tags.forEach(tag -> all.remove(tag.strip().toLowerCase(Locale.ROOT)));
    return List.copyOf(all);
  }
}
