package dev.trestle.domain.plugin;

import java.util.List;

/**
 * What a plugin says of itself, before any of its code runs.
 *
 * @param version by the rules of semantic versioning
 * @param pluginClass the class that implements {@code DeskPlugin}
 * @param sdk the range of SDK versions it works with
 * @param requires the plugins and capabilities it needs
 * @param provides the capabilities it offers
 * @param apiPackages the packages other plugins may see
 */
public record PluginManifest(
    String id,
    String version,
    String name,
    String description,
    String vendor,
    String pluginClass,
    String sdk,
    List<Requirement> requires,
    List<String> provides,
    List<String> apiPackages,
    Asked asked) {
  public PluginManifest {
    requires = List.copyOf(requires);
    provides = List.copyOf(provides);
    apiPackages = List.copyOf(apiPackages);
  }

  /**
   * A plugin, or a capability that any plugin may provide.
   *
   * @param range the versions of a plugin that will do; empty for any, and for capabilities
   */
  public record Requirement(boolean capability, String name, String range) {}

  /**
   * What it asks the owner for.
   *
   * @param reads kinds of the desk's records, such as {@code ticket}
   * @param writes names of public mutations it may wish for
   * @param events event types it reacts to; {@code *} for all
   * @param network hosts it calls; {@code *} for any; empty for none
   * @param secrets whether it keeps secrets in its settings
   * @param files whether it stores and reads files of the desk
   * @param abilities of the Java platform that plugins usually lack, such as {@code threads}
   */
  public record Asked(
      List<String> reads,
      List<String> writes,
      List<String> events,
      List<String> network,
      boolean secrets,
      boolean files,
      List<String> abilities) {
    public static final Asked NOTHING =
        new Asked(List.of(), List.of(), List.of(), List.of(), false, false, List.of());

    public Asked {
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
      events = List.copyOf(events);
      network = List.copyOf(network);
      abilities = List.copyOf(abilities);
    }
  }
}
