package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that was installed at some time, whether or not it is there now.
 *
 * @param pluginId unique
 * @param jarSha256 names the stored jar; null for a plugin that comes with the desk
 * @param enabled whether the owner wants it to run
 * @param consented what the owner let it have
 * @param settings as they were set, by name
 * @param sealedSettings the secret ones, encrypted
 * @param keyId the trusted key that signed it; null unless it is signed
 * @param removedAtMillis when it was taken away with its data kept; 0 while it is installed
 */
public record PluginInstallation(
    UUID id,
    int version,
    String pluginId,
    String pluginVersion,
    String name,
    String vendor,
    @Nullable String jarSha256,
    long jarBytes,
    PluginTrust trust,
    @Nullable String keyId,
    boolean enabled,
    Consent consented,
    Map<String, Object> settings,
    Map<String, String> sealedSettings,
    long installedAtMillis,
    long updatedAtMillis,
    long removedAtMillis,
    Document extra)
    implements Stored {

  /** What a plugin may have; the words are those of its manifest. */
  public record Consent(
      List<String> reads,
      List<String> writes,
      List<String> events,
      List<String> network,
      boolean secrets,
      List<String> abilities,
      boolean files) {
    public static final Consent NOTHING =
        new Consent(List.of(), List.of(), List.of(), List.of(), false, List.of(), false);

    public Consent {
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
      events = List.copyOf(events);
      network = List.copyOf(network);
      abilities = List.copyOf(abilities);
    }
  }
}
