package dev.trestle.app.plugins;

import dev.trestle.access.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the secret settings of plugins, each for its plugin and its name. */
final class SettingSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(SettingSecrets.class);

  private final SecretBox box;

  SettingSecrets(SecretBox box) {
    this.box = box;
  }

  String seal(String pluginId, String setting, String secret) {
    return box.seal(secret.getBytes(StandardCharsets.UTF_8), context(pluginId, setting));
  }

  /** The secret; empty when another key file sealed it, which the log tells. */
  Optional<String> open(String pluginId, String setting, String sealed) {
    try {
      byte[] secret = box.open(sealed, context(pluginId, setting));
      return Optional.of(new String(secret, StandardCharsets.UTF_8));
    } catch (SecretBox.Unopenable lost) {
      LOG.warn(
          "The setting {} of the plugin {} cannot be opened; set it again.", setting, pluginId);
      return Optional.empty();
    }
  }

  private static String context(String pluginId, String setting) {
    return "setting " + setting + " of plugin " + pluginId;
  }
}
