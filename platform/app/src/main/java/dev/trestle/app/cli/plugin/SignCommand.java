package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.PluginFindings;
import dev.trestle.app.authoring.PluginJar;
import dev.trestle.app.authoring.SigningKey;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a plugin's jar. */
@Command(
    name = "sign",
    description = {
      "Sign a plugin's jar with your key.",
      "The signature is a file in the jar and vouches for every other file in it. An earlier one"
          + " is replaced."
    },
    mixinStandardHelpOptions = true)
public final class SignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "JAR", description = "A jar that \"plugin pack\" made.")
  private Path jar = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The file that \"plugin key new\" made.")
  private Path keyFile = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the signed jar. Default: in place of JAR.")
  private @Nullable Path target;

  @Override
  public Integer call() throws IOException {
    SigningKey key = SigningKey.read(keyFile);
    PrintWriter out = spec.commandLine().getOut();
    try {
      byte[] signed = key.sign(PluginJar.read(jar));
      PluginFindings found = PluginFindings.of(PluginArchive.of(signed), List.of(key.publicKey()));
      if (!found.fit()) {
        return Findings.refused(out, found.problems());
      }
      Path written = target == null ? jar : target;
      PluginJar.write(written, signed);
      out.println("Signed " + written + " with the key " + key.id() + ".");
      out.flush();
      return 0;
    } catch (PluginRefused unreadable) {
      return Findings.refused(out, Findings.sentences(unreadable));
    }
  }
}
