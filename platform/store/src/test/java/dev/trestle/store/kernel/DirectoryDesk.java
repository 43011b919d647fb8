package dev.trestle.store.kernel;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.directory.DirectoryDeciders;
import dev.trestle.domain.directory.SetUpDesk;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TicketDeciders;
import dev.trestle.sdk.desk.PrincipalKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A desk with its directory, as after the first start, over a log and perhaps a graph. */
final class DirectoryDesk implements AutoCloseable {
  private static final Viewer SYSTEM =
      new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Permissions.ALL, null);

  final AtomicLong millis;
  final LocalDesk desk;
  private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
  private final Viewer viewer;

  DirectoryDesk(CommitLog log, @Nullable GraphStore graph, long startMillis) {
    millis = new AtomicLong(startMillis);
    AtomicLong ids = new AtomicLong(log.durableSequence() << 20);
    Deciders deciders = new Deciders();
    TicketDeciders.register(deciders);
    DirectoryDeciders.register(deciders);
    desk =
        LocalDesk.open(
            DeskOptions.of(
                new DeskSchema(List.of()),
                deciders,
                this::now,
                () -> new UUID(7, ids.incrementAndGet()),
                new Metrics()),
            log,
            graph);
    if (state().table(Tables.SETTINGS).size() == 0) {
      Outcome set =
          desk.execute(
              new SetUpDesk("Desk", "Ada", "ada@example.com", "$argon2id$x", true, "UTC"),
              new Envelope(SYSTEM, null, 0, false, null));
      if (!set.done()) {
        throw new AssertionError(set.problems());
      }
    }
    viewer =
        new Viewer(ada().id(), PrincipalKind.AGENT, "Ada", null, List.of(), Permissions.ALL, null);
  }

  /** Asked for between reading a snapshot and deciding on it: the moment another writer may use. */
  private Instant now() {
    Runnable other = meanwhile.getAndSet(null);
    if (other != null) {
      other.run();
    }
    return Instant.ofEpochMilli(millis.get());
  }

  State state() {
    return desk.snapshot();
  }

  Agent ada() {
    return state().table(Tables.AGENTS).require(0);
  }

  Queue support() {
    return state().table(Tables.QUEUES).require(0);
  }

  UUID role(String key) {
    return Objects.requireNonNull(state().table(Tables.ROLES).unique("key", key)).id();
  }

  Outcome run(Command command) {
    return desk.execute(command, new Envelope(viewer, null, 0, false, null));
  }

  /** Does it, and answers with the id of the first result. */
  UUID done(Command command) {
    Outcome outcome = run(command);
    if (!outcome.done()) {
      throw new AssertionError(command + " -> " + outcome.problems());
    }
    return outcome.results().getFirst().id();
  }

  /** Carries out one command on a snapshot that another command makes old meanwhile. */
  Outcome overtaken(Command slow, Command quick) {
    meanwhile.set(() -> run(quick));
    return run(slow);
  }

  @Override
  public void close() {
    desk.close();
  }
}
