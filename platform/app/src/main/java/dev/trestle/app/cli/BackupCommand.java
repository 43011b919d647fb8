package dev.trestle.app.cli;

import dev.trestle.app.operate.DeskBackup;
import dev.trestle.app.progress.ProgressReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a desk, running or not. */
@Command(
    name = "backup",
    description = {
      "Copy a desk's log, uploaded files and key file into an empty folder.",
      "The desk may run meanwhile; what is acknowledged before the command starts is in the copy."
          + " Keep the copy as safe as the desk: the key file opens its credentials."
    },
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description = "A folder that is empty or does not exist.")
  private Path target = Path.of("");

  @Override
  public Integer call() throws IOException {
    DeskBackup.Copied copied =
        DeskBackup.backup(data.folder(), target, ProgressReports.onStandardError());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "Backed up to %s: the log up to entry %,d and %,d files%s.",
            target,
            copied.lastSequence(),
            copied.files(),
            copied.running() ? ", while the desk runs" : ""));
    out.println("Check it with: verify --data " + target);
    out.flush();
    return 0;
  }
}
