package dev.trestle.host;

import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.settings.Setting.Kind;
import dev.trestle.sdk.settings.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A plugin's settings: what was declared, over what is set at the moment of asking. */
final class PluginSettings implements Settings {
  private static final Set<Kind> TEXTS = Set.of(Kind.TEXT, Kind.CHOICE, Kind.URL);

  private final Map<String, Setting> declared = new LinkedHashMap<>();
  private final Supplier<Map<String, String>> values;
  private final Function<String, Optional<String>> secrets;

  PluginSettings(
      List<Setting> declared,
      Supplier<Map<String, String>> values,
      Function<String, Optional<String>> secrets) {
    declared.forEach(setting -> this.declared.put(setting.name(), setting));
    this.values = values;
    this.secrets = secrets;
  }

  @Override
  public Optional<String> text(String name) {
    return value(name, TEXTS);
  }

  @Override
  public Optional<Long> wholeNumber(String name) {
    return value(name, Set.of(Kind.WHOLE_NUMBER)).map(Long::valueOf);
  }

  @Override
  public Optional<BigDecimal> decimal(String name) {
    return value(name, Set.of(Kind.DECIMAL)).map(BigDecimal::new);
  }

  @Override
  public boolean flag(String name) {
    return value(name, Set.of(Kind.FLAG)).map(Boolean::valueOf).orElse(false);
  }

  @Override
  public Optional<Duration> duration(String name) {
    return value(name, Set.of(Kind.DURATION)).map(Duration::parse);
  }

  @Override
  public Optional<String> secret(String name) {
    setting(name, Set.of(Kind.SECRET));
    return secrets.apply(name);
  }

  private Optional<String> value(String name, Set<Kind> kinds) {
    Setting setting = setting(name, kinds);
    String set = values.get().get(name);
    return Optional.ofNullable(set != null ? set : setting.otherwise());
  }

  private Setting setting(String name, Set<Kind> kinds) {
    Setting setting = declared.get(name);
    if (setting == null || !kinds.contains(setting.kind())) {
      throw new IllegalArgumentException("the plugin declares no such setting as " + name);
    }
    return setting;
  }
}
