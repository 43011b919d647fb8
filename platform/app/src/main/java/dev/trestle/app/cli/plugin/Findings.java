package dev.trestle.app.cli.plugin;

import dev.trestle.app.authoring.PluginFindings;
import dev.trestle.domain.plugin.PluginAsk;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.host.archive.PluginRefused;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what is known of a jar. */
final class Findings {
  private static final int NOT_FIT = 1;

  private Findings() {}

  static void print(PrintWriter out, PluginFindings found) {
    PluginManifest manifest = found.manifest();
    if (manifest != null) {
      out.println(
          "Plugin     "
              + manifest.id()
              + " "
              + manifest.version()
              + ", "
              + manifest.name()
              + " by "
              + manifest.vendor());
      List<String> asks = PluginAsk.of(manifest.asked()).stream().map(Findings::ask).toList();
      out.println("Asks       " + (asks.isEmpty() ? "for nothing" : "to " + list(asks)));
    }
    if (found.files() > 0) {
      out.println(
          String.format(
              Locale.ROOT, "Content    %,d files, SHA-256 %s", found.files(), found.digest()));
    }
  }

  static int refused(PrintWriter out, List<String> problems) {
    out.println("NOT FIT:");
    problems.forEach(problem -> out.println("  " + problem));
    out.flush();
    return NOT_FIT;
  }

  static List<String> sentences(PluginRefused refused) {
    return refused.problems().stream()
        .map(problem -> problem.code() + ": " + problem.message())
        .toList();
  }

  /** One thing asked for, as words behind "to". */
  static String ask(PluginAsk ask) {
    return switch (ask.kind()) {
      case READ -> "read " + ask.name();
      case WRITE -> "wish for " + ask.name();
      case EVENT -> ask.name().equals("*") ? "follow all events" : "follow " + ask.name();
      case NETWORK -> ask.name().equals("*") ? "call any host" : "call " + ask.name();
      case SECRETS -> "keep secrets";
      case FILES -> "store and read files";
      case ABILITY -> "use " + ask.name();
    };
  }

  private static String list(List<String> asks) {
    return String.join(", ", asks);
  }
}
