package dev.trestle.app.cli;

import dev.trestle.app.operate.DeskRebuild;
import dev.trestle.app.progress.ProgressReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds derived data anew. */
@Command(
    name = "rebuild",
    description = {
      "Build a stopped desk's derived data anew from its log: the object graph and the search index.",
      "Without --graph or --index both are built. No ticket is changed by this."
    },
    mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--graph", description = "Only the object graph.")
  private boolean graph;

  @Option(names = "--index", description = "Only the search index.")
  private boolean index;

  @Override
  public Integer call() throws IOException {
    boolean both = graph == index;
    long last =
        DeskRebuild.run(
            data.folder(), graph || both, index || both, ProgressReports.onStandardError());
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, "Rebuilt up to entry %,d.", last));
    out.flush();
    return 0;
  }
}
