package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.AuthorLibraries;
import dev.trestle.app.authoring.PluginProject;
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

/** Begins a plugin. */
@Command(
    name = "new",
    description = {
      "Begin a plugin: write a Maven project with a small one that works.",
      "What it compiles and tests against is put into the local Maven repository, as it is in this"
          + " jar, unless it is there already."
    },
    mixinStandardHelpOptions = true)
public final class NewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The plugin's id, such as parts-on-order: lower case, digits and hyphens.")
  private String name = "";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "An empty folder, or one to be made. Default: the plugin's id.")
  private @Nullable Path folder;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "The package of its classes. Default: com.example and the plugin's id.")
  private @Nullable String packageName;

  @Option(
      names = "--repository",
      paramLabel = "DIR",
      description = "The local Maven repository. Default: ~/.m2/repository.")
  private @Nullable Path repository;

  @Override
  public Integer call() throws IOException {
    PluginProject project =
        PluginProject.of(
            name, packageName != null ? packageName : PluginProject.usualPackage(name));
    Path into = folder != null ? folder : Path.of(name);
    Path libraries = repository != null ? repository : AuthorLibraries.usualRepository();
    AuthorLibraries ofThis = AuthorLibraries.ofThisProgram();
    List<Path> files = project.write(into);
    List<String> put = ofThis.putInto(libraries);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote " + files.size() + " files into " + into + ":");
    files.forEach(file -> out.println("  " + file));
    if (put.isEmpty()) {
      out.println("The SDK and the testkit are in " + libraries + " already.");
    } else {
      out.println("Put into " + libraries + ": " + String.join(", ", put) + ".");
    }
    out.println("Compile and test it with: cd " + into + " && mvn package");
    out.flush();
    return 0;
  }
}
