package dev.trestle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL answer, read by paths such as {@code ticket.checklist.items.0.text}: names and list
 * positions from the data's root, parted by dots.
 *
 * @param data null when the operation was refused as a whole
 * @param errors the answer's {@code errors}; empty when there are none
 */
public record Reply(
    @Nullable Map<String, @Nullable Object> data, List<Map<String, @Nullable Object>> errors) {

  @SuppressWarnings("unchecked")
  static Reply of(Map<String, @Nullable Object> answer) {
    Object errors = answer.get("errors");
    return new Reply(
        (Map<String, @Nullable Object>) answer.get("data"),
        errors == null ? List.of() : (List<Map<String, @Nullable Object>>) errors);
  }

  /** What stands at a path: text, number, truth value, list, map, or null. */
  public @Nullable Object at(String path) {
    Object here = data;
    for (String step : path.split("\\.")) {
      here =
          switch (here) {
            case Map<?, ?> map when map.containsKey(step) -> map.get(step);
            case List<?> list
                when step.matches("[0-9]{1,6}") && Integer.parseInt(step) < list.size() ->
                list.get(Integer.parseInt(step));
            case null, default ->
                throw new AssertionError(
                    "nothing stands at " + step + " of " + path + " in " + this);
          };
    }
    return here;
  }

  /** The text of what stands at a path. */
  public String text(String path) {
    Object found = at(path);
    if (found == null) {
      throw new AssertionError(path + " is null in " + this);
    }
    return found.toString();
  }

  public int number(String path) {
    return Integer.parseInt(text(path));
  }

  /** The list at a path. */
  public List<?> list(String path) {
    if (at(path) instanceof List<?> list) {
      return list;
    }
    throw new AssertionError(path + " is no list in " + this);
  }

  /** What each element of the list at a path has under a name. */
  public List<Object> each(String path, String name) {
    List<Object> found = new ArrayList<>();
    for (int i = 0; i < list(path).size(); i++) {
      found.add(at(path + "." + i + "." + name));
    }
    return found;
  }

  /** The codes of top-level errors, in order. */
  public List<String> errorCodes() {
    return errors.stream()
        .map(error -> error.get("extensions") instanceof Map<?, ?> more ? more.get("code") : null)
        .map(String::valueOf)
        .toList();
  }
}
