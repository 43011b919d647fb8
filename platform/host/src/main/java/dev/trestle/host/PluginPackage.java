package dev.trestle.host;

import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginManifests;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.code.Admission;
import dev.trestle.host.code.WovenCode;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's jar that was admitted: it is sound, says what it is, and its code names nothing that
 * plugins may not, given the abilities it asks for. None of its code has run.
 *
 * @param woven its code as it is loaded; null when each class is woven as it is loaded
 */
public record PluginPackage(
    PluginArchive archive, PluginManifest manifest, @Nullable WovenCode woven) {
  private static final String CODE = "PLUGIN_MANIFEST_INVALID";

  /**
   * Admits a jar.
   *
   * @throws PluginRefused with every reason that the first failing step found
   */
  public static PluginPackage of(byte[] jar) {
    return of(PluginArchive.of(jar));
  }

  /** Admits a jar that was read. */
  public static PluginPackage of(PluginArchive archive) {
    PluginManifest manifest = PluginManifests.read(archive);
    requireNamesInJar(archive, manifest);
    Admission.require(archive, manifest.asked().abilities());
    return new PluginPackage(archive, manifest, null);
  }

  /**
   * The same for a jar that the desk's own build admitted.
   *
   * @param woven what that build made of the classes of this very jar
   */
  static PluginPackage admitted(byte[] jar, WovenCode woven) {
    PluginArchive archive = PluginArchive.ofKnown(jar);
    return new PluginPackage(archive, PluginManifests.read(archive), woven);
  }

  public String id() {
    return manifest.id();
  }

  private static void requireNamesInJar(PluginArchive archive, PluginManifest manifest) {
    List<Problem> problems = new ArrayList<>();
    String main = manifest.pluginClass().replace('.', '/') + ".class";
    if (!archive.names().contains(main)) {
      problems.add(
          Problem.of(
              ProblemType.INVALID,
              CODE,
              "plugin.class: The jar has no class " + manifest.pluginClass() + ".",
              "plugin.class"));
    }
    for (String api : manifest.apiPackages()) {
      String folder = api.replace('.', '/') + "/";
      if (archive.names().stream()
          .noneMatch(name -> name.startsWith(folder) && name.endsWith(".class"))) {
        problems.add(
            Problem.of(
                ProblemType.INVALID,
                CODE,
                "api.packages: The jar has no class in " + api + ".",
                "api.packages"));
      }
    }
    if (!problems.isEmpty()) {
      throw new PluginRefused(problems);
    }
  }
}
