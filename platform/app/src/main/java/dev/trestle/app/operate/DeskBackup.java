package dev.trestle.app.operate;

import dev.trestle.app.desk.DataFolder;
import dev.trestle.app.desk.DataFolderTaken;
import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.app.progress.Progress;
import dev.trestle.app.progress.ProgressReports;
import dev.trestle.app.progress.ProgressUnit;
import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.store.log.LogBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Backs a desk up and restores it. A backup is a data folder without what can be derived: the log,
 * the uploaded files and the key file. Everything else is built from the log at the next start.
 */
public final class DeskBackup {
  /**
   * What was copied.
   *
   * @param lastSequence the last entry of the copied log
   * @param running whether a server was writing meanwhile
   */
  public record Copied(long lastSequence, long files, boolean running) {}

  private DeskBackup() {}

  /**
   * Copies a desk, running or not, into an empty folder. Files are copied behind the log, so every
   * file that the copied log names is in.
   */
  public static Copied backup(Path data, Path target, ProgressReports reports) throws IOException {
    DataPlaces from = DataPlaces.existing(data);
    DataPlaces to = empty(target);
    try (DataFolder held = DataFolder.take(data)) {
      long last;
      try (Progress progress = reports.begin("Copying the log", ProgressUnit.BYTES)) {
        last = LogBackup.restore(from.log(), Long.MAX_VALUE, to.log(), progress::at);
      }
      return new Copied(last, rest(from, to, reports), false);
    } catch (DataFolderTaken running) {
      long last;
      try (Progress progress = reports.begin("Copying the log", ProgressUnit.BYTES)) {
        last = LogBackup.beside(from.log(), to.log(), progress::at);
      }
      return new Copied(last, rest(from, to, reports), true);
    }
  }

  /**
   * Makes a data folder from a backup.
   *
   * @param toSequence the last entry to keep; {@link Long#MAX_VALUE} keeps all
   */
  public static Copied restore(Path backup, long toSequence, Path data, ProgressReports reports)
      throws IOException {
    DataPlaces from = DataPlaces.existing(backup);
    DataPlaces to = empty(data);
    long last;
    try (Progress progress = reports.begin("Restoring the log", ProgressUnit.BYTES)) {
      last = LogBackup.restore(from.log(), toSequence, to.log(), progress::at);
    } catch (LogAddressInvalid beyond) {
      throw new OperatorProblem(
          "The backup does not reach that entry: " + beyond.getMessage(), beyond);
    }
    return new Copied(last, rest(from, to, reports), false);
  }

  private static long rest(DataPlaces from, DataPlaces to, ProgressReports reports)
      throws IOException {
    FileCopies.keyFile(from.keyFile(), to.keyFile());
    try (Progress progress = reports.begin("Copying files", ProgressUnit.of("files"))) {
      return FileCopies.files(from.files(), to.files(), progress);
    }
  }

  private static DataPlaces empty(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new OperatorProblem(
            target + " is not empty. Name a folder that is empty or does not exist.");
      }
    }
    return new DataPlaces(target);
  }
}
