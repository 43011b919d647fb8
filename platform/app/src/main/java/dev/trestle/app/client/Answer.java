package dev.trestle.app.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of an answer, read by names that the asking document selected. */
public record Answer(Map<String, @Nullable Object> members) {

  /** The object under this name. */
  public Answer object(String name) {
    Answer found = optional(name);
    if (found == null) {
      throw new IllegalStateException("The answer holds no object \"" + name + "\": " + members);
    }
    return found;
  }

  /** The object under this name; null when the answer says null. */
  @SuppressWarnings("unchecked")
  public @Nullable Answer optional(String name) {
    return members.get(name) instanceof Map<?, ?> inner
        ? new Answer((Map<String, @Nullable Object>) inner)
        : null;
  }

  /** The objects of the list under this name; none when there is no list. */
  @SuppressWarnings("unchecked")
  public List<Answer> objects(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(one -> new Answer((Map<String, @Nullable Object>) one))
            .toList()
        : List.of();
  }

  /** The texts of the list under this name. */
  public List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The leaf under this name as text. */
  public String text(String name) {
    Object found = members.get(name);
    if (found == null) {
      throw new IllegalStateException("The answer holds no value \"" + name + "\": " + members);
    }
    return found.toString();
  }

  /** The leaf under this name as text; null when the answer says null. */
  public @Nullable String optionalText(String name) {
    Object found = members.get(name);
    return found == null ? null : found.toString();
  }

  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  public boolean truth(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }
}
