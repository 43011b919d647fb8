package dev.trestle.domain.search;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The texts of plugins that one viewer may search by.
 *
 * @param fields the fields of {@link SearchUpdate.PutTicket#added}, by the names that people write
 *     before the colon, in lower case
 * @param words those of them that words without a name are looked for in
 */
public record SearchNames(Map<String, String> fields, Set<String> words) {
  /** None at all. */
  public static final SearchNames NONE = new SearchNames(Map.of(), Set.of());

  /** The names that mean something already. */
  public static final Set<String> RESERVED =
      Set.of(
          "queue",
          "status",
          "category",
          "priority",
          "type",
          "tag",
          "tags",
          "requester",
          "from",
          "company",
          "assignee",
          "author",
          "subject",
          "text",
          "number",
          "is",
          "created",
          "updated",
          "cf");

  public SearchNames {
    fields = Map.copyOf(fields);
    words = Set.copyOf(words);
  }

  /** The field that a plugin's text has in the index, whatever others call theirs. */
  public static String field(String pluginId, String name) {
    return (pluginId + "." + name).toLowerCase(Locale.ROOT);
  }
}
