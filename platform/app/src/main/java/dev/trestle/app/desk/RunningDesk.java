package dev.trestle.app.desk;

import dev.trestle.access.Access;
import dev.trestle.access.HttpJwksFetcher;
import dev.trestle.access.KeyFile;
import dev.trestle.access.PosixKeyFile;
import dev.trestle.access.SecretBox;
import dev.trestle.access.SecretKeys;
import dev.trestle.app.plugins.BundledPlugins;
import dev.trestle.app.plugins.PluginDesk;
import dev.trestle.app.plugins.PluginGround;
import dev.trestle.app.plugins.net.GuardedNetwork;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.PluginGuards;
import dev.trestle.domain.plugin.work.PluginCompanions;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.search.SearchStatus;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.http.HttpDesk;
import dev.trestle.http.HttpServer;
import dev.trestle.http.HttpSettings;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.graphql.GetQueries;
import dev.trestle.http.observe.Health;
import dev.trestle.search.LuceneSearchIndex;
import dev.trestle.search.SearchSettings;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A desk that serves: everything opened in order, and closed in the opposite one. */
public final class RunningDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningDesk.class);

  /**
   * How to sign in for the first time.
   *
   * @param oneTimePassword null when the operator gave one
   */
  public record FirstSignIn(String email, @Nullable String oneTimePassword) {
    @Override
    public String toString() {
      return "FirstSignIn[email=" + email + "]";
    }
  }

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final DeskSettings settings;
  private @Nullable HttpServer server;
  private @Nullable LocalDesk desk;
  private @Nullable FirstSignIn firstSignIn;
  private @Nullable PluginAdministration administration;
  private @Nullable SchemaEngine engine;

  private final InstantSource clock;
  private final BundledPlugins bundled;

  private RunningDesk(DeskSettings settings, InstantSource clock, BundledPlugins bundled) {
    this.settings = settings;
    this.clock = clock;
    this.bundled = bundled;
  }

  /** Opens everything and starts to answer. */
  public static RunningDesk start(DeskSettings settings) throws IOException {
    return start(settings, InstantSource.system());
  }

  /** The same under another clock. */
  public static RunningDesk start(DeskSettings settings, InstantSource clock) throws IOException {
    return start(settings, clock, BundledPlugins.ofDesk());
  }

  /** The same with other plugins in place of those in the desk's jar. */
  public static RunningDesk start(
      DeskSettings settings, InstantSource clock, BundledPlugins bundled) throws IOException {
    RunningDesk running = new RunningDesk(settings, clock, bundled);
    try {
      running.open();
      return running;
    } catch (IOException | RuntimeException failed) {
      running.close();
      throw failed;
    }
  }

  private void open() throws IOException {
    SecureRandom random = new SecureRandom();
    IdSource ids = new TimeOrderedIds(clock, random);
    Metrics metrics = new Metrics();
    DataFolder folder = keep(DataFolder.take(settings.data()));
    Deciders deciders = DeskParts.deciders();
    DeskSchema schema = new DeskSchema(List.of());
    PluginGuards guards = new PluginGuards();
    PluginCompanions companions = new PluginCompanions();
    OpenDesk storage =
        keep(
            OpenDesk.open(
                folder,
                DeskOptions.of(schema, deciders, clock, ids, metrics)
                    .withGuards(guards)
                    .withCompanions(companions)
                    .withCheckpointEvery(settings.every("graph.checkpoint", "PT10S"))));
    LocalDesk local = storage.desk();
    desk = local;
    measureLog(storage, metrics);
    LuceneSearchIndex index =
        keep(
            LuceneSearchIndex.open(
                folder.index(), () -> local.log().durableSequence(), SearchSettings.USUAL));
    keep(new SearchFeeder(local, index, metrics, settings.every("search.commit", "PT30S")));
    BlobStore blobs = BlobStore.open(folder.files(), settings.fileBytesMax());
    SecretKeys keys = secretKeys(folder, random);
    Access access =
        Access.open(
            settings.access(),
            keys,
            clock,
            random,
            ids,
            HttpJwksFetcher.strict(Duration.ofSeconds(5)));
    Entrance entrance = keep(new Entrance(local, access, clock, ids));
    firstSignIn = entrance.open(settings);
    keep(new TimerService(local, clock));
    DeskFiles files = new DeskFiles(local, blobs, ids);
    PluginDesk plugins =
        keep(
            new PluginDesk(
                new PluginGround(
                    local,
                    deciders,
                    guards,
                    companions,
                    blobs,
                    files,
                    new SecretBox(keys, random),
                    random,
                    clock,
                    ids,
                    metrics,
                    settings.pluginRules(),
                    bundled,
                    GuardedNetwork.within(settings.pluginRules().reach()))));
    administration = plugins.administration();
    DeskApi api =
        DeskParts.api(local, TimedSearch.of(index, metrics), entrance, plugins.administration());
    SchemaEngine started =
        plugins.start(api, EngineLimits.DEFAULTS.withIntrospection(settings.introspection()));
    engine = started;
    HttpDesk http =
        new HttpDesk(
            started,
            (viewer, traceId) -> DeskParts.context(local, viewer, traceId),
            entrance,
            files,
            plugins.addresses(),
            health(local, index),
            metrics,
            entrance::jwks,
            ids,
            System::nanoTime);
    server = keep(HttpServer.start(http, httpSettings()));
  }

  static SecretKeys secretKeys(DataFolder folder, SecureRandom random) throws IOException {
    try {
      return KeyFile.open(new PosixKeyFile(folder.keyFile()), random);
    } catch (SecretKeys.UnreadableKeyFile damaged) {
      throw new IOException(
          "The key file "
              + folder.keyFile()
              + " cannot be read. Put it back from a backup; without it nobody can sign in.",
          damaged);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    opened.push(part);
    return part;
  }

  private HttpSettings httpSettings() {
    return HttpSettings.defaults()
        .withAddress(settings.host(), settings.port())
        .withLimits(settings.requestBytesMax(), settings.uploadBytesMax(), settings.requestsMax())
        .withRates(
            new Admission.Rates(
                settings.viewerRate(),
                2 * settings.viewerRate(),
                settings.addressRate(),
                2 * settings.addressRate()))
        .withDoors(GetQueries.GUARDED, settings.graphiql(), Set.copyOf(settings.origins()))
        .withProxies(Set.copyOf(settings.proxies()));
  }

  private static void measureLog(OpenDesk storage, Metrics metrics) {
    var commits = metrics.counter("trestle_log_commits_total", "Commits written to the log.");
    var bytes = metrics.counter("trestle_log_bytes_total", "Bytes written to the log.");
    var write = metrics.timing("trestle_log_write_seconds", "Writing one group of commits.");
    var force = metrics.timing("trestle_log_fsync_seconds", "Forcing one group to disk.");
    storage
        .log()
        .meter((count, written, writeNanos, forceNanos) -> {
          commits.add(count);
          bytes.add(written);
          write.recordNanos(writeNanos);
          force.recordNanos(forceNanos);
        });
  }

  private static Health health(LocalDesk desk, LuceneSearchIndex index) {
    return () -> {
      String trouble = desk.trouble();
      SearchStatus search = index.status();
      return List.of(
          new Health.Check(
              "log", trouble.isEmpty(), trouble.isEmpty() ? "Writes reach the disk." : trouble),
          new Health.Check(
              "search",
              search.healthy(),
              search.failure() == null
                  ? "The index is at entry " + search.indexedSequence() + "."
                  : search.failure()));
    };
  }

  /** The port it listens on. */
  public int port() {
    return server == null ? 0 : server.port();
  }

  /** How to sign in, when this was the first start; else null. */
  public @Nullable FirstSignIn firstSignIn() {
    return firstSignIn;
  }

  /** The desk behind the server. */
  public LocalDesk desk() {
    return Objects.requireNonNull(desk);
  }

  /** The schema by which it answers now, its plugins' part included. */
  public SchemaGeneration schema() {
    return Objects.requireNonNull(engine).generation();
  }

  /** How its plugins are seen and changed. */
  public PluginAdministration plugins() {
    return Objects.requireNonNull(administration);
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception trouble) {
        LOG.error(
            "{} could not be closed in good order.", part.getClass().getSimpleName(), trouble);
      }
    }
  }
}
