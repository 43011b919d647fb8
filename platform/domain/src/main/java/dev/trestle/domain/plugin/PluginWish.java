package dev.trestle.domain.plugin;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an administrator wants done about plugins. */
public sealed interface PluginWish {
  /**
   * Installs a plugin that is not there, or that was removed.
   *
   * @param fileId an uploaded jar, which the viewer uploaded
   * @param consented what it may have of what it asks for; null for all of it
   * @param settings texts by name; secrets in the clear
   * @param enable whether it shall run at once
   */
  record Install(
      UUID fileId,
      @Nullable List<PluginAsk> consented,
      Map<String, @Nullable String> settings,
      boolean enable)
      implements PluginWish {}

  /**
   * Puts another version in the place of the one that is there.
   *
   * @param consented what it may have; null for what the present one has, as far as it asks for it
   */
  record Upgrade(
      String pluginId,
      UUID fileId,
      @Nullable List<PluginAsk> consented,
      @Nullable Integer expectedVersion)
      implements PluginWish {}

  /** Lets it run. */
  record Enable(String pluginId, @Nullable Integer expectedVersion) implements PluginWish {}

  /** Stops it, and what needs it. */
  record Disable(String pluginId, @Nullable Integer expectedVersion) implements PluginWish {}

  /** Takes it away; its data is kept. */
  record Remove(String pluginId, @Nullable Integer expectedVersion) implements PluginWish {}

  /** Takes it away together with its data, which is exported first. */
  record Purge(String pluginId, @Nullable Integer expectedVersion) implements PluginWish {}

  /** Says what it may have: exactly this of what it asks for. */
  record Consent(String pluginId, List<PluginAsk> consented, @Nullable Integer expectedVersion)
      implements PluginWish {}

  /**
   * Sets settings; those not named stay.
   *
   * @param settings texts by name, null to unset; secrets in the clear
   */
  record Configure(
      String pluginId, Map<String, @Nullable String> settings, @Nullable Integer expectedVersion)
      implements PluginWish {}

  /**
   * Trusts what this key signs.
   *
   * @param publicKey Ed25519, in base64
   */
  record TrustKey(String keyId, String name, String publicKey) implements PluginWish {}

  /** Trusts it no more; what it signed is refused from then on. */
  record DistrustKey(String keyId) implements PluginWish {}

  /** Has an event or a timer tried again that was set aside. */
  record RetryFault(UUID faultId) implements PluginWish {}

  /** Drops an event or a timer that was set aside. */
  record DismissFault(UUID faultId) implements PluginWish {}

  /** Tries a dead delivery again, or one that waits at once. */
  record RetryDelivery(UUID entryId) implements PluginWish {}

  /** Drops a delivery. */
  record DiscardDelivery(UUID entryId) implements PluginWish {}
}
