package dev.trestle.app.cli.plugin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about plugins. */
@Command(
    name = "plugin",
    description = "Write, pack, sign and check plugins, and put them on a desk.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NewCommand.class,
      KeyCommand.class,
      PackCommand.class,
      SignCommand.class,
      VerifyJarCommand.class,
      InstallCommand.class,
      ListCommand.class
    })
public final class PluginCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
