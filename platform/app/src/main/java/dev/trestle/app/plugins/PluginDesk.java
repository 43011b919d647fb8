package dev.trestle.app.plugins;

import dev.trestle.app.plugins.work.PluginParty;
import dev.trestle.app.plugins.work.PluginWorks;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.graphql.plugin.Generations;
import dev.trestle.host.HostedPlugin;
import dev.trestle.host.PluginHost;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.http.plugins.PluginAddresses;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the desk's plugins. One line-up of them takes the place of another in the same order each
 * time: it is built aside, what is written down of it is committed, then it is swapped in, what ran
 * before is drained, and its loaders are closed. A process that dies in between finds at its next
 * start what was committed, and builds the line-up from that.
 */
public final class PluginDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginDesk.class);
  private static final int UPGRADED_AT_ONCE = 1_000;

  /** The desk itself, when it changes what plugins need at nobody's wish. */
  static final Viewer DESK =
      new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Set.of(), null);

  private final PluginGround ground;
  private final PluginHost host;
  private final PluginJars jars;
  private final SettingSecrets settingSecrets;
  private final PluginOffice office;
  private final PluginWorks works;
  private final PluginMetrics figures;
  private final Departures departures = new Departures();
  private final AtomicReference<@Nullable LineUp> current = new AtomicReference<>();

  /** What somebody works on at this desk, as it was built last. */
  private volatile @Nullable PluginPackage developed;

  private @Nullable DevelopmentLoop developing;

  /** One change of the line-up at a time. */
  private final ReentrantLock changing = new ReentrantLock();

  /** What filters of tickets mean to the plugins that run. */
  private volatile TicketFilters filters = TicketFilters.KERNEL;

  private @Nullable LineUps lineUps;
  private @Nullable SchemaEngine engine;

  public PluginDesk(PluginGround ground) {
    this.ground = ground;
    this.host = new PluginHost(ground.clock());
    this.jars = new PluginJars(ground.blobs(), ground.bundled());
    this.settingSecrets = new SettingSecrets(ground.box());
    this.works = new PluginWorks(ground.desk(), ground.clock(), ground.random());
    this.figures = new PluginMetrics(ground.metrics(), this);
    this.office = new PluginOffice(this, ground, jars, settingSecrets);
  }

  /** Whether the plugins have done all there is to do at this moment. */
  public boolean quiet() {
    return works.quiet();
  }

  /** Says that people have changed what waits in the outbox. */
  void outboxChanged() {
    works.outboxChanged();
  }

  /** Has a worker that waits to be begun again do so at once. */
  void beginAgain(String pluginId, String worker) {
    works.beginAgain(pluginId, worker);
  }

  /** How administrators see and change the plugins; works once the desk is started. */
  public PluginAdministration administration() {
    return office;
  }

  /** Where plugins answer calls from outside. */
  public PluginAddresses addresses() {
    return new PluginCallbacks(this::current, ground.desk(), ground.clock());
  }

  /**
   * Builds and starts the first line-up. A plugin that cannot run stays out and is shown with its
   * reasons; the desk starts all the same.
   *
   * @return what answers GraphQL requests from now on, whatever the line-up
   */
  public SchemaEngine start(DeskApi api, EngineLimits limits) {
    changing.lock();
    try {
      DeskDoors doors =
          new DeskDoors(
              ground.desk()::entry,
              ground.deciders(),
              api.wishes(() -> engine().generation()),
              () -> filters);
      lineUps =
          new LineUps(
              host,
              new Generations(api, limits),
              (id, consented) -> provisions(id, consented, doors),
              ground.desk()::snapshot);
      PluginFiles.dropUnnamed(ground);
      long stamp = beginDevelopment();
      List<PluginInstallation> wanted = office.atStart(ground.desk().snapshot(), developed);
      LineUp first = build(wanted, null);
      Outcome outcome = commit("PluginsStart", "PluginStarted", wanted, first, DESK);
      if (!outcome.done()) {
        LOG.error("What plugins need could not be written down: {}", outcome.problems());
        LineUps.discard(first, null);
        first = lineUps().bare();
      }
      SchemaEngine started = new SchemaEngine(first.generation());
      engine = started;
      current.set(first);
      filters = Generations.filters(first.active());
      ground.guards().replace(first.active());
      ground.companions().replace(first.active());
      works.follow(first.active());
      first
          .absent()
          .forEach((id, absence) ->
              LOG.warn("The plugin {} does not run: {}", id, told(absence.reasons())));
      figures.follow(first);
      upgradeRecords(first.running());
      Path place = ground.rules().developed();
      if (place != null) {
        developing = new DevelopmentLoop(new DevelopedPlugin(place), this, stamp);
      }
      return started;
    } finally {
      changing.unlock();
    }
  }

  /** Reads what somebody works on, if it is there yet; the stamp of what was read. */
  private long beginDevelopment() {
    Path place = ground.rules().developed();
    if (place == null) {
      return 0;
    }
    DevelopedPlugin plugin = new DevelopedPlugin(place);
    try {
      long stamp = plugin.stamp();
      developed = stamp == 0 ? null : plugin.read();
      return stamp;
    } catch (IOException | PluginRefused refused) {
      LOG.warn("{} does not run: {}", place, refused.getMessage());
      return 0;
    }
  }

  /**
   * Runs another build of what somebody works on.
   *
   * @throws PluginRefused when it cannot run; what ran before goes on
   */
  void develop(PluginPackage build) {
    exclusively(() -> {
      PluginPackage before = developed;
      developed = build;
      List<PluginInstallation> wanted = office.atStart(ground.desk().snapshot(), build);
      LineUp next = build(wanted, current());
      LineUp.Absence absence = next.absent().get(build.id());
      if (absence != null) {
        developed = before;
        LineUps.discard(next, current());
        throw new PluginRefused(absence.reasons());
      }
      Outcome outcome = commit("PluginDevelop", "PluginDeveloped", wanted, next, DESK);
      if (!outcome.done()) {
        developed = before;
        LineUps.discard(next, current());
        throw new PluginRefused(outcome.problems());
      }
      swap(next);
      return next;
    });
  }

  private static String told(List<Problem> problems) {
    return String.join(" ", problems.stream().map(Problem::message).toList());
  }

  private DeskProvisions provisions(String id, Asked consented, DeskDoors doors) {
    return new DeskProvisions(
        id,
        ground.desk()::snapshot,
        ground.clock(),
        settingSecrets,
        new SealedSecrets(id, ground.box(), ground.random()),
        ground.outside().apply(consented.network()),
        new PluginFiles(id, consented, ground),
        new PluginQueries(id, consented, ground.desk(), this::engine),
        doors);
  }

  /** What runs now. */
  LineUp current() {
    return Objects.requireNonNull(current.get(), "the desk's plugins are not started");
  }

  private SchemaEngine engine() {
    return Objects.requireNonNull(engine, "the desk's plugins are not started");
  }

  private LineUps lineUps() {
    return Objects.requireNonNull(lineUps, "the desk's plugins are not started");
  }

  /** The desk's state now. */
  State state() {
    return ground.desk().snapshot();
  }

  PluginHost host() {
    return host;
  }

  /** The threads that a plugin left running when it was closed last. */
  List<String> leftRunning(String pluginId) {
    return departures.leftRunning(pluginId);
  }

  /** Does something while nobody else changes the line-up. */
  <T> T exclusively(Supplier<T> work) {
    changing.lock();
    try {
      return work.get();
    } finally {
      changing.unlock();
    }
  }

  /** Builds the line-up of these installations aside. */
  LineUp build(List<PluginInstallation> installed, @Nullable LineUp before) {
    Roster roster = Roster.of(ground.desk().snapshot(), installed, jars, ground.rules(), developed);
    return lineUps().build(roster.candidates(), roster.unfit(), before);
  }

  /** Commits what a line-up needs written down, and those installations that changed. */
  Outcome commit(
      String command,
      String event,
      List<PluginInstallation> installed,
      LineUp next,
      Viewer viewer) {
    return commit(
        command,
        new Envelope(viewer, null, 0, false, null),
        draft -> {
          State state = draft.state();
          for (PluginInstallation each : installed) {
            PluginInstallation known = Installations.find(state, each.pluginId());
            if (known == null || known.version() < each.version()) {
              Installations.save(draft, event, each);
            }
          }
          prepare(draft, next);
        });
  }

  Outcome commit(String command, Envelope envelope, Consumer<Draft> work) {
    return ground.desk().execute(new PluginCommand(command, 0, work), envelope);
  }

  /** Puts what the plugins need that run in a line-up and did not run before. */
  void prepare(Draft draft, LineUp next) {
    next.beyond(current.get())
        .reversed()
        .forEach(plugin -> Installations.prepare(draft, plugin.active()));
  }

  /** Lets a line-up run in the place of the one before, which is drained and closed aside. */
  void swap(LineUp next) {
    LineUp before = current();
    List<HostedPlugin> going = before.beyond(next);
    works.retire(going.stream().map(HostedPlugin::active).toList());
    filters = Generations.filters(next.active());
    ground.guards().replace(next.active());
    ground.companions().replace(next.active());
    current.set(next);
    SchemaGeneration old = engine().swap(next.generation());
    works.follow(next.active());
    figures.follow(next);
    departures.seeOff(old, going);
    upgradeRecords(next.beyond(before));
  }

  /** Brings records of an older shape into the present one, some in each commit. */
  private void upgradeRecords(List<HostedPlugin> fresh) {
    for (HostedPlugin plugin : fresh) {
      boolean[] more = {true};
      while (more[0]) {
        Outcome outcome =
            commit(
                "PluginRecordsUpgrade",
                new Envelope(PluginParty.acting(plugin.active()), null, 0, false, null),
                draft -> more[0] = plugin.active().stores().upgrade(draft, UPGRADED_AT_ONCE));
        if (!outcome.done()) {
          LOG.warn(
              "Records of the plugin {} stay in their older shape for now: {}",
              plugin.id(),
              outcome.problems());
          break;
        }
      }
    }
  }

  @Override
  public void close() {
    DevelopmentLoop loop = developing;
    if (loop != null) {
      loop.close();
    }
    changing.lock();
    try {
      works.close();
      departures.close();
      LineUp last = current.get();
      if (last != null) {
        ground.guards().replace(List.of());
        ground.companions().replace(List.of());
        new ArrayList<>(last.running()).reversed().forEach(HostedPlugin::close);
      }
      host.close();
    } finally {
      changing.unlock();
    }
  }
}
