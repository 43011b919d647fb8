package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A vendor's keys. */
@Command(
    name = "key",
    description = "Keys that plugins are signed with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = KeyCommand.New.class)
public final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Makes a pair of keys. */
  @Command(
      name = "new",
      description = {
        "Make a pair of Ed25519 keys.",
        "FILE gets both, readable by you alone; FILE.pub gets the public one, to give to those"
            + " who shall trust what you sign."
      },
      mixinStandardHelpOptions = true)
  public static final class New implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "A file that does not exist yet.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      SigningKey key = SigningKey.generate();
      key.write(file);
      PrintWriter out = spec.commandLine().getOut();
      out.println("The key " + key.id() + " is in " + file + ". Keep it secret, and a copy of it.");
      out.println("Desks trust what it signs once they are given its public half:");
      out.println("  " + key.publicText());
      out.flush();
      return 0;
    }
  }
}
