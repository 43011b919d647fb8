package dev.trestle.benchmarks.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, started the way the README says. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
  private static final long START_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long LOOK_EVERY_MILLIS = 5;
  private static final long INDEX_NANOS = TimeUnit.MINUTES.toNanos(60);
  private static final long LOOK_AT_INDEX_EVERY_MILLIS = 500;

  private static final Pattern ALLOCATED = Pattern.compile(" allocated=(\\d+)([BKMG]) ");

  private final Process process;
  private final Path log;
  private final int port;

  private ServerProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts the program and waits until it prints its address. */
  public static ServerProcess start(
      Path log, Map<String, String> environment, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = builder.start();
      long started = System.nanoTime();
      while (System.nanoTime() - started < START_NANOS) {
        Matcher address = PORT.matcher(Files.readString(log));
        if (address.find()) {
          return new ServerProcess(process, log, Integer.parseInt(address.group(1)));
        }
        if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("the server ended: " + Files.readString(log));
        }
      }
      process.destroyForcibly();
      throw new IllegalStateException("the server prints no address: " + Files.readString(log));
    } catch (IOException failed) {
      throw new UncheckedIOException("the server cannot be started", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server started", stopped);
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public Usage usage() {
    return Usage.of(process.pid());
  }

  public long residentBytes() {
    return Usage.residentBytes(process.pid());
  }

  /** Waits until the search index has taken in all that was committed. */
  public void awaitIndexed() {
    long started = System.nanoTime();
    try {
      while (System.nanoTime() - started < INDEX_NANOS) {
        if (metric("trestle_index_behind") == 0) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AT_INDEX_EVERY_MILLIS);
      }
      throw new IllegalStateException("the index does not catch up");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the index caught up", stopped);
    }
  }

  /** A figure of the server's metrics that has no labels. */
  public double metric(String name) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest metrics =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics"))
              .build();
      String text = client.send(metrics, HttpResponse.BodyHandlers.ofString()).body();
      Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(text);
      if (!line.find()) {
        throw new IllegalStateException("the server does not tell " + name);
      }
      return Double.parseDouble(line.group(1));
    } catch (IOException failed) {
      throw new UncheckedIOException("the server's metrics cannot be read", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading metrics", stopped);
    }
  }

  /** What it printed so far. */
  public String printed() {
    try {
      return Files.readString(log);
    } catch (IOException failed) {
      throw new UncheckedIOException("the server's output cannot be read", failed);
    }
  }

  /** Bytes in use on the heap after a full collection. */
  public long heapAfterCollection() {
    jcmd("GC.run");
    jcmd("GC.run");
    Matcher used = Pattern.compile("(?:used|Used)[ :]+(\\d+)K").matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("jcmd says nothing about the heap");
    }
    return Long.parseLong(used.group(1)) * 1024;
  }

  /** Bytes that its living threads have allocated on the heap so far. */
  public long allocatedBytes() {
    long bytes = 0;
    Matcher thread = ALLOCATED.matcher(jcmd("Thread.print", "-e"));
    while (thread.find()) {
      bytes += Long.parseLong(thread.group(1)) << (10 * "BKMG".indexOf(thread.group(2)));
    }
    if (bytes == 0) {
      throw new IllegalStateException("jcmd says nothing about what threads allocate");
    }
    return bytes;
  }

  private String jcmd(String... what) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(String.valueOf(process.pid()));
    command.addAll(List.of(what));
    try {
      Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("jcmd cannot be run", failed);
    }
  }

  /** Stops it the way an operator does, and waits until it is gone. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server does not stop: " + printed());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
