package dev.trestle.app.cli;

import dev.trestle.app.cli.plugin.PluginCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the one jar. */
@Command(
    name = "trestle",
    description = "A headless service desk: tickets, promises, people, visits and money.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      ImportCommand.class,
      VerifyCommand.class,
      RebuildCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ExportCommand.class,
      PluginCommand.class,
      WarmUpCommand.class
    })
public final class TrestleCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command line and gives its exit code. */
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new TrestleCommand());
    line.setExecutionExceptionHandler(new PlainErrors());
    line.setUsageHelpAutoWidth(true);
    return line.execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
