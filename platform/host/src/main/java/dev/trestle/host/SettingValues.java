package dev.trestle.host;

import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.settings.Setting;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what administrators want to set. */
public final class SettingValues {
  private static final String CODE = "PLUGIN_SETTING_INVALID";
  private static final int TEXT_MAX = 10_000;

  private SettingValues() {}

  /** What is wrong with these values, secrets among them, by setting in the path. */
  public static List<Problem> problems(List<Setting> declared, Map<String, String> values) {
    Map<String, Setting> byName = new LinkedHashMap<>();
    declared.forEach(setting -> byName.put(setting.name(), setting));
    List<Problem> problems = new ArrayList<>();
    values.forEach((name, value) -> {
      Setting setting = byName.get(name);
      Optional<String> fault =
          setting == null
              ? Optional.of("The plugin has no setting of this name.")
              : fault(setting, value);
      fault.ifPresent(message ->
          problems.add(Problem.of(ProblemType.INVALID, CODE, name + ": " + message, name)));
    });
    return problems;
  }

  /** The required settings that are not set, given the names of those that are. */
  public static List<String> missing(List<Setting> declared, Set<String> set) {
    return declared.stream()
        .filter(setting -> setting.required() && setting.otherwise() == null)
        .map(Setting::name)
        .filter(name -> !set.contains(name))
        .toList();
  }

  static Optional<String> fault(Setting setting, String value) {
    if (value.length() > TEXT_MAX) {
      return Optional.of("Write at most 10,000 characters.");
    }
    return switch (setting.kind()) {
      case TEXT, SECRET -> Optional.empty();
      case WHOLE_NUMBER ->
          value.matches("[-+]?\\d{1,18}")
              ? Optional.empty()
              : Optional.of("Write a whole number, such as 30.");
      case DECIMAL ->
          parses(() -> new BigDecimal(value)) && value.length() <= 40
              ? Optional.empty()
              : Optional.of("Write a number, such as 1.5.");
      case FLAG ->
          value.equals("true") || value.equals("false")
              ? Optional.empty()
              : Optional.of("Write true or false.");
      case DURATION ->
          parses(() -> Duration.parse(value))
              ? Optional.empty()
              : Optional.of("Write a duration by ISO 8601, such as PT1H.");
      case CHOICE ->
          setting.choices().contains(value)
              ? Optional.empty()
              : Optional.of("Choose one of " + String.join(", ", setting.choices()) + ".");
      case URL ->
          isWebAddress(value)
              ? Optional.empty()
              : Optional.of("Write an address that begins with https:// or http://.");
    };
  }

  private static boolean parses(Runnable parser) {
    try {
      parser.run();
      return true;
    } catch (NumberFormatException | DateTimeParseException malformed) {
      return false;
    }
  }

  private static boolean isWebAddress(String value) {
    try {
      URI uri = new URI(value);
      return uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
