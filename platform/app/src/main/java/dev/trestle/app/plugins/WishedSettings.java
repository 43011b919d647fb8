package dev.trestle.app.plugins;

import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.host.SettingValues;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings as administrators want them: null unsets one, and secrets are sealed. */
final class WishedSettings {
  private final SettingSecrets secrets;

  WishedSettings(SettingSecrets secrets) {
    this.secrets = secrets;
  }

  /** Sets them all, by what the plugin declares. */
  void set(
      InstallationEdit edit,
      String id,
      Map<String, @Nullable String> wished,
      List<Setting> declared) {
    wished.forEach((name, value) -> {
      if (isSecret(declared, name)) {
        seal(edit, id, name, value);
      } else {
        edit.setting(name, value);
      }
    });
  }

  /** Which settings are secret is known once it is loaded; until then each is kept as one. */
  void keep(InstallationEdit edit, String id, Map<String, @Nullable String> wished) {
    wished.forEach((name, value) -> seal(edit, id, name, value));
  }

  private void seal(InstallationEdit edit, String id, String name, @Nullable String value) {
    edit.secret(name, value == null ? null : secrets.seal(id, name, value));
  }

  /** What was kept as secrets, as the plugin turned out to declare it. */
  static PluginInstallation sorted(
      PluginInstallation kept, Map<String, @Nullable String> wished, List<Setting> declared) {
    Map<String, Object> plain = new LinkedHashMap<>(kept.settings());
    Map<String, String> sealed = new LinkedHashMap<>(kept.sealedSettings());
    wished.forEach((name, value) -> {
      if (value != null && !isSecret(declared, name)) {
        sealed.remove(name);
        plain.put(name, value);
      }
    });
    return InstallationEdit.withSettings(kept, plain, sealed);
  }

  /** What is wrong with them, each with its path in the input. */
  static List<Problem> problems(List<Setting> declared, Map<String, @Nullable String> wished) {
    Map<String, String> set = new LinkedHashMap<>();
    wished.forEach((name, value) -> {
      if (value != null) {
        set.put(name, value);
      }
    });
    return SettingValues.problems(declared, set).stream().map(WishedSettings::inSettings).toList();
  }

  private static Problem inSettings(Problem problem) {
    List<String> path = new ArrayList<>(List.of("input", "settings"));
    path.addAll(problem.path());
    return problem.at(path);
  }

  private static boolean isSecret(List<Setting> declared, String name) {
    return declared.stream()
        .anyMatch(setting -> setting.name().equals(name) && setting.kind() == Setting.Kind.SECRET);
  }
}
