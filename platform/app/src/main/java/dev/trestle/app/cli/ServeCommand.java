package dev.trestle.app.cli;

import dev.trestle.app.desk.DeskSettings;
import dev.trestle.app.desk.RunningDesk;
import dev.trestle.app.desk.Software;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the desk and keeps it running until it is told to stop. */
@Command(
    name = "serve",
    description = "Start the desk on its embedded store and serve its API.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 for any free one. Default: 8080.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: 127.0.0.1, this machine only.")
  private @Nullable String host;

  @Option(
      names = "--plugin-dev",
      paramLabel = "JAR-OR-FOLDER",
      description =
          "Run this plugin as it is, unsigned, with everything it asks for, and take it up again"
              + " whenever it is built anew. For development only.")
  private @Nullable Path developed;

  @Override
  public Integer call() throws Exception {
    Map<String, String> flags = new LinkedHashMap<>();
    data.addTo(flags);
    if (port != null) {
      flags.put("server.port", port.toString());
    }
    if (host != null) {
      flags.put("server.host", host);
    }
    if (developed != null) {
      flags.put("plugins.dev", developed.toAbsolutePath().toString());
    }
    DeskSettings settings = DeskSettings.read(flags, System.getenv(), data.config());
    CountDownLatch stopped = new CountDownLatch(1);
    RunningDesk desk = RunningDesk.start(settings);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("trestle-stop")
                .unstarted(() -> {
                  desk.close();
                  stopped.countDown();
                }));
    announce(spec.commandLine().getOut(), desk, settings);
    stopped.await();
    return 0;
  }

  private static void announce(PrintWriter out, RunningDesk desk, DeskSettings settings) {
    String url = settings.url(desk.port());
    out.println();
    out.println("Trestle " + Software.version() + " is running on " + settings.data());
    out.println("  GraphQL     " + url + "/graphql");
    if (settings.graphiql()) {
      out.println("  Explorer    " + url + "/graphiql");
    }
    out.println("  Files       " + url + "/files");
    out.println("  Health      " + url + "/observe/health");
    out.println("  Metrics     " + url + "/observe/metrics");
    RunningDesk.FirstSignIn first = desk.firstSignIn();
    if (first != null) {
      out.println();
      out.println("Sign in as    " + first.email());
      out.println(
          first.oneTimePassword() == null
              ? "Password      the one given in TRESTLE_ADMIN_PASSWORD"
              : "Password      "
                  + first.oneTimePassword()
                  + "   (once; passwordChange sets your own)");
    }
    out.println();
    out.println("Stop it with Ctrl-C.");
    out.flush();
  }
}
