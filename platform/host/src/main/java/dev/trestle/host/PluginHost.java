package dev.trestle.host;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.code.Admission;
import dev.trestle.host.code.PluginClassLoader;
import dev.trestle.host.code.WovenCode;
import dev.trestle.host.watch.PluginWatch;
import dev.trestle.host.watch.Watchdog;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs plugins. A plugin passes three doors: {@link PluginPackage#of} admits its jar, {@link #plan}
 * finds with which others and in which order it can run, and {@link #load} makes it ready to be
 * called. Nothing it does at any of them changes what already runs.
 */
public final class PluginHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);
  private static final String SDK_VERSION = readSdkVersion();

  private final InstantSource clock;
  private final Watchdog watchdog = new Watchdog();
  private final LoaderLedger ledger = new LoaderLedger();

  public PluginHost(InstantSource clock) {
    this.clock = clock;
  }

  /** The version that the ranges in manifests are compared with. */
  public static String sdkVersion() {
    return SDK_VERSION;
  }

  /** Finds which of these can run together. */
  public PluginPlan plan(Collection<PluginPackage> candidates) {
    return new Planner(SDK_VERSION).plan(candidates);
  }

  /**
   * Loads a plugin and asks it for its contributions.
   *
   * @param consented what the owner lets it have of what it asks for
   * @param required the plugins that the plan says it requires, loaded
   * @throws PluginRefused when it does not start, contributes what it may not, or cannot do without
   *     an ability that it does not get; nothing of it stays behind
   */
  public HostedPlugin load(
      PluginPackage packed, Asked consented, List<HostedPlugin> required, Provisions provisions) {
    PluginTexts texts = PluginTexts.of(packed.archive());
    if (!consented.abilities().containsAll(packed.manifest().asked().abilities())) {
      // It was admitted with all that it asks for, and gets less.
      Admission.require(packed.archive(), consented.abilities());
    }
    PluginClassLoader loader =
        new PluginClassLoader(
            packed.id(),
            packed.archive(),
            wovenTogether(packed, required),
            consented.abilities(),
            required.stream().map(HostedPlugin::asRequired).toList());
    ledger.opened(packed.id(), loader);
    PluginWatch watch =
        new PluginWatch(
            packed.id(),
            watchdog,
            clock,
            consented.abilities().contains("threads") ? loader : null);
    watchdog.look(watch);
    try {
      return loaded(packed, consented, required, provisions, texts, loader, watch);
    } catch (RuntimeException refused) {
      close(loader, watch);
      throw refused;
    }
  }

  private HostedPlugin loaded(
      PluginPackage packed,
      Asked consented,
      List<HostedPlugin> required,
      Provisions provisions,
      PluginTexts texts,
      PluginClassLoader loader,
      PluginWatch watch) {
    PluginManifest manifest = packed.manifest();
    Contributions contributions = new Pull(packed, loader, watch).contributions();
    List<Problem> problems = ContributionCheck.problems(manifest, loader, contributions);
    if (!problems.isEmpty()) {
      throw new PluginRefused(problems);
    }
    Surroundings surroundings =
        new PluginSurroundings(
            consented,
            new PluginSettings(
                contributions.settings(), provisions::settings, provisions::secretSetting),
            texts,
            provisions,
            offered(required));
    ActivePlugin active =
        new ActivePlugin(
            manifest,
            consented,
            contributions,
            watch,
            surroundings,
            provisions.stores(manifest, consented, contributions, watch, surroundings));
    return new HostedPlugin(packed, active, watch, loader, required, this);
  }

  /** Code that was woven in advance knew the code it requires as it then was. */
  private static @Nullable WovenCode wovenTogether(
      PluginPackage packed, List<HostedPlugin> required) {
    return required.stream().allMatch(other -> other.packed().woven() != null)
        ? packed.woven()
        : null;
  }

  private static List<Service<?>> offered(List<HostedPlugin> required) {
    List<Service<?>> all = new ArrayList<>();
    for (HostedPlugin other : required) {
      for (Service<?> service : other.active().contributions().services()) {
        all.add(ServiceDoor.of(service, other.active()));
      }
    }
    return List.copyOf(all);
  }

  List<String> close(PluginClassLoader loader, PluginWatch watch) {
    if (loader.abandoned()) {
      return List.of();
    }
    watchdog.forget(watch);
    loader.close();
    ledger.closed();
    List<String> left = watch.mayHaveThreads() ? stopThreads(loader) : List.of();
    if (!left.isEmpty()) {
      LOG.warn("{} left threads running, which are being stopped: {}", loader.getName(), left);
    }
    return left;
  }

  private List<String> stopThreads(PluginClassLoader loader) {
    List<String> left = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getContextClassLoader() == loader) {
        left.add(thread.getName());
        watchdog.stop(thread);
      }
    }
    return left;
  }

  /** What became of the class loaders so far. */
  public LoaderFigures loaders() {
    return ledger.figures();
  }

  /**
   * How many class loaders of a plugin are in memory: that of the version that runs, and those of
   * closed ones until the collector has taken them.
   */
  public int liveLoaders(String pluginId) {
    return ledger.live(pluginId);
  }

  /** Carriers lent to the scheduler of virtual threads, for calls that cannot be stopped. */
  public int carriersLent() {
    return watchdog.carriersLent();
  }

  /** Threads that closed plugins left behind and that still run. */
  public int threadsLeftBehind() {
    return watchdog.threadsLeftBehind();
  }

  /** How long the call into a plugin that this thread is in may still take; empty outside. */
  public Optional<Duration> timeLeft() {
    return PluginWatch.timeLeft(watchdog);
  }

  /** Stops watching; what is still loaded must not be called any more. */
  @Override
  public void close() {
    watchdog.close();
  }

  private static String readSdkVersion() {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(PluginHost.class.getResourceAsStream("sdk.properties"))) {
      properties.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Objects.requireNonNull(properties.getProperty("version"));
  }
}
