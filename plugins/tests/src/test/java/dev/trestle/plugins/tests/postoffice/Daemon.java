package dev.trestle.plugins.tests.postoffice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs in the foreground, in a session of its own, and can be stopped and started.
 */
final class Daemon implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_MILLIS = 20;

  private final List<String> command;
  private final Path log;
  private final List<Integer> ports;
  private @Nullable Process process;

  /** A test that is stopped from outside leaves no server behind. */
  private final Thread last = new Thread(this::close);

  /**
   * @param ports it is up when it listens at all of them
   */
  Daemon(List<String> command, Path log, List<Integer> ports) {
    this.command = new ArrayList<>(List.of("setsid"));
    this.command.addAll(command);
    this.log = log;
    this.ports = List.copyOf(ports);
    Runtime.getRuntime().addShutdownHook(last);
  }

  synchronized void start() throws IOException, InterruptedException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process = started;
    long begun = System.nanoTime();
    for (int port : ports) {
      while (!listens(port)) {
        if (!started.isAlive() || System.nanoTime() - begun > PATIENCE_NANOS) {
          throw new IOException(command + " does not listen at " + port + "; see " + log);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /** Stops it as an operator does, and waits until it is gone with all its children. */
  synchronized void stop() throws InterruptedException {
    Process running = process;
    process = null;
    if (running != null) {
      List<ProcessHandle> children = running.descendants().toList();
      running.destroy();
      if (!running.waitFor(30, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
      for (ProcessHandle child : children) {
        child.destroy();
      }
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
