package dev.trestle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.settings.Setting.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings are judged when they are set, and read by their kind. */
class SettingValuesTest {
  private static final List<Setting> DECLARED =
      List.of(
          Setting.of("greeting", Kind.TEXT, "What to say.", "Hello"),
          Setting.of("tries", Kind.WHOLE_NUMBER, "How often.", "3"),
          Setting.of("rate", Kind.DECIMAL, "Per hour.", null),
          Setting.of("loud", Kind.FLAG, "Whether to shout.", null),
          Setting.of("pause", Kind.DURATION, "Between tries.", "PT5M"),
          new Setting("colour", Kind.CHOICE, "Which.", null, List.of("red", "blue"), true),
          Setting.of("address", Kind.URL, "Where to.", null).asRequired(),
          Setting.of("token", Kind.SECRET, "The key.", null).asRequired());

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final PluginSettings settings =
      new PluginSettings(DECLARED, () -> values, name -> Optional.ofNullable(secrets.get(name)));

  @ParameterizedTest
  @CsvSource({
    "tries, many",
    "tries, 1.5",
    "tries, 12345678901234567890",
    "rate, fast",
    "loud, yes",
    "pause, 5 minutes",
    "colour, green",
    "address, example.com",
    "address, ftp://example.com",
    "address, https:",
    "unknown, 1"
  })
  void aWrongValueIsNamedByItsSetting(String name, String value) {
    var problems = SettingValues.problems(DECLARED, Map.of(name, value));
    assertEquals(1, problems.size());
    assertEquals(List.of(name), problems.getFirst().path());
  }

  @ParameterizedTest
  @CsvSource({
    "tries, -12",
    "rate, 12.50",
    "loud, false",
    "pause, PT1H30M",
    "colour, blue",
    "address, https://example.com/a?b=c",
    "token, anything at all",
    "greeting, ''"
  })
  void aRightValueIsFine(String name, String value) {
    assertEquals(List.of(), SettingValues.problems(DECLARED, Map.of(name, value)));
  }

  @Test
  void requiredSettingsThatAreNotSetAreMissing() {
    assertEquals(List.of("colour", "address", "token"), SettingValues.missing(DECLARED, Set.of()));
    assertEquals(List.of("token"), SettingValues.missing(DECLARED, Set.of("colour", "address")));
  }

  @Test
  void settingsAreReadByKind_asTheyAreNow() {
    assertEquals("Hello", settings.text("greeting").orElseThrow());
    assertEquals(3L, settings.wholeNumber("tries").orElseThrow());
    assertEquals(Optional.empty(), settings.decimal("rate"));
    assertFalse(settings.flag("loud"));
    values.putAll(Map.of("rate", "12.50", "loud", "true", "pause", "PT1H", "tries", "7"));
    secrets.put("token", "hush");
    assertEquals(new BigDecimal("12.50"), settings.decimal("rate").orElseThrow());
    assertEquals(true, settings.flag("loud"));
    assertEquals(Duration.ofHours(1), settings.duration("pause").orElseThrow());
    assertEquals(7L, settings.wholeNumber("tries").orElseThrow());
    assertEquals("hush", settings.secret("token").orElseThrow());
  }

  @Test
  void askingForTheUndeclared_orUnderAnotherKind_isAMistake() {
    assertThrows(IllegalArgumentException.class, () -> settings.text("unknown"));
    assertThrows(IllegalArgumentException.class, () -> settings.text("tries"));
    assertThrows(IllegalArgumentException.class, () -> settings.text("token"));
    assertThrows(IllegalArgumentException.class, () -> settings.secret("greeting"));
  }
}
