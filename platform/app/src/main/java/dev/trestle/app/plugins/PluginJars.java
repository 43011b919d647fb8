package dev.trestle.app.plugins;

import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.PluginTrust;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.store.blobs.BlobReader;
import dev.trestle.store.blobs.BlobRefused;
import dev.trestle.store.blobs.BlobStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The jars of installed plugins: the desk's own, and those that lie among its files. */
final class PluginJars {
  private final BlobStore blobs;
  private final BundledPlugins bundled;

  /** A jar that was admitted once is as good the next time: nothing of it can change. */
  private final Map<String, PluginPackage> admitted = new ConcurrentHashMap<>();

  PluginJars(BlobStore blobs, BundledPlugins bundled) {
    this.blobs = blobs;
    this.bundled = bundled;
  }

  /** Whether the plugin comes with the desk. */
  boolean comesWithDesk(String pluginId) {
    return bundled.jars().containsKey(pluginId);
  }

  /**
   * The plugin that comes with the desk.
   *
   * @throws PluginRefused when it is not admitted
   */
  PluginPackage ofDesk(String pluginId) {
    return admitted.computeIfAbsent(
        pluginId, id -> bundled.prepared().admit(Objects.requireNonNull(bundled.jars().get(id))));
  }

  /**
   * The plugin as it was installed.
   *
   * @throws PluginRefused when its jar is gone, damaged or not admitted
   */
  PluginPackage of(PluginInstallation installed) {
    String sha256 = installed.jarSha256();
    if (installed.trust() == PluginTrust.BUNDLED || sha256 == null) {
      if (!comesWithDesk(installed.pluginId())) {
        throw new PluginRefused(
            ProblemType.PRECONDITION,
            "PLUGIN_JAR_MISSING",
            "This release of the desk does not bring the plugin any more; install its jar.");
      }
      return ofDesk(installed.pluginId());
    }
    return stored(sha256);
  }

  /**
   * The plugin whose jar lies among the desk's files.
   *
   * @throws PluginRefused when its jar is gone, damaged or not admitted
   */
  PluginPackage stored(String sha256) {
    PluginPackage known = admitted.get(sha256);
    if (known != null) {
      return known;
    }
    PluginPackage read = PluginPackage.of(bytes(sha256));
    admitted.put(sha256, read);
    return read;
  }

  private byte[] bytes(String sha256) {
    try {
      blobs.verify(sha256);
      try (BlobReader reader = blobs.read(sha256)) {
        byte[] bytes = new byte[Math.toIntExact(reader.size())];
        for (int read = 0; read < bytes.length; ) {
          read += reader.read(read, bytes, read, bytes.length - read);
        }
        return bytes;
      }
    } catch (BlobRefused | ArithmeticException lost) {
      throw new PluginRefused(
          ProblemType.PRECONDITION,
          "PLUGIN_JAR_MISSING",
          "The plugin's jar cannot be read from the desk's files: "
              + lost.getMessage()
              + " Put it back from a backup, or install the plugin again.");
    }
  }

  /** Forgets the jars of plugins that are not installed, or not any more. */
  void keepOnly(List<PluginInstallation> installed) {
    Set<String> wanted = new HashSet<>(bundled.jars().keySet());
    for (PluginInstallation each : installed) {
      String sha256 = each.jarSha256();
      if (sha256 != null && each.removedAtMillis() == 0) {
        wanted.add(sha256);
      }
    }
    admitted.keySet().retainAll(wanted);
  }
}
