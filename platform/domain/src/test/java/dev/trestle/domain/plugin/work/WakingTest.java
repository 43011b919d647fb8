package dev.trestle.domain.plugin.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.DeskOfOneQueue;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.plugin.Waking;
import dev.trestle.domain.plugin.records.TestPlugin;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.event.EventLog;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WakingTest {
  record Sleeper(UUID id, int version, String name, @Nullable Instant nextAt)
      implements DeskRecord {}

  private static final RecordType<Sleeper> PLAIN = RecordType.ofTicket("sleeper", Sleeper.class);
  private static final RecordType<Sleeper> SLEEPERS = PLAIN.waking("wake", "nextAt");
  private static final EventLog NO_LOG = new EmptyLog();

  private final DomainDesk desk = new DomainDesk();
  private final UUID ticket = DeskOfOneQueue.withTicket(desk);
  private final List<Instant> fired = new ArrayList<>();
  private Consumer<TimerHandler.Alarm> how = alarm -> {};
  private final TimerHandler handler =
      new TimerHandler() {
        @Override
        public String name() {
          return "wake";
        }

        @Override
        public void fired(Alarm alarm) {
          fired.add(alarm.dueAt());
          assertEquals(ticket, alarm.ticketId());
          assertEquals(ticket.toString(), alarm.key());
          how.accept(alarm);
        }
      };

  private TestPlugin plugin(RecordType<Sleeper> type) {
    return new TestPlugin(
        desk,
        TestPlugin.consent(List.of("ticket"), List.of()),
        TestPlugin.contributions(List.of(type), List.of(), List.of(), List.of(handler), List.of()));
  }

  private final Instant due = Instant.ofEpochMilli(desk.millis).plusSeconds(60);

  private static void sleep(TestPlugin plugin, RecordType<Sleeper> type, UUID id, Instant until) {
    plugin.execute(draft -> draft.put(type, new Sleeper(id, 0, "one", until)));
  }

  private @Nullable Timer first(TestPlugin plugin) {
    return waking(plugin).queue(desk.state()).at(0);
  }

  private static Waking waking(TestPlugin plugin) {
    return plugin.active().stores().wakings().getFirst();
  }

  private TimerWork work(TestPlugin plugin) {
    Timer timer = first(plugin);
    assertNotNull(timer);
    return new TimerWork(plugin.active(), handler, "wake", timer, waking(plugin), NO_LOG);
  }

  private TestPlugin asleepForAWeek() {
    TestPlugin plugin = plugin(SLEEPERS);
    sleep(plugin, SLEEPERS, ticket, due);
    desk.millis += Duration.ofDays(7).toMillis();
    return plugin;
  }

  @Test
  void firesOnce_withTheTrueTime_andClearsIt() {
    TestPlugin plugin = asleepForAWeek();
    TimerWork work = work(plugin);
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    assertEquals(List.of(due), fired);
    assertNull(first(plugin));
    Sleeper left = plugin.snapshot().records(SLEEPERS).get(ticket);
    assertEquals("one", left.name());
    assertNull(left.nextAt());
  }

  @Test
  void isSetAgain_byPuttingTheRecord() {
    TestPlugin plugin = asleepForAWeek();
    Instant next = due.plus(Duration.ofDays(30));
    how =
        alarm -> {
          assertNull(alarm.draft().snapshot().records(SLEEPERS).get(ticket).nextAt());
          alarm.draft().put(SLEEPERS, new Sleeper(ticket, 0, "two", next));
        };
    TimerWork work = work(plugin);
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    assertEquals(List.of(due), fired);
    assertEquals(next.toEpochMilli(), first(plugin).dueAtMillis());
    assertEquals(List.of(), work.followers());
  }

  @Test
  void countsARecordThatIsDueAtOnce_amongThoseItSet() {
    TestPlugin plugin = asleepForAWeek();
    how =
        alarm -> alarm.draft().put(SLEEPERS, new Sleeper(ticket, 0, "again", alarm.draft().now()));
    TimerWork work = work(plugin);
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    assertEquals(List.of(ticket), work.followers());
  }

  @Test
  void doesNothing_whenTheRecordHasMovedOn() {
    TestPlugin plugin = asleepForAWeek();
    TimerWork work = work(plugin);
    sleep(plugin, SLEEPERS, ticket, Instant.ofEpochMilli(desk.millis).plusSeconds(1));
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    plugin.execute(draft -> draft.remove(SLEEPERS, ticket));
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    assertEquals(List.of(), fired);
  }

  @Test
  void staysWhenItsHandlerFails_isSetAside_andCanBeSetAgain() {
    TestPlugin plugin = asleepForAWeek();
    how =
        alarm -> {
          throw new IllegalStateException("no bell");
        };
    TimerWork work = work(plugin);
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    assertTrue(String.valueOf(work.failure()).contains("no bell"));
    assertEquals(due.toEpochMilli(), first(plugin).dueAtMillis());
    desk.execute(work.setAside("no bell"), DomainDesk.SYSTEM);
    assertNull(first(plugin));
    PluginFault fault = desk.state().table(Tables.PLUGIN_FAULTS).require(0);
    desk.execute(
        new DomainDesk.Arrange(draft -> FaultWork.setTimerAgain(draft, fault.id())),
        DomainDesk.SYSTEM);
    how = alarm -> {};
    Timer again = set();
    assertEquals(due.toEpochMilli(), again.dueAtMillis());
    desk.execute(
        new TimerWork(plugin.active(), handler, "wake", again, NO_LOG).fire(), DomainDesk.SYSTEM);
    assertEquals(List.of(due, due), fired);
  }

  private Timer set() {
    Timer timer =
        desk.state().table(Tables.TIMERS).unique("key", List.of("lists", "wake/" + ticket));
    assertNotNull(timer);
    return timer;
  }

  @Test
  void continuesTheReactionThatPutIt_whenItIsDueWithinAMinute() {
    TestPlugin plugin = plugin(SLEEPERS);
    for (int seconds : new int[] {59, 61, 59}) {
      desk.execute(
          new PluginCommand(
              "React",
              3,
              draft ->
                  Deeds.done(
                      plugin.active(),
                      "reaction",
                      3,
                      draft,
                      own ->
                          own.put(
                              SLEEPERS,
                              new Sleeper(ticket, 0, "", own.now().plusSeconds(seconds))))),
          DomainDesk.SYSTEM);
      assertEquals(seconds < 60 ? 3 : 0, work(plugin).fire().depth());
    }
    sleep(plugin, SLEEPERS, ticket, due);
    assertEquals(0, work(plugin).fire().depth());
  }

  @Test
  void takesOverRecordsAndTimers_ofAVersionThatSetTimersBesideThem() {
    TestPlugin older = plugin(PLAIN);
    sleep(older, PLAIN, ticket, due);
    older.execute(
        draft -> draft.setTimer(new TimerSetting("wake", ticket.toString(), due, ticket)));
    TestPlugin plugin = plugin(SLEEPERS);
    desk.millis += Duration.ofDays(7).toMillis();
    how = alarm -> alarm.draft().put(SLEEPERS, new Sleeper(ticket, 0, "done", null));
    TimerWork kept = work(plugin);
    desk.execute(
        new TimerWork(plugin.active(), handler, "wake", set(), NO_LOG).fire(), DomainDesk.SYSTEM);
    desk.execute(kept.fire(), DomainDesk.SYSTEM);
    assertEquals(List.of(due), fired);
    assertEquals(0, desk.state().table(Tables.TIMERS).size());
    assertNull(first(plugin));
  }

  @Test
  void isRefused_whenTheComponentIsNoTime_orASecondOne() {
    assertThrows(IllegalArgumentException.class, () -> PLAIN.waking("wake", "name"));
    assertThrows(IllegalArgumentException.class, () -> SLEEPERS.waking("wake", "nextAt"));
  }
}
