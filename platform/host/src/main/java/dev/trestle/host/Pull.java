package dev.trestle.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.code.PluginClassLoader;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes the one instance of a plugin and asks it each question once. */
final class Pull {
  /** Loading classes takes its time. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String SCHEMA = "schema.graphqls";

  private final PluginPackage packed;
  private final PluginClassLoader loader;
  private final PluginCalls calls;

  Pull(PluginPackage packed, PluginClassLoader loader, PluginCalls calls) {
    this.packed = packed;
    this.loader = loader;
    this.calls = calls;
  }

  /**
   * @throws PluginRefused when the plugin does not start, or answers null
   */
  Contributions contributions() {
    try {
      DeskPlugin plugin = calls.call("start", LIMIT, this::instance);
      return new Contributions(
          schema(plugin),
          list("fields", plugin, DeskPlugin::fields),
          one("roots", plugin, DeskPlugin::roots),
          list("mutations", plugin, DeskPlugin::mutations),
          one("ticketLists", plugin, DeskPlugin::ticketLists),
          list("records", plugin, DeskPlugin::records),
          frozen("guards", plugin, DeskPlugin::guards, Pulled::guard),
          frozen("companions", plugin, DeskPlugin::companions, Pulled::companion),
          frozen("reactions", plugin, DeskPlugin::reactions, Pulled::reaction),
          frozen("timers", plugin, DeskPlugin::timers, Pulled::timer),
          frozen("channels", plugin, DeskPlugin::channels, Pulled::channel),
          frozen("workers", plugin, DeskPlugin::workers, Pulled::worker),
          list("endpoints", plugin, DeskPlugin::endpoints),
          list("permissions", plugin, DeskPlugin::permissions),
          list("roles", plugin, DeskPlugin::roles),
          list("settings", plugin, DeskPlugin::settings),
          list("services", plugin, DeskPlugin::services));
    } catch (PluginFailure failure) {
      throw new PluginRefused(
          ProblemType.INVALID,
          "PLUGIN_START_FAILED",
          "The plugin does not start. " + failure.told());
    }
  }

  private DeskPlugin instance() throws Exception {
    Class<?> type = loader.loadClass(packed.manifest().pluginClass());
    if (!DeskPlugin.class.isAssignableFrom(type)) {
      throw new ClassCastException(type.getName() + " does not implement DeskPlugin");
    }
    return (DeskPlugin) type.getConstructor().newInstance();
  }

  private List<String> schema(DeskPlugin plugin) {
    List<String> texts = list("schema", plugin, DeskPlugin::schema);
    PluginArchive archive = packed.archive();
    byte[] file = texts.isEmpty() ? archive.content(SCHEMA) : null;
    return file == null ? texts : List.of(new String(file, UTF_8));
  }

  private <E> List<E> list(
      String question, DeskPlugin plugin, Function<DeskPlugin, List<E>> answer) {
    return frozen(question, plugin, answer, UnaryOperator.identity());
  }

  private <E> List<E> frozen(
      String question,
      DeskPlugin plugin,
      Function<DeskPlugin, List<E>> answer,
      UnaryOperator<E> each) {
    return one(
        question,
        plugin,
        asked -> {
          List<E> copy = new ArrayList<>();
          for (E element : Objects.requireNonNull(answer.apply(asked), question)) {
            copy.add(each.apply(Objects.requireNonNull(element, "null among " + question)));
          }
          return List.copyOf(copy);
        });
  }

  private <T> T one(String question, DeskPlugin plugin, Function<DeskPlugin, T> answer) {
    return calls.call(
        question,
        LIMIT,
        () -> Objects.requireNonNull(answer.apply(plugin), question + " answered null"));
  }
}
