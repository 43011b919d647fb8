package dev.trestle.app.cli.plugin;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.HttpCaller;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists a desk's plugins. */
@Command(
    name = "list",
    description = "List the plugins of a running desk, and why some do not run.",
    mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
  private static final int PAGE = 200;
  private static final String PLUGINS =
      "query ($first: Int!) { plugins(first: $first) {"
          + " nodes { id version state trust name vendor reasons { code message } } } }";

  @Mixin private DeskOption desk = new DeskOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Answer> plugins;
    try (HttpCaller caller = desk.open()) {
      plugins = caller.call(PLUGINS, Map.of("first", PAGE)).object("plugins").objects("nodes");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (plugins.isEmpty()) {
      out.println("The desk has no plugins.");
    }
    for (Answer plugin : plugins) {
      out.printf(
          "%-24s %-12s %-12s %-9s %s by %s%n",
          plugin.text("id"),
          plugin.text("version"),
          plugin.text("state"),
          plugin.text("trust"),
          plugin.text("name"),
          plugin.text("vendor"));
      for (Answer reason : plugin.objects("reasons")) {
        out.println("  " + reason.text("code") + ": " + reason.text("message"));
      }
    }
    out.flush();
    return 0;
  }
}
