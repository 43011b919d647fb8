package dev.trestle.plugins.email.out;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a text can name, such as {@code {ticket.number}}. None of them tells an internal note. */
enum Placeholder {
  TICKET_NUMBER("ticket.number"),
  TICKET_SUBJECT("ticket.subject"),
  TICKET_STATUS("ticket.status"),
  CONTACT_NAME("contact.name"),
  COMPANY_NAME("company.name"),
  /** Who has the ticket: the agent, the team, or the queue it waits in. */
  AGENT_NAME("agent.name"),
  /** Who wrote the words. */
  AUTHOR_NAME("author.name"),
  DESK_NAME("desk.name"),
  DESK_ADDRESS("desk.address"),
  /** When the customer hears next. */
  NEXT_WORD("next.word"),
  /** What was said. */
  MESSAGE("message");

  private static final Pattern PLACE = Pattern.compile("\\{([^{}\\n]{0,80})\\}");

  private final String key;

  Placeholder(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static @Nullable Placeholder of(String key) {
    for (Placeholder one : values()) {
      if (one.key.equals(key)) {
        return one;
      }
    }
    return null;
  }

  /** What a text names that there is not, as sentences. */
  static List<String> faults(String text) {
    List<String> faults = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      if (of(place.group(1).strip()) == null) {
        faults.add(
            "Nothing is called {"
                + place.group(1)
                + "}. There are: "
                + Arrays.stream(values())
                    .map(one -> "{" + one.key + "}")
                    .collect(Collectors.joining(", "))
                + ".");
      }
    }
    return faults;
  }

  boolean isIn(String text) {
    return text.contains("{" + key + "}");
  }

  /**
   * The text with its places filled. A line that names something for which there is nothing is left
   * out as a whole, so that no sentence ends in the air.
   */
  static String filled(String text, Function<Placeholder, @Nullable String> value) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String filled = line(line, value);
      // Where a line is left out, one empty line stays of the two around it.
      boolean second = line.isBlank() && !lines.isEmpty() && lines.getLast().isEmpty();
      if (filled != null && !second) {
        lines.add(line.isBlank() ? "" : filled);
      }
    }
    return String.join("\n", lines).strip();
  }

  private static @Nullable String line(String line, Function<Placeholder, @Nullable String> value) {
    Matcher place = PLACE.matcher(line);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      Placeholder one = of(place.group(1).strip());
      String found = one == null ? null : value.apply(one);
      if (found == null) {
        return null;
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(found));
    }
    return place.appendTail(filled).toString();
  }
}
