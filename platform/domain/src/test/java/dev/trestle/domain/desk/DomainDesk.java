package dev.trestle.domain.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Interner;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.Decision;
import dev.trestle.domain.command.DecisionContext;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.ChangeSetCodec;
import dev.trestle.domain.state.ChangeSetCodec.Encoded;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.Pointer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.ticket.TicketDeciders;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A desk without a log: commands are decided on its state, and what they change is encoded and
 * applied at once, as one after the other in a single thread. For tests of the domain alone.
 */
public final class DomainDesk {
  public static final Viewer SYSTEM =
      new Viewer(null, PrincipalKind.SYSTEM, "system", null, List.of(), Permissions.ALL, null);
  private static final long FIRST_ADDRESS = 64;

  public final DeskSchema schema = new DeskSchema(List.of());
  public final Deciders deciders = new Deciders();
  public long millis = Instant.parse("2031-03-03T09:00:00Z").toEpochMilli();
  private final ChangeSetCodec codec = new ChangeSetCodec(schema);
  private final TreeMap<Long, byte[]> payloads = new TreeMap<>();
  private final List<long[]> commits = new ArrayList<>();
  private State state = State.empty(schema);
  private long nextAddress = FIRST_ADDRESS;
  private long nextId = 1_000;
  private long nextNumber = 1_001;

  /** Puts records as they are, which no user could ask for. */
  public record Arrange(Consumer<dev.trestle.domain.command.Draft> how) implements Command {}

  public DomainDesk() {
    TicketDeciders.register(deciders);
    deciders.add(Arrange.class, (wish, draft) -> wish.how().accept(draft));
  }

  public State state() {
    return state;
  }

  /** An id that nothing has yet. */
  public UUID newId() {
    return new UUID(7, ++nextId);
  }

  /** What became of a command. */
  public record Answer(List<Problem> problems, @Nullable ChangeSet changes) {
    public boolean done() {
      return problems.isEmpty();
    }

    public List<String> codes() {
      return problems.stream().map(Problem::code).toList();
    }

    /** The id the answer names under this role. */
    public UUID id(String role) {
      if (changes == null) {
        throw new AssertionError("refused: " + problems);
      }
      return changes.header().results().stream()
          .filter(result -> result.role().equals(role))
          .map(ChangeSet.Result::id)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Decides without applying. */
  public Answer dryRun(Command command, Viewer viewer) {
    long number = nextNumber;
    long id = nextId;
    Decision decision = decide(command, viewer, null);
    nextNumber = number;
    nextId = id;
    return switch (decision) {
      case Decision.Rejected rejected -> new Answer(rejected.problems(), null);
      case Decision.Accepted accepted -> new Answer(List.of(), accepted.changeSet());
    };
  }

  public Answer execute(Command command, Viewer viewer) {
    return execute(command, viewer, null);
  }

  public Answer execute(Command command, Viewer viewer, @Nullable UUID operationKey) {
    return switch (decide(command, viewer, operationKey)) {
      case Decision.Rejected rejected -> new Answer(rejected.problems(), null);
      case Decision.Accepted accepted -> {
        Encoded encoded = codec.encode(accepted.changeSet());
        long sequence = state.sequence() + 1;
        long at = Math.max(state.atMillis(), accepted.changeSet().header().atMillis());
        payloads.put(nextAddress, encoded.payload());
        commits.add(new long[] {sequence, at, nextAddress});
        state = state.apply(sequence, at, nextAddress, encoded);
        nextAddress += encoded.payload().length;
        yield new Answer(List.of(), accepted.changeSet());
      }
    };
  }

  public Decision decide(Command command, Viewer viewer, @Nullable UUID operationKey) {
    return deciders.decide(
        command,
        new DecisionContext(
            state,
            viewer,
            Math.max(millis, state.atMillis()),
            this::newId,
            () -> Long.toString(nextNumber++),
            operationKey,
            0,
            null));
  }

  /** Reads a timeline entry from the bytes its commit was encoded to. */
  public TimelineEntry entry(long pointer) {
    long address = Pointer.address(pointer);
    var payload = payloads.floorEntry(address);
    byte[] bytes = payload.getValue();
    int at = (int) (address - payload.getKey());
    int length =
        (bytes[at] & 0xFF) << 24
            | (bytes[at + 1] & 0xFF) << 16
            | (bytes[at + 2] & 0xFF) << 8
            | bytes[at + 3] & 0xFF;
    return ChangeSetCodec.decodeEntry(java.util.Arrays.copyOfRange(bytes, at + 4, at + 4 + length));
  }

  /** The state that the encoded commits alone lead to. */
  public State replayed() {
    State replayed = State.empty(schema);
    for (long[] commit : commits) {
      Encoded decoded = codec.decode(payloads.get(commit[2]), Interner.NONE);
      replayed = replayed.apply(commit[0], commit[1], commit[2], decoded);
    }
    return replayed;
  }

  /** Applies the commits from this sequence number on to the given state once more. */
  public State reapplied(State start, long fromSequence) {
    State again = start;
    for (long[] commit : commits) {
      if (commit[0] >= fromSequence) {
        Encoded decoded = codec.decode(payloads.get(commit[2]), Interner.NONE);
        again = again.apply(commit[0], commit[1], commit[2], decoded);
      }
    }
    return again;
  }

  /** Somebody with the permissions of a role that a desk starts with. */
  public static Viewer viewer(
      String role, PrincipalKind kind, @Nullable UUID id, @Nullable UUID companyId) {
    for (Permissions.StartingRole starting : Permissions.STARTING_ROLES) {
      if (starting.key().equals(role)) {
        return new Viewer(
            id, kind, role, companyId, List.of(role), Set.copyOf(starting.permissions()), null);
      }
    }
    throw new IllegalArgumentException(role);
  }
}
