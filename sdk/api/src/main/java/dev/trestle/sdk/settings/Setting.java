package dev.trestle.sdk.settings;

import dev.trestle.sdk.promise.Api;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing an administrator sets for a plugin.
 *
 * @param name lower camel case, unique within the plugin
 * @param description what it does, its unit and its bounds, for the administrator
 * @param otherwise the value when none is set, as text; null when there is none
 * @param choices the allowed values of a CHOICE, else empty
 * @param required whether the plugin stays off until it is set
 */
@Api
public record Setting(
    String name,
    Kind kind,
    String description,
    @Nullable String otherwise,
    List<String> choices,
    boolean required) {

  /** What values a setting takes. */
  public enum Kind {
    TEXT,
    WHOLE_NUMBER,
    DECIMAL,
    FLAG,
    /** ISO 8601, such as PT1H. */
    DURATION,
    /** One of the setting's choices. */
    CHOICE,
    /** An absolute http or https address. */
    URL,
    /** Kept encrypted; nobody can read it back. Needs {@code secrets} in the manifest. */
    SECRET
  }

  public Setting {
    Objects.requireNonNull(kind);
    choices = List.copyOf(choices);
    if (!name.matches("[a-z][A-Za-z0-9]{0,39}")) {
      throw new IllegalArgumentException("a setting is not called " + name);
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("the setting " + name + " has no description");
    }
  }

  public static Setting of(String name, Kind kind, String description, @Nullable String otherwise) {
    return new Setting(name, kind, description, otherwise, List.of(), false);
  }

  /** The same, but the plugin stays off until it is set. */
  public Setting asRequired() {
    return new Setting(name, kind, description, otherwise, choices, true);
  }
}
