package dev.trestle.app.plugins;

import dev.trestle.app.plugins.work.PluginParty;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.host.HostedPlugin;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.http.plugins.PluginAddresses;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings calls from outside to the endpoints of the plugins that run. */
final class PluginCallbacks implements PluginAddresses {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration STREAM_LIMIT = Duration.ofMinutes(5);
  private static final String REST = "/*";

  private final Supplier<LineUp> current;
  private final Desk desk;
  private final InstantSource clock;

  PluginCallbacks(Supplier<LineUp> current, Desk desk, InstantSource clock) {
    this.current = current;
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public @Nullable Place find(String pluginId, String method, String path) {
    LineUp held = held();
    Place found = null;
    try {
      found = find(held, pluginId, method, path);
    } finally {
      if (found == null) {
        held.generation().release();
      }
    }
    return found;
  }

  /** What runs now, held: a line-up that is drained already was replaced before that. */
  private LineUp held() {
    LineUp now = current.get();
    while (!now.generation().hold()) {
      now = current.get();
    }
    return now;
  }

  private @Nullable Place find(LineUp held, String pluginId, String method, String path) {
    HostedPlugin plugin = held.find(pluginId);
    if (plugin != null) {
      for (Endpoint endpoint : plugin.active().contributions().endpoints()) {
        if (endpoint.method().equals(method) && matches(endpoint.path(), path)) {
          return new Open(held, plugin.active(), endpoint);
        }
      }
    }
    return null;
  }

  private static boolean matches(String declared, String path) {
    return declared.endsWith(REST)
        ? path.startsWith(declared.substring(0, declared.length() - 1))
        : declared.equals(path);
  }

  private final class Open implements Place {
    private final LineUp held;
    private final ActivePlugin plugin;
    private final Endpoint endpoint;

    Open(LineUp held, ActivePlugin plugin, Endpoint endpoint) {
      this.held = held;
      this.plugin = plugin;
      this.endpoint = endpoint;
    }

    @Override
    public int bodyBytesMax() {
      return endpoint.bodyBytesMax();
    }

    @Override
    public boolean streamed() {
      return endpoint.streamed();
    }

    @Override
    public Endpoint.Reply answer(Incoming call) {
      String what = "endpoint " + endpoint.method() + " " + endpoint.path();
      try {
        return plugin
            .calls()
            .call(
                what,
                endpoint.streamed() ? STREAM_LIMIT : LIMIT,
                () -> endpoint.handler().handle(new Received(plugin, call, endpoint.streamed())));
      } catch (PluginFailure failed) {
        throw failed.kind() == PluginFailure.Kind.QUARANTINED
            ? Refusals.busy()
            : Refusals.internal();
      } catch (ProblemException untold) {
        throw Refusals.internal();
      }
    }

    @Override
    public void close() {
      held.generation().release();
    }
  }

  private final class Received implements Endpoint.Call {
    private final ActivePlugin plugin;
    private final Incoming call;
    private final boolean streamed;

    Received(ActivePlugin plugin, Incoming call, boolean streamed) {
      this.plugin = plugin;
      this.call = call;
      this.streamed = streamed;
    }

    @Override
    public String path() {
      return call.path();
    }

    @Override
    public Map<String, String> query() {
      return call.query();
    }

    @Override
    public @Nullable String header(String name) {
      return call.headers().apply(name);
    }

    @Override
    public byte[] body() {
      if (streamed) {
        throw new IllegalStateException("the endpoint takes streams: read content() instead");
      }
      return call.body().clone();
    }

    @Override
    public InputStream content() {
      return streamed ? call.content() : new ByteArrayInputStream(call.body());
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public Snapshot snapshot() {
      return plugin.stores().snapshot(desk.snapshot());
    }

    @Override
    public Surroundings surroundings() {
      return plugin.surroundings();
    }

    @Override
    public List<Problem> commit(@Nullable UUID operationKey, Consumer<Draft> changes) {
      Outcome outcome =
          desk.execute(
              new PluginCommand(
                  plugin.id() + ".endpoint",
                  0,
                  draft -> changes.accept(plugin.stores().draft(draft))),
              new Envelope(
                  PluginParty.acting(plugin),
                  PluginParty.key(plugin, operationKey),
                  0,
                  false,
                  call.traceId()));
      return outcome.problems();
    }
  }
}
