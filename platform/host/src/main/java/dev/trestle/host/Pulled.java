package dev.trestle.host;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.CompanionContext;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.work.Work;
import dev.trestle.sdk.work.Worker;
import java.time.Duration;
import java.util.Set;

/**
 * Contributions that have code, with what they say of themselves asked once: the desk reads names,
 * limits and event types outside of calls, where no code of a plugin's may run.
 */
final class Pulled {
  private Pulled() {}

  static CommandGuard guard(CommandGuard guard) {
    return new Guard(guard.name(), guard.onFailure(), guard);
  }

  static Companion companion(Companion companion) {
    return new OneCompanion(companion.name(), companion);
  }

  static Reaction reaction(Reaction reaction) {
    return new OneReaction(
        reaction.name(), Set.copyOf(reaction.events()), reaction.repairs(), reaction);
  }

  static TimerHandler timer(TimerHandler timer) {
    return new Timer(timer.name(), timer);
  }

  static OutboxChannel channel(OutboxChannel channel) {
    return new Channel(
        channel.name(), channel.limit(), channel.parallel(), channel.backoff(), channel);
  }

  static Worker worker(Worker worker) {
    return new OneWorker(worker.name(), worker);
  }

  private record Guard(String name, OnFailure onFailure, CommandGuard code)
      implements CommandGuard {
    @Override
    public void check(GuardContext context) {
      code.check(context);
    }
  }

  private record OneCompanion(String name, Companion code) implements Companion {
    @Override
    public void accompany(CompanionContext context) {
      code.accompany(context);
    }
  }

  private record OneReaction(String name, Set<String> events, boolean repairs, Reaction code)
      implements Reaction {
    @Override
    public void react(Occasion occasion) {
      code.react(occasion);
    }
  }

  private record Timer(String name, TimerHandler code) implements TimerHandler {
    @Override
    public void fired(Alarm alarm) {
      code.fired(alarm);
    }
  }

  private record OneWorker(String name, Worker code) implements Worker {
    @Override
    public void run(Work work) throws Exception {
      code.run(work);
    }
  }

  private record Channel(
      String name, Duration limit, int parallel, Backoff backoff, OutboxChannel code)
      implements OutboxChannel {
    @Override
    public Delivery deliver(Outgoing outgoing) throws Exception {
      return code.deliver(outgoing);
    }
  }
}
