package dev.trestle.app.authoring;

import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.host.PluginHost;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginManifests;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.archive.Signatures;
import dev.trestle.host.archive.Signatures.Verdict;
import dev.trestle.host.code.Admission;
import dev.trestle.host.versions.Versions;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be known of a plugin's jar without running it.
 *
 * @param manifest null when it cannot be read
 * @param files how many there are in the jar
 * @param digest of names and contents, in hexadecimal; what a signature vouches for
 * @param signature judged by the keys given
 * @param problems why a desk would refuse it; empty when it is fit
 */
public record PluginFindings(
    @Nullable PluginManifest manifest,
    int files,
    String digest,
    Verdict signature,
    List<String> problems) {
  public PluginFindings {
    problems = List.copyOf(problems);
  }

  /** Reads a jar and judges it, also where an earlier step has found something. */
  public static PluginFindings of(Path jar, List<PublicKey> trusted) throws java.io.IOException {
    try {
      return of(PluginJar.read(jar), trusted);
    } catch (PluginRefused unreadable) {
      return new PluginFindings(null, 0, "", new Verdict.Unsigned(), sentences(unreadable));
    }
  }

  /** Judges a jar that could be read. */
  public static PluginFindings of(PluginArchive archive, List<PublicKey> trusted) {
    Set<String> problems = new LinkedHashSet<>();
    PluginManifest manifest = manifest(archive, problems);
    collect(problems, () -> PluginPackage.of(archive));
    List<String> abilities = manifest == null ? List.of() : manifest.asked().abilities();
    collect(problems, () -> Admission.require(archive, abilities));
    String sdk = PluginHost.sdkVersion();
    if (manifest != null && !Versions.within(Versions.withoutQualifier(sdk), manifest.sdk())) {
      problems.add(
          "PLUGIN_SDK_UNFIT: sdk: The plugin wants an SDK "
              + manifest.sdk()
              + "; this is "
              + sdk
              + ". Compile it against this one and widen the range.");
    }
    Verdict signature = Signatures.verify(archive, trusted);
    if (signature instanceof Verdict.Broken broken) {
      problems.add("PLUGIN_SIGNATURE_BROKEN: " + broken.reason());
    }
    return new PluginFindings(
        manifest, archive.names().size(), archive.digest(), signature, List.copyOf(problems));
  }

  public boolean fit() {
    return problems.isEmpty();
  }

  private static @Nullable PluginManifest manifest(PluginArchive archive, Set<String> problems) {
    try {
      return PluginManifests.read(archive);
    } catch (PluginRefused refused) {
      problems.addAll(sentences(refused));
      return null;
    }
  }

  private static void collect(Set<String> problems, Runnable step) {
    try {
      step.run();
    } catch (PluginRefused refused) {
      problems.addAll(sentences(refused));
    }
  }

  private static List<String> sentences(PluginRefused refused) {
    return refused.problems().stream()
        .map(problem -> problem.code() + ": " + problem.message())
        .toList();
  }
}
