package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;

/** The fields of a header in their order, found by name without regard to case. */
public record Headers(List<Header> fields) {
  public Headers {
    fields = List.copyOf(fields);
  }

  /** The first field of this name, undecoded; empty when there is none. */
  public String first(String name) {
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.raw();
      }
    }
    return "";
  }

  /** The first field of this name, decoded. */
  public String text(String name) {
    return EncodedWords.decode(first(name));
  }

  /** All fields of this name, undecoded, in their order. */
  public List<String> all(String name) {
    List<String> found = new ArrayList<>();
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        found.add(field.raw());
      }
    }
    return found;
  }

  public boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }
}
