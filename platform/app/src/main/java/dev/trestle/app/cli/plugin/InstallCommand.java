package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.PluginFindings;
import dev.trestle.app.authoring.PluginJar;
import dev.trestle.app.client.Answer;
import dev.trestle.app.client.HttpCaller;
import dev.trestle.app.client.Mutations;
import dev.trestle.domain.plugin.PluginManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Puts a plugin on a desk. */
@Command(
    name = "install",
    description = {
      "Put a plugin on a running desk, or another version in the place of the one it has.",
      "Without --consent, tells what the plugin asks for and what would change, and changes"
          + " nothing."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it runs",
      "1:it was not installed; the reasons are named",
      "2:wrong usage",
      "3:nothing was changed for want of --consent"
    })
public final class InstallCommand implements Callable<Integer> {
  private static final int CONSENT_WANTED = 3;
  private static final String INSTALLED = "query ($id: ID!) { plugin(id: $id) { state } }";
  private static final String ASK = "{ kind name }";
  private static final String SELECTION =
      "plugin { id version state reasons { code message } }"
          + (" change { newlyAsked " + ASK + " noLongerAsked " + ASK + " restarts stops schema }")
          + " warnings { code message }";

  @Mixin private DeskOption desk = new DeskOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "JAR", description = "The plugin's jar.")
  private Path jar = Path.of("");

  @Option(
      names = "--consent",
      description = "Let the plugin have everything it asks for, and install it.")
  private boolean consent;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PluginFindings found = PluginFindings.of(jar, List.of());
    PluginManifest manifest = found.manifest();
    if (manifest == null || !found.fit()) {
      return Findings.refused(out, found.problems());
    }
    Findings.print(out, found);
    try (HttpCaller caller = desk.open()) {
      Answer present = caller.call(INSTALLED, Map.of("id", manifest.id())).optional("plugin");
      boolean upgrade = present != null && !present.text("state").equals("REMOVED");
      String file = caller.upload(jar.getFileName().toString(), PluginJar.read(jar).jar());
      Answer done = carryOut(caller, manifest.id(), upgrade, file);
      tell(out, done);
      Answer plugin = done.optional("plugin");
      if (!consent) {
        out.println("Nothing was changed. Install it with --consent, if it may have all this.");
        out.flush();
        return CONSENT_WANTED;
      }
      out.println(
          (upgrade ? "Upgraded " : "Installed ")
              + manifest.id()
              + " "
              + manifest.version()
              + (plugin == null ? "." : ": " + plugin.text("state") + "."));
      out.flush();
      return 0;
    }
  }

  private Answer carryOut(HttpCaller caller, String id, boolean upgrade, String file)
      throws IOException {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    if (upgrade) {
      input.put("pluginId", id);
    }
    input.put("fileId", file);
    input.put("dryRun", !consent);
    input.put("operationKey", UUID.randomUUID());
    return upgrade
        ? Mutations.run(caller, "pluginUpgrade", "PluginUpgradeInput", SELECTION, input)
        : Mutations.run(caller, "pluginInstall", "PluginInstallInput", SELECTION, input);
  }

  private void tell(PrintWriter out, Answer done) {
    Answer change = done.optional("change");
    if (change != null) {
      change.texts("schema").forEach(line -> out.println("Schema     " + line));
      change.objects("newlyAsked").forEach(ask -> out.println("Asks now   " + words(ask)));
      change.objects("noLongerAsked").forEach(ask -> out.println("No longer  " + words(ask)));
      change.texts("restarts").forEach(id -> out.println("Restarts   " + id));
      change.texts("stops").forEach(id -> out.println("Stops      " + id));
    }
    done.objects("warnings")
        .forEach(warning -> out.println("Warning    " + warning.text("message")));
    Answer plugin = done.optional("plugin");
    if (plugin != null) {
      plugin
          .objects("reasons")
          .forEach(reason -> out.println("Reason     " + reason.text("message")));
    }
  }

  private static String words(Answer ask) {
    return ask.text("kind").toLowerCase(java.util.Locale.ROOT) + " " + ask.text("name");
  }
}
