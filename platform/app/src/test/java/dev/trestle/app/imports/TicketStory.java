package dev.trestle.app.imports;

import dev.trestle.app.client.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ticket's history, as the API answers it, says about its way. */
record TicketStory(Answer ticket, List<Moment> moments, Map<String, String> custom) {
  /** What one event changed: the values after it, by field, as people read them. */
  record Moment(Instant at, Map<String, @Nullable String> after) {}

  static TicketStory of(Answer ticket) {
    List<Moment> moments = new ArrayList<>();
    for (Answer event : ticket.object("history").objects("nodes")) {
      Map<String, @Nullable String> after = new LinkedHashMap<>();
      for (Answer change : event.objects("changes")) {
        String label = change.optionalText("afterLabel");
        after.put(change.text("field"), label != null ? label : change.optionalText("after"));
      }
      moments.add(new Moment(Instant.parse(event.text("at")), after));
    }
    Map<String, String> custom = new LinkedHashMap<>();
    ticket.objects("customFields").forEach(f -> custom.put(f.text("key"), f.text("value")));
    return new TicketStory(ticket, moments, custom);
  }

  /** The values a field went through. */
  List<String> path(String field) {
    List<String> path = new ArrayList<>();
    for (Moment moment : moments) {
      String value = moment.after().get(field);
      if (value != null && (path.isEmpty() || !path.getLast().equals(value))) {
        path.add(value);
      }
    }
    return path;
  }

  String joined(String field) {
    return String.join(">", path(field));
  }

  /** A custom field's value; empty when it has none. */
  String custom(String key) {
    return custom.getOrDefault(key, "");
  }

  int events() {
    return ticket.object("history").number("totalCount");
  }
}
