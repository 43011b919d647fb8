package dev.trestle.app.operate;

import dev.trestle.app.desk.DataFolder;
import dev.trestle.app.desk.DeskParts;
import dev.trestle.app.desk.SearchFeeder;
import dev.trestle.app.desk.TimeOrderedIds;
import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.app.progress.Progress;
import dev.trestle.app.progress.ProgressReports;
import dev.trestle.app.progress.ProgressUnit;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.search.LuceneSearchIndex;
import dev.trestle.search.SearchSettings;
import dev.trestle.store.graph.PageGraph;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import dev.trestle.store.log.LocalCommitLog;
import dev.trestle.store.log.LogOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Builds what is derived from the log anew: the object graph, the search index. */
public final class DeskRebuild {
  private static final Duration POLL = Duration.ofMillis(50);

  private DeskRebuild() {}

  /**
   * Rebuilds; the graph that was there is kept beside its place, as {@code graph.damaged-N}.
   *
   * @return the last entry of the log
   */
  public static long run(Path data, boolean graph, boolean index, ProgressReports reports)
      throws IOException {
    DataPlaces.existing(data);
    try (DataFolder folder = DataFolder.take(data)) {
      if (graph) {
        PageGraph.discard(folder.graph());
      }
      InstantSource clock = InstantSource.system();
      Metrics metrics = new Metrics();
      DeskOptions options =
          DeskOptions.of(
              new DeskSchema(List.of()),
              DeskParts.deciders(),
              clock,
              new TimeOrderedIds(clock, new SecureRandom()),
              metrics);
      try (PageGraph pages = PageGraph.open(folder.graph());
          LocalDesk desk = desk(folder, options, pages, graph, reports)) {
        desk.checkpoint();
        if (index) {
          index(folder, desk, metrics, reports);
        }
        return desk.snapshot().sequence();
      }
    }
  }

  private static LocalDesk desk(
      DataFolder folder,
      DeskOptions options,
      PageGraph pages,
      boolean graph,
      ProgressReports reports)
      throws IOException {
    LocalCommitLog log =
        LocalCommitLog.open(
            folder.log(), LogOptions.standard().knownDurableSequence(pages.appliedSequence()));
    String task = graph ? "Building the graph" : "Reading the log";
    try (Progress progress = reports.begin(task, ProgressUnit.of("commits"))) {
      return LocalDesk.open(options, log, pages, progress::at);
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }

  private static void index(
      DataFolder folder, LocalDesk desk, Metrics metrics, ProgressReports reports)
      throws IOException {
    long last = desk.snapshot().sequence();
    try (LuceneSearchIndex index =
            LuceneSearchIndex.open(folder.index(), () -> last, SearchSettings.USUAL);
        Progress progress = reports.begin("Building the index", ProgressUnit.of("commits"))) {
      index.rebuild();
      try (SearchFeeder feeder = new SearchFeeder(desk, index, metrics)) {
        while (index.indexedSequence() < last) {
          progress.at(index.indexedSequence(), last);
          Thread.sleep(POLL);
        }
      }
      progress.at(last, last);
      index.commit();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new OperatorProblem("Stopped before the index was built; run it again.", stopped);
    }
  }
}
