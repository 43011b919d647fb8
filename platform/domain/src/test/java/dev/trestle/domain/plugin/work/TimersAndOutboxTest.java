package dev.trestle.domain.plugin.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.DeskOfOneQueue;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.plugin.records.TestPlugin;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.event.EventLog;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.OutboxChannel.Backoff;
import dev.trestle.sdk.event.OutboxChannel.Delivery;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TimersAndOutboxTest {
  record Rung(UUID id, int version, int times, Instant dueAt) implements DeskRecord {}

  private static final RecordType<Rung> RUNG = RecordType.ofTicket("rung", Rung.class);
  private static final EventLog NO_LOG = new EmptyLog();

  private final DomainDesk desk = new DomainDesk();
  private final UUID ticket = DeskOfOneQueue.withTicket(desk);
  private Consumer<TimerHandler.Alarm> how = this::ring;
  private final TimerHandler handler =
      new TimerHandler() {
        @Override
        public String name() {
          return "wake";
        }

        @Override
        public void fired(Alarm alarm) {
          how.accept(alarm);
        }
      };
  private final OutboxChannel post =
      new OutboxChannel() {
        @Override
        public String name() {
          return "post";
        }

        @Override
        public Delivery deliver(Outgoing outgoing) {
          return Delivery.delivered();
        }
      };
  private final TestPlugin plugin =
      new TestPlugin(
          desk,
          TestPlugin.consent(List.of("ticket"), List.of()),
          TestPlugin.contributions(
              List.of(RUNG), List.of(), List.of(), List.of(handler), List.of(post)));

  private void ring(TimerHandler.Alarm alarm) {
    UUID id = alarm.ticketId();
    Rung before = alarm.draft().snapshot().records(RUNG).get(id);
    alarm
        .draft()
        .put(RUNG, new Rung(id, 0, before == null ? 1 : before.times() + 1, alarm.dueAt()));
  }

  private TimerWork dueTimer() {
    Instant due = Instant.ofEpochMilli(desk.millis).plusSeconds(60);
    plugin.execute(draft -> draft.setTimer(new TimerSetting("wake", "a", due, ticket)));
    desk.millis += Duration.ofDays(7).toMillis();
    return new TimerWork(plugin.active(), handler, "wake", timer(), NO_LOG);
  }

  private Timer timer() {
    Timer timer = desk.state().table(Tables.TIMERS).unique("key", List.of("lists", "wake/a"));
    assertNotNull(timer);
    return timer;
  }

  @Test
  void firesOnce_andSaysWhenItWasDue() {
    TimerWork work = dueTimer();
    long due = timer().dueAtMillis();
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    Rung rung = plugin.snapshot().records(RUNG).get(ticket);
    assertEquals(1, rung.times());
    assertEquals(due, rung.dueAt().toEpochMilli());
    assertEquals(0, desk.state().table(Tables.TIMERS).size());
    assertNull(work.failure());
  }

  @Test
  void setsItselfAgain_underTheSameKey() {
    how =
        alarm ->
            alarm
                .draft()
                .setTimer(
                    new TimerSetting(
                        "wake", alarm.key(), alarm.dueAt().plus(Duration.ofDays(30)), ticket));
    TimerWork work = dueTimer();
    long due = timer().dueAtMillis();
    assertTrue(desk.execute(work.fire(), DomainDesk.SYSTEM).done());
    assertEquals(due + Duration.ofDays(30).toMillis(), timer().dueAtMillis());
  }

  @Test
  void tellsWhichTimersItSetForAtOnce_andNoOthers() {
    how =
        alarm -> {
          Instant now = alarm.draft().now();
          alarm.draft().setTimer(new TimerSetting("wake", "soon", now, ticket));
          alarm.draft().setTimer(new TimerSetting("wake", "later", now.plusSeconds(2), ticket));
        };
    TimerWork work = dueTimer();
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    Timer soon = desk.state().table(Tables.TIMERS).unique("key", List.of("lists", "wake/soon"));
    assertNotNull(soon);
    assertEquals(List.of(soon.id()), work.followers());
    assertEquals(0, work.events());
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    assertEquals(List.of(), work.followers());
  }

  @Test
  void staysWhenItsHandlerFails_isSetAside_andCanBeSetAgain() {
    how =
        alarm -> {
          ring(alarm);
          throw new IllegalStateException("no bell");
        };
    TimerWork work = dueTimer();
    desk.execute(work.fire(), DomainDesk.SYSTEM);
    assertTrue(String.valueOf(work.failure()).contains("no bell"));
    assertNull(plugin.snapshot().records(RUNG).get(ticket));
    assertNotNull(timer());
    desk.execute(work.setAside("no bell"), DomainDesk.SYSTEM);
    assertEquals(0, desk.state().table(Tables.TIMERS).size());
    PluginFault fault = desk.state().table(Tables.PLUGIN_FAULTS).require(0);
    desk.execute(
        new DomainDesk.Arrange(draft -> FaultWork.setTimerAgain(draft, fault.id())),
        DomainDesk.SYSTEM);
    assertEquals(fault.dueAtMillis(), timer().dueAtMillis());
    assertEquals(0, desk.state().table(Tables.PLUGIN_FAULTS).size());
  }

  @Test
  void continuesTheReactionThatSetIt_whenItIsDueWithinAMinute() {
    Instant now = Instant.ofEpochMilli(desk.millis);
    for (int seconds : new int[] {59, 61}) {
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
                          own.setTimer(
                              new TimerSetting("wake", "a", now.plusSeconds(seconds), ticket)))),
          DomainDesk.SYSTEM);
      int depth = seconds < 60 ? 3 : 0;
      assertEquals(depth, timer().depth());
      assertEquals(
          depth, new TimerWork(plugin.active(), handler, "wake", timer(), NO_LOG).fire().depth());
    }
  }

  private OutboxEntry sent() {
    UUID[] key = new UUID[1];
    plugin.execute(draft -> key[0] = draft.send("post", "one", Map.of("to", "x")));
    return entry(key[0]);
  }

  private OutboxEntry entry(UUID key) {
    OutboxEntry entry = desk.state().get(Tables.OUTBOX, key);
    assertNotNull(entry);
    return entry;
  }

  private void close(OutboxEntry entry, Delivery delivery) {
    OutboxWork work =
        new OutboxWork(
            plugin.active(), List.of(new OutboxWork.Attempt(entry, delivery, Backoff.USUAL, 1.0)));
    assertTrue(desk.execute(work.close(), DomainDesk.SYSTEM).done());
  }

  @Test
  void takesADeliveryOut_withTheNoteInTheSameCommit() {
    OutboxEntry entry = sent();
    long before = desk.state().sequence();
    close(
        entry,
        Delivery.delivered()
            .noting(draft -> draft.put(RUNG, new Rung(ticket, 0, 9, Instant.EPOCH))));
    assertNull(desk.state().get(Tables.OUTBOX, entry.id()));
    assertEquals(9, plugin.snapshot().records(RUNG).get(ticket).times());
    assertEquals(before + 1, desk.state().sequence());
  }

  @Test
  void closesADelivery_whoseNoteFails() {
    OutboxEntry entry = sent();
    OutboxWork work =
        new OutboxWork(
            plugin.active(),
            List.of(
                new OutboxWork.Attempt(
                    entry,
                    Delivery.delivered()
                        .noting(draft -> {
                          throw new IllegalStateException("no pen");
                        }),
                    Backoff.USUAL,
                    1.0)));
    desk.execute(work.close(), DomainDesk.SYSTEM);
    assertNull(desk.state().get(Tables.OUTBOX, entry.id()));
    assertTrue(work.failedNotes().getFirst().contains("no pen"));
  }

  @Test
  void waitsLongerWithEachFailure_andGivesUpAfterThreeDays() {
    OutboxEntry entry = sent();
    close(entry, Delivery.retry("closed"));
    OutboxEntry second = entry(entry.id());
    assertEquals(desk.millis + 5_000, second.nextAttemptAtMillis());
    assertEquals(1, second.attempts());
    close(second, Delivery.retry("busy").notBefore(Duration.ofMinutes(7)));
    OutboxEntry third = entry(entry.id());
    assertEquals(desk.millis + Duration.ofMinutes(7).toMillis(), third.nextAttemptAtMillis());
    close(second, Delivery.delivered());
    assertEquals(third, entry(entry.id()), "an attempt that began earlier says nothing");
    desk.millis += Duration.ofDays(3).toMillis();
    close(third, Delivery.retry("still closed"));
    assertEquals(OutboxState.DEAD, entry(entry.id()).state());
    assertEquals("still closed", entry(entry.id()).lastError());
  }
}
