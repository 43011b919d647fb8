package dev.trestle.domain.plugin.work;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.Waking;
import dev.trestle.domain.plugin.records.Payloads;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.event.EventLog;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One timer whose time has come: the commit that holds what its handler changes takes it away, so
 * that it fires once.
 */
public final class TimerWork {
  private static final int REASON_MAX = 2_000;

  /** A timer that is due within this time is meant for at once. */
  private static final long AT_ONCE_MILLIS = 1_000;

  private final ActivePlugin plugin;
  private final TimerHandler handler;
  private final Timer timer;
  private final @Nullable Waking waking;
  private final String name;
  private final String key;
  private final EventLog log;
  private Deeds.@Nullable Failed failed;
  private List<UUID> followers = List.of();
  private int events;

  /**
   * A timer of this plugin and its handler.
   *
   * @param name the handler's
   */
  public TimerWork(
      ActivePlugin plugin, TimerHandler handler, String name, Timer timer, EventLog log) {
    this(plugin, handler, name, timer, null, log);
  }

  /**
   * The same for one that may be a record.
   *
   * @param waking how records stand for timers, if this is such a one; null for a timer of its own
   */
  public TimerWork(
      ActivePlugin plugin,
      TimerHandler handler,
      String name,
      Timer timer,
      @Nullable Waking waking,
      EventLog log) {
    this.waking = waking;
    this.plugin = plugin;
    this.handler = handler;
    this.name = name;
    this.timer = timer;
    this.key = timer.key().substring(name.length() + 1);
    this.log = log;
  }

  /** The name of the handler that a timer is for. */
  public static String handlerOf(Timer timer) {
    int slash = timer.key().indexOf('/');
    return slash < 0 ? timer.key() : timer.key().substring(0, slash);
  }

  /**
   * Fires it, without effect when it is gone, has moved into the future, or its handler fails; then
   * {@link #failure} says why.
   */
  public PluginCommand fire() {
    return new PluginCommand(
        "FireTimer", Math.min(timer.depth(), ReactionWork.DEPTH_MAX), this::fire);
  }

  private void fire(Draft draft) {
    failed = null;
    followers = List.of();
    events = 0;
    Timer now = found(draft);
    if (now == null || now.dueAtMillis() > draft.now()) {
      return;
    }
    Draft.Link link =
        draft.link(whole -> {
          takeAway(whole, now);
          failed =
              Deeds.done(
                  plugin,
                  "timer " + name,
                  timer.depth(),
                  whole,
                  own -> handler.fired(new Due(now, key, own, log, plugin.surroundings())));
          if (failed != null) {
            whole.invalid("TIMER_FAILED", failed.reason());
          }
          followers = followers(whole);
          events = whole.entries();
        });
    if (!link.problems().isEmpty() && failed == null) {
      failed = new Deeds.Failed(Deeds.sentence(link.problems()), false);
    }
  }

  /** The timer as it stands in this draft; null when it is gone. */
  private @Nullable Timer found(Draft draft) {
    return waking == null
        ? draft.find(Tables.TIMERS, timer.id())
        : waking.timer(draft.find(waking.table(), timer.id()));
  }

  private void takeAway(Draft draft, Timer now) {
    if (waking == null) {
      draft.remove(Tables.TIMERS, now);
    } else {
      NeutralRecord record =
          Objects.requireNonNull(draft.find(waking.table(), now.id()), "it was found just now");
      draft.put(waking.table(), waking.cleared(record));
    }
  }

  private List<UUID> followers(Draft draft) {
    Stream<Timer> set = draft.puts(Tables.TIMERS).stream();
    for (Waking each : plugin.stores().wakings()) {
      set =
          Stream.concat(
              set, draft.puts(each.table()).stream().map(each::timer).filter(Objects::nonNull));
    }
    return set.filter(next -> next.dueAtMillis() - draft.now() < AT_ONCE_MILLIS)
        .map(Timer::id)
        .toList();
  }

  /** Why the handler did not do it when it was asked last; null when it did. */
  public @Nullable String failure() {
    return failed == null ? null : failed.reason();
  }

  /** Whether it failed only because the plugin is not called for now. */
  public boolean away() {
    return failed != null && failed.away();
  }

  /** The timers that it set for at once when it fired last. */
  public List<UUID> followers() {
    return followers;
  }

  /** How many events and messages it caused when it fired last. */
  public int events() {
    return events;
  }

  /** Sets the timer aside, for people to see. */
  public PluginCommand setAside(String reason) {
    return new PluginCommand(
        "SetTimerAside",
        0,
        draft -> {
          Timer now = found(draft);
          if (now == null || now.dueAtMillis() > draft.now()) {
            return;
          }
          takeAway(draft, now);
          draft.put(
              Tables.PLUGIN_FAULTS,
              new PluginFault(
                  draft.newId(),
                  1,
                  plugin.id(),
                  PluginFaultKind.TIMER,
                  name,
                  0,
                  0,
                  now.key(),
                  now.dueAtMillis(),
                  now.ticketId(),
                  now.payload(),
                  reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX),
                  draft.now(),
                  Document.empty()));
        });
  }

  private record Due(
      Timer timer,
      String key,
      dev.trestle.sdk.command.Draft draft,
      EventLog log,
      Surroundings surroundings)
      implements TimerHandler.Alarm {
    @Override
    public Instant dueAt() {
      return Instant.ofEpochMilli(timer.dueAtMillis());
    }

    @Override
    public @Nullable UUID ticketId() {
      return timer.ticketId();
    }

    @Override
    public Map<String, Object> payload() {
      return Payloads.read(timer.payload());
    }
  }
}
