package dev.trestle.testkit;

import dev.trestle.access.SecretBox;
import dev.trestle.app.desk.DeskFiles;
import dev.trestle.app.desk.DeskParts;
import dev.trestle.app.desk.SearchFeeder;
import dev.trestle.app.plugins.BundledPlugins;
import dev.trestle.app.plugins.PluginDesk;
import dev.trestle.app.plugins.PluginGround;
import dev.trestle.app.plugins.PluginRules;
import dev.trestle.app.plugins.net.Reach;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.directory.SetUpDesk;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.files.FileDownload;
import dev.trestle.domain.files.FileRefused;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.files.FileUpload;
import dev.trestle.domain.files.FileWish;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.PluginGuards;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.plugin.work.PluginCompanions;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.desk.view.ReadMeter;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.GraphQlRequests;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.http.plugins.PluginAddresses;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.search.LuceneSearchIndex;
import dev.trestle.search.SearchSettings;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import dev.trestle.store.log.MemoryCommitLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a desk a restart closes and opens again: all but its log, its files and its keys. */
final class DeskCore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskCore.class);

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
      TestNetwork network,
      TestDisk disk) {}

  private static final long FILE_BYTES_MAX = 64 << 20;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final LocalDesk desk;
  private final BlobStore blobs;
  private final FileStore files;
  private final PluginDesk plugins;
  private final SchemaEngine engine;

  DeskCore(Ground ground) throws IOException {
    Deciders deciders = DeskParts.deciders();
    Metrics metrics = new Metrics();
    PluginGuards guards = new PluginGuards();
    PluginCompanions companions = new PluginCompanions();
    desk =
        keep(
            LocalDesk.open(
                DeskOptions.of(
                        new DeskSchema(List.of()), deciders, ground.clock(), ground.ids(), metrics)
                    .withGuards(guards)
                    .withCompanions(companions),
                ground.log(),
                null));
    LuceneSearchIndex index =
        keep(
            LuceneSearchIndex.open(
                ground.folder().resolve("index"),
                () -> desk.snapshot().sequence(),
                SearchSettings.USUAL));
    keep(new SearchFeeder(desk, index, metrics));
    blobs =
        BlobStore.open(
            ground.folder().resolve("files"), FILE_BYTES_MAX, ground.disk().asBlobDisk());
    files = new DeskFiles(desk, blobs, ground.ids());
    plugins =
        keep(
            new PluginDesk(
                new PluginGround(
                    desk,
                    deciders,
                    guards,
                    companions,
                    blobs,
                    files,
                    ground.box(),
                    new SecureRandom(),
                    ground.clock(),
                    ground.ids(),
                    metrics,
                    new PluginRules(true, Set.of(), Reach.PUBLIC_ONLY, null),
                    BundledPlugins.none(),
                    hosts -> ground.network())));
    DeskApi api =
        new DeskApi(
            desk,
            index,
            (viewer, state) -> viewer,
            null,
            token -> Viewer.ANONYMOUS,
            "0",
            ReadMeter.SILENT,
            plugins::administration);
    engine = plugins.start(api, EngineLimits.DEFAULTS);
  }

  private <T extends AutoCloseable> T keep(T part) {
    opened.push(part);
    return part;
  }

  /** Makes the empty desk usable; nobody signs in by password here. */
  void setUp() {
    requireDone(
        desk.execute(
            new SetUpDesk("Test desk", "Ada", "ada@desk.example", "-", false, "UTC"),
            new Envelope(Parties.DESK, null, 0, false, null)));
  }

  Agent firstAgent() {
    Table<Agent> agents = desk.snapshot().table(Tables.AGENTS);
    return agents.require(agents.live().nextSlot(0));
  }

  Role role(String key) {
    return Parties.role(desk.snapshot(), key);
  }

  long sequence() {
    return desk.snapshot().sequence();
  }

  Reply ask(UUID who, String document, Map<String, @Nullable Object> variables) {
    Viewer viewer = Parties.viewer(desk.snapshot(), who);
    byte[] answer =
        engine
            .execute(
                GraphQlRequest.of(document, variables),
                DeskApi.context(desk, viewer, "test").build())
            .bytes();
    return Reply.of(GraphQlRequests.parseObject(answer));
  }

  /** Uploads a plugin's jar as this agent. */
  UUID upload(UUID who, PluginUnderTest plugin) {
    return upload(who, plugin.id() + ".jar", "application/java-archive", plugin.jar());
  }

  UUID upload(UUID who, String name, String mediaType, byte[] content) {
    try (FileUpload upload =
        files.begin(
            Parties.viewer(desk.snapshot(), who), new FileWish(name, mediaType, content.length))) {
      upload.write(content, 0, content.length);
      return UUID.fromString(upload.finish().attachmentId());
    }
  }

  /** What this person gets when it fetches a file; null when it may not, or there is none. */
  byte @Nullable [] file(UUID who, String id) {
    try (FileDownload download = files.open(Parties.viewer(desk.snapshot(), who), id)) {
      byte[] content = new byte[Math.toIntExact(download.file().size())];
      int read = 0;
      while (read < content.length) {
        int n = download.read(read, content, read, content.length - read);
        if (n < 0) {
          throw new AssertionError("the file " + id + " ended before its size");
        }
        read += n;
      }
      return content;
    } catch (FileRefused refused) {
      if (refused.reason() == FileRefused.Reason.NOT_FOUND) {
        return null;
      }
      throw refused;
    }
  }

  /** The addresses of all files on disk, whether or not anything names them. */
  List<String> filesOnDisk() {
    List<String> found = new ArrayList<>();
    blobs.forEach(blob -> found.add(blob.sha256()));
    return found;
  }

  /** Has a plugin answer a call from outside; null when none does at this address. */
  Endpoint.@Nullable Reply call(
      String pluginId, String method, String path, Map<String, String> headers, InputStream content)
      throws IOException {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    try (PluginAddresses.Place place = plugins.addresses().find(pluginId, method, path)) {
      return place == null
          ? null
          : place.answer(
              new PluginAddresses.Incoming(
                  path,
                  Map.of(),
                  byName::get,
                  place.streamed() ? new byte[0] : content.readAllBytes(),
                  content,
                  "test"));
    }
  }

  /** Does what an administrator wants done about plugins; the reasons when it was refused. */
  List<String> carryOut(UUID who, PluginWish wish) {
    Viewer viewer = Parties.viewer(desk.snapshot(), who);
    return plugins
        .administration()
        .carryOut(wish, new Envelope(viewer, null, 0, false, "test"))
        .problems()
        .stream()
        .map(problem -> problem.code() + ": " + problem.message())
        .toList();
  }

  boolean quiet() {
    return plugins.quiet();
  }

  /** When something falls due next after this time; null when nothing does. */
  @Nullable Instant nextDue(Instant now) {
    State state = desk.snapshot();
    LongStream timers =
        LongStream.concat(
            all(state.table(Tables.TIMERS)).mapToLong(Timer::dueAtMillis), wakings(state));
    LongStream deliveries =
        all(state.table(Tables.OUTBOX))
            .filter(entry -> entry.state() == OutboxState.PENDING)
            .mapToLong(OutboxEntry::nextAttemptAtMillis);
    OptionalLong next =
        LongStream.concat(timers, deliveries).filter(due -> due > now.toEpochMilli()).min();
    return next.isPresent() ? Instant.ofEpochMilli(next.getAsLong()) : null;
  }

  /** When records are due that are their own timers, of whichever plugin. */
  private static LongStream wakings(State state) {
    LongStream all = LongStream.empty();
    for (Table<?> table : state.pluginTables()) {
      PluginTable definition = table.schema().definition();
      List<PluginTable.Index> indexes = definition == null ? List.of() : definition.indexes();
      for (PluginTable.Index index : indexes) {
        if (index.name().equals(RecordType.WAKING_INDEX)) {
          all =
              LongStream.concat(
                  all,
                  all(state.pluginTable(table.schema().name()))
                      .map(record -> NeutralSchema.value(record, index.parts().getFirst()))
                      .filter(Instant.class::isInstance)
                      .mapToLong(due -> ((Instant) due).toEpochMilli()));
        }
      }
    }
    return all;
  }

  private static <R extends Stored> Stream<R> all(Table<R> table) {
    List<R> records = new ArrayList<>();
    SlotSet live = table.live();
    for (int slot = live.nextSlot(0); slot >= 0; slot = live.nextSlot(slot + 1)) {
      records.add(table.require(slot));
    }
    return records.stream();
  }

  /** Everything that happened, from the first commit on. */
  List<Happened> happened() {
    List<Happened> all = new ArrayList<>();
    try (CommitFeed feed = desk.feed(0)) {
      for (Commit commit = feed.next(Duration.ZERO);
          commit != null;
          commit = feed.next(Duration.ZERO)) {
        List<TimelineEntry> entries = commit.encoded().changeSet().entries();
        for (int ordinal = 0; ordinal < entries.size(); ordinal++) {
          if (entries.get(ordinal) instanceof Event event) {
            all.add(happened(commit.sequence(), ordinal, event));
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was stopped", stopped);
    }
    return all;
  }

  private static Happened happened(long sequence, int ordinal, Event event) {
    return new Happened(
        sequence,
        ordinal,
        event.type(),
        event.recordType(),
        event.recordId(),
        event.ticketId(),
        Instant.ofEpochMilli(event.atMillis()),
        event.actorName(),
        event.changes().stream()
            .map(change -> change.field() + ": " + change.before() + " -> " + change.after())
            .toList(),
        event.reason());
  }

  private static void requireDone(Outcome outcome) {
    if (!outcome.done()) {
      throw new AssertionError("refused: " + outcome.problems());
    }
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception trouble) {
        // A desk whose disk broke cannot close in good order; that is what the test is about.
        LOG.info("A part of the test desk did not close in good order.", trouble);
      }
    }
  }
}
