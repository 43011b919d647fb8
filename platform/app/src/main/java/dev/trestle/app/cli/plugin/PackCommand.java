package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.PluginFindings;
import dev.trestle.app.authoring.PluginJar;
import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a plugin's jar. */
@Command(
    name = "pack",
    description = {
      "Make a plugin's jar from compiled classes, and check it.",
      "The same input gives the same bytes. Nothing is written when a desk would refuse the jar."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:packed", "1:not fit to be packed; every reason is named", "2:wrong usage"})
public final class PackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      arity = "0..1",
      defaultValue = "target/classes",
      description = "A folder of classes and resources, or a jar. Default: ${DEFAULT-VALUE}.")
  private Path source = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The jar to write. Default: <id>-<version>.jar of the manifest.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(source)) {
      throw new OperatorProblem(
          "There is no " + source + ". Compile the project first, or name its classes or jar.");
    }
    PrintWriter to = spec.commandLine().getOut();
    try {
      byte[] jar = PluginJar.pack(source);
      PluginFindings found = PluginFindings.of(PluginArchive.of(jar), List.of());
      PluginManifest manifest = found.manifest();
      if (manifest == null || !found.fit()) {
        return Findings.refused(to, found.problems());
      }
      Path target = out != null ? out : Path.of(manifest.id() + "-" + manifest.version() + ".jar");
      PluginJar.write(target, jar);
      to.println("Packed " + target + ":");
      Findings.print(to, found);
      to.flush();
      return 0;
    } catch (PluginRefused unreadable) {
      return Findings.refused(to, Findings.sentences(unreadable));
    }
  }
}
