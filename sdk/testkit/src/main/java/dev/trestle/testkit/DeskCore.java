package dev.trestle.testkit;

import dev.trestle.access.SecretBox;
import dev.trestle.app.desk.DeskFiles;
import dev.trestle.app.desk.DeskParts;
import dev.trestle.app.desk.SearchFeeder;
import dev.trestle.app.plugins.PluginDesk;
import dev.trestle.app.plugins.PluginGround;
import dev.trestle.app.plugins.PluginRules;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.PluginGuards;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.desk.view.ReadMeter;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.GraphQlRequests;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.graphql.plugin.Generations;
import dev.trestle.search.LuceneSearchIndex;
import dev.trestle.search.SearchSettings;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import dev.trestle.store.log.MemoryCommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a desk a restart closes and opens again: all but its log, its files and its keys. */
final class DeskCore implements AutoCloseable {

  /**
   * What a desk finds at its start.
   *
   * @param folder for files and the search index
   */
  record Ground(
      MemoryCommitLog log,
      Path folder,
      SecretBox box,
      InstantSource clock,
      IdSource ids,
      TestNetwork network) {}

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final LocalDesk desk;
  private final FileStore files;
  private final PluginDesk plugins;
  private final SchemaEngine engine;

  DeskCore(Ground ground) throws IOException {
    Deciders deciders = DeskParts.deciders();
    Metrics metrics = new Metrics();
    PluginGuards guards = new PluginGuards();
    desk =
        keep(
            LocalDesk.open(
                DeskOptions.of(
                        new DeskSchema(List.of()), deciders, ground.clock(), ground.ids(), metrics)
                    .withGuards(guards),
                ground.log(),
                null));
    LuceneSearchIndex index =
        keep(
            LuceneSearchIndex.open(
                ground.folder().resolve("index"),
                () -> desk.snapshot().sequence(),
                SearchSettings.USUAL));
    keep(new SearchFeeder(desk, index, metrics));
    BlobStore blobs = BlobStore.open(ground.folder().resolve("files"), 64 << 20);
    files = new DeskFiles(desk, blobs, ground.ids());
    plugins =
        keep(
            new PluginDesk(
                new PluginGround(
                    desk,
                    deciders,
                    guards,
                    blobs,
                    files,
                    ground.box(),
                    new SecureRandom(),
                    ground.clock(),
                    ground.ids(),
                    metrics,
                    RULES)));
    DeskApi api = new DeskApi(desk, index, (opened, state) -> opened, "0", ReadMeter.SILENT);
    engine = plugins.start(new Generations(api, EngineLimits.DEFAULTS));
  }
}
