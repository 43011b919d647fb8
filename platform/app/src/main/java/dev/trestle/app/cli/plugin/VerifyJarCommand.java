package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.PluginFindings;
import dev.trestle.app.authoring.SigningKey;
import dev.trestle.host.archive.Signatures.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a plugin's jar. */
@Command(
    name = "verify",
    description = {
      "Check a plugin's jar as a desk does before it runs any of its code.",
      "The archive, the manifest, what the code names, and the signature; all problems are printed,"
          + " not the first alone."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fit for a desk", "1:not fit; every reason is named", "2:wrong usage"})
public final class VerifyJarCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "JAR", description = "The plugin's jar.")
  private Path jar = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "A vendor's public key. With it, a jar that this key did not sign is not fit. Without"
              + " it, only what the signature says of itself is told.")
  private @Nullable Path keyFile;

  @Override
  public Integer call() throws IOException {
    List<PublicKey> trusted = keyFile == null ? List.of() : List.of(SigningKey.readPublic(keyFile));
    PluginFindings found = PluginFindings.of(jar, trusted);
    List<String> problems = new ArrayList<>(found.problems());
    if (keyFile != null && found.signature() instanceof Verdict.Unsigned && found.files() > 0) {
      problems.add("PLUGIN_UNSIGNED: Nobody signed the jar. Sign it with: plugin sign");
    }
    if (keyFile != null && found.signature() instanceof Verdict.UnknownKey other) {
      problems.add(
          "PLUGIN_KEY_UNKNOWN: The jar is signed by the key "
              + other.keyId()
              + ", not by the one in "
              + keyFile
              + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    Findings.print(out, found);
    if (found.files() > 0) {
      out.println("Signature  " + sentence(found.signature()));
    }
    if (!problems.isEmpty()) {
      return Findings.refused(out, problems);
    }
    out.println("Everything is in order.");
    out.flush();
    return 0;
  }

  private static String sentence(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Unsigned none -> "none";
      case Verdict.Trusted by -> "by the key " + by.keyId() + ", and unchanged since";
      case Verdict.UnknownKey by -> "by the key " + by.keyId() + "; check it with --key";
      case Verdict.Broken broken -> "broken";
    };
  }
}
