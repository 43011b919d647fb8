package dev.trestle.app.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A desk in a process of its own, as an operator starts it. */
public final class ChildDesk implements AutoCloseable {
  public static final String EMAIL = "ada@desk.example";
  public static final String PASSWORD = "a long first password";
  private static final Pattern URL = Pattern.compile("GraphQL\\s+(http://\\S+)/graphql");
  private static final long PATIENCE_SECONDS = 120;

  /** The jar to run, for campaigns that are told of one; else the classes of this build run. */
  private static final @Nullable String JAR = System.getProperty("trestle.jar");

  private final Process process;
  private final StringBuffer output = new StringBuffer();
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private final Thread reader;

  private ChildDesk(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  /** Starts it and returns at once. */
  public static ChildDesk launch(Path data, Map<String, String> environment) throws IOException {
    return launch(List.of("serve", "--data", data.toString(), "--port", "0"), data, environment);
  }

  /** Runs any command of the program. */
  public static ChildDesk launch(List<String> arguments, Path data, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAR == null ? fromClasses() : List.of("-jar", JAR));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("TRESTLE_"));
    builder.environment().put("TRESTLE_ADMIN_EMAIL", EMAIL);
    builder.environment().put("TRESTLE_ADMIN_PASSWORD", PASSWORD);
    builder.environment().putAll(environment);
    return new ChildDesk(builder.start());
  }

  private static List<String> fromClasses() {
    return List.of(
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "dev.trestle.app.Main");
  }

  /** Starts it and waits until it answers. */
  public static ChildDesk start(Path data, Map<String, String> environment) throws IOException {
    ChildDesk desk = launch(data, environment);
    desk.url();
    return desk;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        Matcher found = URL.matcher(line);
        if (found.find()) {
          url.complete(found.group(1));
        }
      }
    } catch (IOException gone) {
      output.append(gone).append('\n');
    }
    url.completeExceptionally(new IllegalStateException("it ended:\n" + output));
  }

  /** Where it listens; fails when it ends instead. */
  public String url() {
    try {
      return url.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException trouble) {
      process.destroyForcibly();
      throw new AssertionError("The desk did not start.\n" + output, trouble);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  public long pid() {
    return process.pid();
  }

  public DeskClient admin() {
    return DeskClient.anonymous(url()).signIn(EMAIL, PASSWORD);
  }

  /** All it has printed. */
  public String output() {
    return output.toString();
  }

  /** SIGKILL: nothing of it runs any more when this returns. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** SIGTERM, as a service manager sends it; the exit code. */
  public int stop() {
    process.destroy();
    return exitCode();
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("It does not end.\n" + output);
      }
      reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
