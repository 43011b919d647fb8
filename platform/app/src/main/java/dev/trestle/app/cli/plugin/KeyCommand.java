package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.SigningKey;
import dev.trestle.app.client.HttpCaller;
import dev.trestle.app.client.Mutations;
import dev.trestle.host.archive.Signatures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A vendor's keys. */
@Command(
    name = "key",
    description = "Keys that plugins are signed with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeyCommand.New.class, KeyCommand.Trust.class})
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

  /** Has a desk trust a key. */
  @Command(
      name = "trust",
      description = {
        "Have a running desk trust what a key signs.",
        "Give it the public half that a vendor gave you, or your own."
      },
      mixinStandardHelpOptions = true)
  public static final class Trust implements Callable<Integer> {
    @Mixin private DeskOption desk = new DeskOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "The file with the public key.")
    private Path file = Path.of("");

    @Option(
        names = "--name",
        paramLabel = "NAME",
        required = true,
        description = "Whose key it is, for people.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      PublicKey key = SigningKey.readPublic(file);
      String id = Signatures.keyId(key);
      Map<String, @Nullable Object> input = new LinkedHashMap<>();
      input.put("keyId", id);
      input.put("name", name);
      input.put("publicKey", Base64.getEncoder().encodeToString(key.getEncoded()));
      input.put("operationKey", UUID.randomUUID());
      try (HttpCaller caller = desk.open()) {
        Mutations.run(
            caller, "pluginKeyTrust", "PluginKeyTrustInput", "pluginKey { keyId }", input);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println("The desk trusts what the key " + id + " of " + name + " signs.");
      out.flush();
      return 0;
    }
  }
}
