package dev.trestle.domain.plugin;

import dev.trestle.domain.plugin.PluginManifest.Requirement;
import dev.trestle.domain.record.PluginTrust;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.settings.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as administrators see it.
 *
 * @param id as its manifest has it
 * @param revision 1 when it was first installed, one more with every change of the installation;
 *     what {@code expectedVersion} is compared with
 * @param source where its code is from and who vouches for it
 * @param reasons why it is refused or quarantined; empty in the other states
 * @param asked what it asks for; empty when it was removed
 * @param consented what of it the owner lets it have
 * @param settings those it declares, and what they are set to
 * @param figures since the desk started; null unless it runs
 * @param recordCount how many records of its own are kept
 * @param recordBytes how large they are, roughly
 * @param faults how many events and timers are set aside
 * @param notices what administrators should know besides, such as a setting that is missing
 * @param installedAtMillis when it was first installed; 0 for one that comes with the desk and was
 *     never touched
 * @param updatedAtMillis when its installation last changed; 0 likewise
 */
public record PluginView(
    String id,
    int revision,
    String version,
    String name,
    String description,
    String vendor,
    PluginState state,
    Source source,
    List<Problem> reasons,
    String sdk,
    List<Requirement> requires,
    List<String> provides,
    List<PluginAsk> asked,
    List<PluginAsk> consented,
    List<SettingView> settings,
    @Nullable Figures figures,
    long recordCount,
    long recordBytes,
    int faults,
    List<String> notices,
    long installedAtMillis,
    long updatedAtMillis) {
  public PluginView {
    reasons = List.copyOf(reasons);
    requires = List.copyOf(requires);
    provides = List.copyOf(provides);
    asked = List.copyOf(asked);
    consented = List.copyOf(consented);
    settings = List.copyOf(settings);
    notices = List.copyOf(notices);
  }

  /** What it asks for that the owner has not consented to. */
  public List<PluginAsk> unconsented() {
    return asked.stream().filter(ask -> !consented.contains(ask)).toList();
  }

  /**
   * Where a plugin's code is from.
   *
   * @param keyId the key that signed it; null unless it is signed
   * @param sha256 of the jar, in lower-case hexadecimal digits; null for one that comes with the
   *     desk
   */
  public record Source(PluginTrust trust, @Nullable String keyId, @Nullable String sha256) {}

  /**
   * One declared setting.
   *
   * @param value as text; null when it is not set, and always for secrets
   * @param isSet whether it is set, also for secrets
   */
  public record SettingView(Setting declared, @Nullable String value, boolean isSet) {}

  /**
   * How calls into a plugin went.
   *
   * @param failures calls that threw, took too long or took too much
   * @param nanos the time all calls took together
   * @param liveLoaders class loaders of this plugin that are not collected yet, the running one
   *     included
   */
  public record Figures(long calls, long failures, long timeouts, long nanos, int liveLoaders) {}
}
