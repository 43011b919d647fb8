package dev.trestle.domain.plugin.records;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.StoredFiles;
import dev.trestle.domain.plugin.TableDefinitions;
import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.domain.plugin.Wishes;
import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Settings;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A plugin on a desk without a log, to try its stores and steps. */
public final class TestPlugin {
  public static final String ID = "lists";
  private final DomainDesk desk;
  private final ActivePlugin active;

  public TestPlugin(DomainDesk desk, Asked consented, Contributions contributions) {
    this.desk = desk;
    DeskDoors doors =
        new DeskDoors(desk::entry, desk.deciders, comments(), () -> TicketFilters.KERNEL);
    OwnStores stores =
        new OwnStores(ID, consented, contributions, NOTHING_AROUND, doors, StoredFiles.NONE);
    PluginManifest manifest =
        new PluginManifest(
            ID, "1.0.0", "Lists", "", "", "Lists", "*", List.of(), List.of(), List.of(), consented);
    this.active =
        new ActivePlugin(manifest, consented, contributions, new Calls(), NOTHING_AROUND, stores);
    desk.execute(
        new DomainDesk.Arrange(draft ->
            TableDefinitions.define(
                draft, ID, contributions.records(), contributions.ticketLists())),
        DomainDesk.SYSTEM);
  }

  public static Asked consent(List<String> reads, List<String> writes) {
    return new Asked(reads, writes, List.of("*"), List.of(), false, true, List.of());
  }

  /** Contributions of records only. */
  public static Contributions records(RecordType<?>... types) {
    return contributions(List.of(types), List.of(), List.of(), List.of(), List.of());
  }

  public static Contributions contributions(
      List<RecordType<?>> records,
      List<CommandGuard> guards,
      List<Reaction> reactions,
      List<TimerHandler> timers,
      List<OutboxChannel> channels) {
    return contributions(records, guards, List.of(), reactions, timers, channels);
  }

  /** Contributions with companions. */
  public static Contributions contributions(
      List<RecordType<?>> records,
      List<CommandGuard> guards,
      List<Companion> companions,
      List<Reaction> reactions,
      List<TimerHandler> timers,
      List<OutboxChannel> channels) {
    return new Contributions(
        List.of(),
        List.of(),
        new RootFields(),
        List.of(),
        ListExtension.NONE,
        records,
        guards,
        companions,
        reactions,
        timers,
        channels,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public ActivePlugin active() {
    return active;
  }

  public Snapshot snapshot() {
    return active.stores().snapshot(desk.state());
  }

  /** Lets the plugin fill a draft and commits it. */
  public DomainDesk.Answer execute(Consumer<Draft> work) {
    return desk.execute(
        new PluginCommand("Lists", 0, draft -> work.accept(active.stores().draft(draft))),
        DomainDesk.SYSTEM);
  }

  private static Wishes comments() {
    return new Wishes() {
      @Override
      public Command bind(Wish wish, List<Problem> problems) {
        if (!wish.mutation().equals("ticketComment")) {
          problems.add(Problem.of(ProblemType.INVALID, "WISH_UNKNOWN", "No such mutation."));
        }
        return new CommentTicket(
            (UUID) wish.input().get("ticketId"),
            null,
            String.valueOf(wish.input().get("text")),
            null,
            null,
            null);
      }
    };
  }

  /** Calls at once, and fails as the host does. */
  private static final class Calls implements PluginCalls {
    @Override
    public <T> T call(String what, Duration limit, Callable<T> code) {
      try {
        return code.call();
      } catch (ProblemException | FieldProblem spoken) {
        throw spoken;
      } catch (Exception thrown) {
        throw new PluginFailure(ID, what, PluginFailure.Kind.THREW, thrown.toString());
      }
    }

    @Override
    public void callEndless(String what, Task code) {
      call(
          what,
          USUAL_LIMIT,
          () -> {
            code.run();
            return true;
          });
    }

    @Override
    public void end(String what) {
      throw new IllegalStateException("nothing here is endless");
    }

    @Override
    public <T> T sheltered(Supplier<T> work) {
      return work.get();
    }

    @Override
    public boolean quarantined() {
      return false;
    }
  }

  private static final Surroundings NOTHING_AROUND =
      new Surroundings() {
        @Override
        public java.time.Instant now() {
          return java.time.Instant.EPOCH;
        }

        @Override
        public Settings settings() {
          throw new IllegalStateException("no settings here");
        }

        @Override
        public Texts texts() {
          throw new IllegalStateException("no texts here");
        }

        @Override
        public Queries queries() {
          throw new IllegalStateException("no schema here");
        }

        @Override
        public Secrets secrets() {
          throw new IllegalStateException("no secrets here");
        }

        @Override
        public Network network() {
          throw new IllegalStateException("no network here");
        }

        @Override
        public Files files() {
          throw new IllegalStateException("no files here");
        }

        @Override
        public <T> Optional<T> service(Class<T> type) {
          return Optional.empty();
        }
      };
}
