package dev.trestle.app.cli;

import dev.trestle.app.operate.DeskBackup;
import dev.trestle.app.progress.ProgressReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder from a backup. */
@Command(
    name = "restore",
    description = {
      "Make a data folder from a backup, as it was after any commit.",
      "The data folder must be empty. Graph and index are built at the next start."
    },
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BACKUP", description = "The folder \"backup\" has made.")
  private Path backup = Path.of("");

  @Option(
      names = "--to-sequence",
      paramLabel = "N",
      description = "The last commit to keep; what came later is left out. Default: all.")
  private @Nullable Long toSequence;

  @Override
  public Integer call() throws IOException {
    if (toSequence != null && toSequence < 0) {
      spec.commandLine().getErr().println("--to-sequence takes 0 or a commit's number.");
      return spec.exitCodeOnInvalidInput();
    }
    DeskBackup.Copied copied =
        DeskBackup.restore(
            backup,
            toSequence == null ? Long.MAX_VALUE : toSequence,
            data.folder(),
            ProgressReports.onStandardError());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "Restored into %s: the log up to entry %,d and %,d files. Start it with: serve --data %s",
            data.folder(),
            copied.lastSequence(),
            copied.files(),
            data.folder()));
    out.flush();
    return 0;
  }
}
