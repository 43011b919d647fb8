package dev.trestle.search;

import dev.trestle.domain.search.SearchUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder the index lives in: {@code index/} with Lucene's files and the list {@code clean} of
 * them, there only after an orderly close. Unless the files still are as listed, every checksum is
 * read at opening.
 */
final class IndexFolder {
  static final String SEQUENCE = "sequence";
  static final String LANGUAGES = "languages";
  static final String FORMAT = "format";

  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
  private static final String DISCARDED = "discarded-";

  /** Makes Lucene's access to a folder; tests put faults in here. */
  @FunctionalInterface
  interface Directories {
    Directory open(Path folder) throws IOException;
  }

  /**
   * @param sequence what the index holds; 0 for an empty one
   * @param discarded why an earlier index was thrown away
   */
  record Opened(
      Directory directory, long sequence, int languagesSeen, @Nullable String discarded) {}

  private final Path folder;
  private final Directories directories;

  IndexFolder(Path folder, Directories directories) {
    this.folder = folder;
    this.directories = directories;
  }

  private Path index() {
    return folder.resolve("index");
  }

  private Path clean() {
    return folder.resolve("clean");
  }

  /** Opens what is there if it is sound and not ahead of the log, else an empty index. */
  Opened open(long durableSequence) throws IOException {
    Files.createDirectories(index());
    deleteDiscarded();
    // Bytes, since a damaged mark need not be text.
    boolean closedCleanly =
        Files.exists(clean())
            && Arrays.equals(
                Files.readAllBytes(clean()), listing().getBytes(StandardCharsets.UTF_8));
    Files.deleteIfExists(clean());
    Directory directory = directories.open(index());
    try {
      directory.obtainLock(IndexWriter.WRITE_LOCK_NAME).close();
    } catch (LockObtainFailedException e) {
      directory.close();
      throw new SearchUnavailable(
          SearchUnavailable.Reason.LOCKED, "Another process holds " + index(), e);
    }
    String problem;
    try {
      if (isEmpty()) {
        return new Opened(directory, 0, 0, null);
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        Map<String, String> data = reader.getIndexCommit().getUserData();
        problem = objection(data, durableSequence);
        if (problem == null) {
          if (!closedCleanly) {
            verify(reader);
          }
          return new Opened(directory, sequence(data), number(data, LANGUAGES), null);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Damaged files make Lucene throw nearly anything; whatever it is, the index can be built
      // anew.
      LOG.warn("The search index cannot be read", e);
      problem = "it cannot be read: " + e;
    }
    directory.close();
    discard(problem);
    return new Opened(directories.open(index()), 0, 0, problem);
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(index())) {
      return files.allMatch(f -> f.endsWith(IndexWriter.WRITE_LOCK_NAME));
    }
  }

  private static @Nullable String objection(Map<String, String> data, long durableSequence) {
    if (!Fields.FORMAT.equals(data.get(FORMAT))) {
      return "it has format " + data.get(FORMAT) + ", not " + Fields.FORMAT;
    }
    long sequence = sequence(data);
    return sequence > durableSequence
        ? "it holds entry " + sequence + ", the log ends at " + durableSequence
        : null;
  }

  private static long sequence(Map<String, String> data) {
    return Long.parseLong(data.getOrDefault(SEQUENCE, "0"));
  }

  private static int number(Map<String, String> data, String key) {
    return Integer.parseInt(data.getOrDefault(key, "0"));
  }

  private static void verify(DirectoryReader reader) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      if (leaf.reader() instanceof CodecReader segment) {
        segment.checkIntegrity();
      }
    }
  }

  void markClean() throws IOException {
    Files.writeString(clean(), listing());
  }

  /** Names, sizes and times of the index's files. */
  private String listing() throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(index())) {
      for (Path file : files.sorted().toList()) {
        if (!file.endsWith(IndexWriter.WRITE_LOCK_NAME)) {
          lines.append(file.getFileName()).append(' ').append(Files.size(file));
          lines.append(' ').append(Files.getLastModifiedTime(file)).append('\n');
        }
      }
    }
    return lines.toString();
  }

  /** Moves the index aside in one step, then deletes it. */
  void discard(String why) throws IOException {
    LOG.warn("Discarding the search index because {}", why);
    Files.deleteIfExists(clean());
    for (int n = 1; ; n++) {
      Path aside = folder.resolve(DISCARDED + n);
      if (Files.notExists(aside)) {
        Files.move(index(), aside, StandardCopyOption.ATOMIC_MOVE);
        break;
      }
    }
    Files.createDirectories(index());
    deleteDiscarded();
  }

  private void deleteDiscarded() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry :
          entries.filter(e -> e.getFileName().toString().startsWith(DISCARDED)).toList()) {
        delete(entry);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
