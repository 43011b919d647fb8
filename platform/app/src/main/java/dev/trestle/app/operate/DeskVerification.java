package dev.trestle.app.operate;

import dev.trestle.app.desk.DataFolder;
import dev.trestle.app.progress.Progress;
import dev.trestle.app.progress.ProgressReports;
import dev.trestle.app.progress.ProgressUnit;
import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.graph.GraphException;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.store.blobs.Blob;
import dev.trestle.store.blobs.BlobRefused;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.graph.PageGraph;
import dev.trestle.store.kernel.GraphCheck;
import dev.trestle.store.kernel.Replay;
import dev.trestle.store.log.LogVerifier;
import dev.trestle.store.log.ReadOnlyLog;
import dev.trestle.store.log.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a stopped desk, or a backup, completely: log, graph against log, files against records.
 */
public final class DeskVerification {
  private static final String REBUILD =
      " Nothing is lost: run \"rebuild --graph\", or just start the desk, which builds it anew.";

  private final DataPlaces places;
  private final ProgressReports reports;
  private final DeskSchema schema = new DeskSchema(List.of());
  private final List<String> problems = new ArrayList<>();
  private long graphSequence = -1;
  private long graphRecords;
  private long files;
  private long loose;

  private DeskVerification(DataPlaces places, ProgressReports reports) {
    this.places = places;
    this.reports = reports;
  }

  /**
   * Checks a folder.
   *
   * @throws dev.trestle.app.desk.DataFolderTaken when a running desk uses it
   */
  public static VerifyFindings run(Path data, ProgressReports reports) throws IOException {
    DataPlaces places = DataPlaces.existing(data);
    if (!Files.isWritable(data)) {
      return new DeskVerification(places, reports).check();
    }
    try (DataFolder held = DataFolder.take(data)) {
      return new DeskVerification(places, reports).check();
    }
  }

  private VerifyFindings check() throws IOException {
    VerifyReport log;
    try (Progress progress = reports.begin("Checking the log", ProgressUnit.BYTES)) {
      log = LogVerifier.verify(places.log(), 0, progress::at);
    }
    log.problem().ifPresent(damaged -> problems.add(String.valueOf(damaged.getMessage())));
    if (log.isSound()) {
      ReadOnlyLog sound = ReadOnlyLog.open(places.log());
      checkGraph(sound);
      checkFiles(sound);
    }
    return new VerifyFindings(
        log.entries(),
        log.erased(),
        log.tornBytes(),
        graphSequence,
        graphRecords,
        files,
        loose,
        problems);
  }

  private void checkGraph(ReadOnlyLog log) {
    if (!Files.isDirectory(places.graph())) {
      return;
    }
    try (PageGraph graph = PageGraph.open(places.graph());
        Progress progress =
            reports.begin("Comparing the graph with the log", ProgressUnit.of("commits"))) {
      GraphCheck.Report report = GraphCheck.run(schema, log, graph, progress::at);
      graphSequence = report.sequence();
      graphRecords = report.records();
      report
          .difference()
          .ifPresent(difference ->
              problems.add(
                  "The object graph in "
                      + places.graph()
                      + " is not what the log says. "
                      + difference
                      + REBUILD));
    } catch (GraphException | CodecException damaged) {
      problems.add(damaged.getMessage() + "." + REBUILD);
    }
  }

  private void checkFiles(ReadOnlyLog log) {
    State state;
    try (Progress progress = reports.begin("Reading the log", ProgressUnit.of("commits"))) {
      state = new Replay(schema, log).fromStart(progress::at);
    }
    Map<String, Attachment> named = new LinkedHashMap<>();
    state.table(Tables.ATTACHMENTS).forEach(file -> named.put(file.sha256(), file));
    if (!Files.isDirectory(places.files())) {
      if (!named.isEmpty()) {
        problems.add(
            "The folder of uploaded files, "
                + places.files()
                + ", is missing. Put it back from a"
                + " backup.");
      }
      return;
    }
    BlobStore blobs = BlobStore.open(places.files(), Long.MAX_VALUE);
    try (Progress progress = reports.begin("Checking files", ProgressUnit.of("files"))) {
      for (Attachment file : named.values()) {
        check(blobs, file);
        progress.at(++files, named.size());
      }
    }
    blobs.forEach(blob -> loose += named.containsKey(blob.sha256()) ? 0 : 1);
  }

  private void check(BlobStore blobs, Attachment file) {
    try {
      Blob blob = blobs.verify(file.sha256());
      if (blob.size() != file.sizeBytes()) {
        problems.add(
            "The file "
                + blobs.path(file.sha256())
                + " has "
                + blob.size()
                + " bytes, its record"
                + " says "
                + file.sizeBytes()
                + ". Put it back from a backup.");
      }
    } catch (BlobRefused trouble) {
      problems.add(
          trouble.getMessage()
              + " It is \""
              + file.fileName()
              + "\" of ticket "
              + file.ticketId()
              + ". Put it back from a backup.");
    }
  }
}
