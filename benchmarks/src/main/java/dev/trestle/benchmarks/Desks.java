package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.DeskData;
import dev.trestle.benchmarks.desk.Seeding;
import dev.trestle.benchmarks.desk.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Desks of any size: filled once, kept under the target folder, copied for each run. */
final class Desks {
  private static final String EMAIL = "admin@desk.example";
  private static final String PASSWORD = "benchmarks-2026-correct-horse";
  private static final int ONE_BY_ONE_MAX = 200_000;

  /** How the desk's Java is started. */
  enum Way {
    /** {@code java -jar} on the jar where the build left it, with what lies beside it. */
    JAR("java -jar"),
    /** As {@code ./mvnw -Prun} does. */
    RUN("mvnw -Prun"),
    /** {@code java -jar} on the jar alone, as somebody who copied only that. */
    ALONE("jar alone");

    private final String label;

    Way(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  private final Path work;
  private final Path jar;
  private final List<String> moreOptions;
  private final DeskData data = new DeskData();

  Desks(Path work, Path jar, String moreOptions) {
    this.work = work;
    this.jar = jar;
    this.moreOptions = moreOptions.isBlank() ? List.of() : List.of(moreOptions.split(" "));
  }

  DeskData data() {
    return data;
  }

  Path work() {
    return work;
  }

  /** Starts a desk on a copy of one with so many tickets. */
  ServerProcess start(int tickets) {
    return startIn(copy(tickets));
  }

  /** Starts a desk on this folder, as {@code ./mvnw -Prun} does. */
  ServerProcess startIn(Path folder) {
    return startIn(folder, Way.RUN, Map.of());
  }

  /** Starts a desk on this folder, with further settings in its environment. */
  ServerProcess startIn(Path folder, Way way, Map<String, String> settings) {
    List<String> program = new ArrayList<>();
    if (way == Way.RUN) {
      program.add("@" + jar.resolveSibling("trestle.options"));
      program.add("-XX:AOTCache=" + jar.resolveSibling("trestle.aot"));
    }
    program.addAll(moreOptions);
    program.add("-jar");
    program.add((way == Way.ALONE ? jarAlone() : jar).toString());
    program.addAll(List.of("serve", "--port", "0", "--data", folder.toString()));
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("TRESTLE_ADMIN_EMAIL", EMAIL);
    environment.put("TRESTLE_ADMIN_PASSWORD", PASSWORD);
    environment.put("TRESTLE_LIMITS_VIEWER_RATE", "0");
    environment.put("TRESTLE_LIMITS_ADDRESS_RATE", "0");
    return ServerProcess.start(work.resolve(folder.getFileName() + ".out"), environment, program);
  }

  private Path jarAlone() {
    try {
      Path folder = Files.createDirectories(work.resolve("alone"));
      return Files.copy(
          jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot copy " + jar, failed);
    }
  }

  DeskApi signIn(ServerProcess server) {
    return new DeskApi(server.port(), null).signedIn(EMAIL, PASSWORD);
  }

  /** An empty folder for a new desk. */
  Path fresh(String name) {
    Path folder = work.resolve(name);
    delete(folder);
    return folder;
  }

  /** A fresh copy of a desk with so many tickets, which is made when there is none yet. */
  Path copy(int tickets) {
    return copy(tickets, "run");
  }

  /** The same under another name, so that two can run. */
  Path copy(int tickets, String name) {
    Path seeded = seeded(tickets);
    Path copy = fresh(name + "-" + tickets);
    try (var files = Files.walk(seeded)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(seeded.relativize(file).toString());
        Files.createDirectories(Files.isDirectory(file) ? target : target.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(
              file,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
      return copy;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot copy " + seeded, failed);
    }
  }

  private Path seeded(int tickets) {
    Path folder = work.resolve("desk-" + tickets);
    Path done = work.resolve("desk-" + tickets + ".done");
    String edition = edition();
    String filledBy = read(done);
    if (edition.equals(filledBy)) {
      return folder;
    }
    if (filledBy == null) {
      fill(folder, tickets);
    } else {
      System.err.println("Bringing the desk of " + tickets + " tickets up to date ...");
    }
    // A start that still has an old index to bring up to date, or to make anew for a newer jar,
    // would be measured as a part of whatever comes first.
    try (ServerProcess server = startIn(folder)) {
      server.awaitIndexed();
    }
    try {
      Files.writeString(done, edition);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + done, failed);
    }
    return folder;
  }

  private void fill(Path folder, int tickets) {
    delete(folder);
    System.err.println("Filling a desk with " + tickets + " tickets of three messages each ...");
    try (ServerProcess server = startIn(folder)) {
      Seeding seeding = new Seeding(server.port(), () -> signIn(server), data);
      seeding.parties();
      double rate =
          tickets <= ONE_BY_ONE_MAX ? seeding.tickets(tickets) : seeding.imported(tickets);
      System.err.printf("... %,.1f requests/s%n", rate);
      server.awaitIndexed();
    }
  }

  /** Tells one build of the jar from another. */
  private String edition() {
    try (InputStream in = Files.newInputStream(jar)) {
      CRC32C sum = new CRC32C();
      byte[] part = new byte[1 << 16];
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        sum.update(part, 0, count);
      }
      return Files.size(jar) + "-" + Long.toHexString(sum.getValue());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + jar, failed);
    }
  }

  private static @Nullable String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : null;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file, failed);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot delete " + folder, failed);
    }
  }
}
