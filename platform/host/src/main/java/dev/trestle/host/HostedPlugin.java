package dev.trestle.host;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.host.code.PluginClassLoader;
import dev.trestle.host.watch.PluginFigures;
import dev.trestle.host.watch.PluginWatch;
import dev.trestle.host.watch.Quarantine;
import java.util.List;
import java.util.Optional;

/** A plugin that was loaded, until it is closed. */
public final class HostedPlugin {
  private final PluginPackage packed;
  private final ActivePlugin active;
  private final PluginWatch watch;
  private final PluginClassLoader loader;
  private final List<HostedPlugin> required;
  private final PluginHost host;

  HostedPlugin(
      PluginPackage packed,
      ActivePlugin active,
      PluginWatch watch,
      PluginClassLoader loader,
      List<HostedPlugin> required,
      PluginHost host) {
    this.packed = packed;
    this.active = active;
    this.watch = watch;
    this.loader = loader;
    this.required = List.copyOf(required);
    this.host = host;
  }

  public String id() {
    return packed.id();
  }

  public PluginPackage packed() {
    return packed;
  }

  public ActivePlugin active() {
    return active;
  }

  /** The plugins it was linked with; they are closed after it. */
  public List<HostedPlugin> required() {
    return required;
  }

  PluginClassLoader.Required asRequired() {
    return new PluginClassLoader.Required(loader, packed.manifest().apiPackages());
  }

  public PluginFigures figures() {
    return watch.figures();
  }

  /** Why and since when it is not called any more; empty while it is. */
  public Optional<Quarantine> quarantine() {
    return watch.quarantine();
  }

  /** Calls it again after a quarantine. */
  public void release() {
    watch.release();
  }

  /**
   * Lets go of it; to be called when nobody calls it any more. Threads that it left running are
   * interrupted, and stopped at their next beat.
   *
   * @return the names of those threads
   */
  public List<String> close() {
    return host.close(loader, watch);
  }
}
