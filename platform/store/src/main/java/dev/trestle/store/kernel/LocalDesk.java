package dev.trestle.store.kernel;

import dev.trestle.domain.codec.Interner;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.CommandGuards;
import dev.trestle.domain.command.Decision;
import dev.trestle.domain.command.DecisionContext;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.log.LogEntry;
import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.PendingCommit;
import dev.trestle.domain.metrics.Counter;
import dev.trestle.domain.metrics.Histogram;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.ChangeSetCodec;
import dev.trestle.domain.state.Pointer;
import dev.trestle.domain.state.Receipt;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A desk on this machine: the log is its truth, memory its state, the graph its checkpoint. */
public final class LocalDesk implements Desk, AutoCloseable {
  // A record everybody writes to at once settles after as many rounds as there are writers.
  private static final int DECISIONS_MAX = 100;
  // Who lost so often takes turns with the others who did.
  private static final int LOST_MAX = 6;
  private static final long FIRST_NUMBER = 1001;

  private final DeskOptions options;
  private final CommitLog log;
  private final ChangeSetCodec codec;
  private final Sequencer sequencer;
  private final RecentCommits recent;
  private final EntryCache entries;
  private final @Nullable Checkpointer checkpointer;
  private final Turns turns = new Turns();
  private final AtomicLong nextNumber;
  private final Histogram commitTime;
  private final Histogram decideTime;
  private final Counter conflicts;
  private final Counter refusals;

  private LocalDesk(
      DeskOptions options, CommitLog log, State state, @Nullable Checkpointer checkpointer) {
    this.options = options;
    this.log = log;
    this.codec = new ChangeSetCodec(options.schema());
    this.recent = new RecentCommits(state.sequence());
    this.entries = new EntryCache(options.entryCacheBytes());
    this.checkpointer = checkpointer;
    this.nextNumber = new AtomicLong(firstFreeNumber(state));
    this.commitTime =
        options.metrics().timing("trestle_commit_seconds", "From decision to durable answer.");
    this.decideTime =
        options.metrics().timing("trestle_decide_seconds", "Deciding one command on a snapshot.");
    this.conflicts =
        options
            .metrics()
            .counter("trestle_commit_retries_total", "Decisions repeated because a record moved.");
    this.refusals =
        options
            .metrics()
            .counter("trestle_commit_unavailable_total", "Commands refused for a broken log.");
    this.sequencer =
        new Sequencer(
            log,
            state,
            options.metrics().timing("trestle_apply_seconds", "Applying one commit to the state."),
            this::published);
    options.metrics().gauge("trestle_sequence", "The last published commit.", () -> recent.last());
    if (checkpointer != null) {
      checkpointer.start(this::feed, this::snapshot);
    }
  }

  /**
   * Opens a desk over a log. With a graph, the state is loaded from it and the log's tail replayed;
   * without one, the whole log is replayed and nothing is checkpointed.
   */
  public static LocalDesk open(DeskOptions options, CommitLog log, @Nullable GraphStore graph) {
    return open(options, log, graph, ReplayProgress.SILENT);
  }

  /** As above, telling how far the replay is. */
  public static LocalDesk open(
      DeskOptions options, CommitLog log, @Nullable GraphStore graph, ReplayProgress progress) {
    Replay replay = new Replay(options.schema(), log);
    if (graph == null) {
      return new LocalDesk(options, log, replay.fromStart(progress), null);
    }
    State stored = Pages.load(options.schema(), graph);
    Checkpointer checkpointer = new Checkpointer(options, log, graph, stored);
    State state = replay.from(stored, log.durableSequence(), progress);
    return new LocalDesk(options, log, state, checkpointer);
  }

  private static long firstFreeNumber(State state) {
    long[] highest = {FIRST_NUMBER - 1};
    state
        .table(Tables.TICKETS)
        .forEach(ticket -> {
          String number = ticket.number();
          highest[0] = Math.max(highest[0], digitsOnly(number));
        });
    return highest[0] + 1;
  }

  /** The number that this text is; -1 when it holds anything but digits, or too many. */
  private static long digitsOnly(String text) {
    if (text.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private void published(List<Commit> group) {
    recent.add(group);
  }

  @Override
  public State snapshot() {
    return sequencer.published();
  }

  @Override
  public Outcome execute(Command command, Envelope envelope) {
    @Nullable ReentrantLock[] turn = {null};
    try {
      return execute(command, envelope, turn);
    } finally {
      ReentrantLock held = turn[0];
      if (held != null) {
        held.unlock();
      }
    }
  }

  private Outcome execute(Command command, Envelope envelope, @Nullable ReentrantLock[] turn) {
    long started = System.nanoTime();
    for (int attempt = 0; attempt < DECISIONS_MAX; attempt++) {
      State state = sequencer.published();
      Outcome earlier = given(state, envelope);
      if (earlier != null) {
        return earlier;
      }
      long decideStarted = System.nanoTime();
      Draft draft = options.deciders().draft(command, context(state, envelope));
      Decision decision = draft.decided(command.commandName(), command.depth());
      decideTime.recordNanos(System.nanoTime() - decideStarted);
      switch (decision) {
        case Decision.Rejected rejected -> {
          return new Outcome(rejected.problems(), List.of(), state, 0, false);
        }
        case Decision.Accepted decided -> {
          CommandGuards.Findings found = guarded(command, decided.changeSet(), draft);
          if (!found.problems().isEmpty()) {
            return new Outcome(found.problems(), List.of(), state, 0, false, found.warnings());
          }
          Decision.Accepted accepted = accompanied(command, decided, draft);
          ChangeSet changes = accepted.changeSet();
          List<ChangeSet.Result> results = changes.header().results();
          List<Problem> warnings = joined(accepted.warnings(), found.warnings());
          if (envelope.dryRun()) {
            return new Outcome(List.of(), results, state.overlaid(changes), 0, false, warnings);
          }
          if (empty(changes) && envelope.operationKey() == null) {
            return new Outcome(List.of(), results, state, 0, false, warnings);
          }
          try {
            Sequencer.Submission submission =
                sequencer.submit(
                    state, codec.encode(changes), joined(accepted.expectations(), found.relied()));
            switch (submission) {
              case Sequencer.Submission.Accepted taken -> {
                taken.pending().await();
                commitTime.recordNanos(System.nanoTime() - started);
                return new Outcome(
                    List.of(), results, taken.after(), taken.pending().sequence(), false, warnings);
              }
              case Sequencer.Submission.Moved moved -> {
                conflicts.increment();
                await(moved.mover());
                if (attempt >= LOST_MAX && turn[0] == null) {
                  ReentrantLock mine = turns.of(moved.contended());
                  mine.lock();
                  turn[0] = mine;
                }
              }
            }
          } catch (LogUnavailable trouble) {
            refusals.increment();
            return new Outcome(List.of(problem(trouble)), List.of(), snapshot(), 0, false);
          }
        }
      }
    }
    return new Outcome(
        List.of(
            Problem.of(
                ProblemType.UNAVAILABLE,
                "TOO_MUCH_CONTENTION",
                "Others keep changing the same record. Ask again with the same operation key.")),
        List.of(),
        snapshot(),
        0,
        false);
  }

  /** What the guards say to a decision; they are asked about tickets only. */
  private CommandGuards.Findings guarded(Command command, ChangeSet changes, Draft draft) {
    if (!options.guards().watching() || !changes.puts(Tables.TICKETS)) {
      return CommandGuards.Findings.NONE;
    }
    return options
        .guards()
        .check(
            new CommandGuards.Proposal(
                command.commandName(),
                draft.viewer(),
                changes.header().atMillis(),
                draft.state(),
                draft::after,
                changes));
  }

  /** The decision with what companions add; they are asked about tickets and messages only. */
  private Decision.Accepted accompanied(Command command, Decision.Accepted decided, Draft draft) {
    ChangeSet changes = decided.changeSet();
    if (!options.companions().watching() || !(changes.puts(Tables.TICKETS) || changes.says())) {
      return decided;
    }
    options.companions().accompany(command.commandName(), changes, draft);
    return draft.accepted(command.commandName(), command.depth());
  }

  private static <E> List<E> joined(List<E> some, List<E> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<E> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static boolean empty(ChangeSet changes) {
    return changes.puts().isEmpty() && changes.removals().isEmpty() && changes.entries().isEmpty();
  }

  private static void await(@Nullable PendingCommit mover) {
    if (mover != null) {
      mover.await();
    }
  }

  private DecisionContext context(State state, Envelope envelope) {
    return new DecisionContext(
        state,
        envelope.viewer(),
        // A clock that steps back must not make a record older than what came before it.
        Math.max(options.clock().millis(), state.atMillis()),
        options.ids(),
        envelope.dryRun() ? numbersAsNow() : () -> Long.toString(nextNumber.getAndIncrement()),
        envelope.operationKey(),
        envelope.inputHash(),
        envelope.traceId());
  }

  /** The numbers that come next, without taking them. */
  private Supplier<String> numbersAsNow() {
    AtomicLong next = new AtomicLong(nextNumber.get());
    return () -> Long.toString(next.getAndIncrement());
  }

  /** The earlier answer to this operation key, or the refusal of a key used for something else. */
  private @Nullable Outcome given(State state, Envelope envelope) {
    if (envelope.operationKey() == null || envelope.dryRun()) {
      return null;
    }
    Receipt receipt =
        state.receipts().find(envelope.operationKey(), State.ownerOf(envelope.viewer().id()));
    if (receipt == null) {
      return null;
    }
    if (receipt.inputHash() != envelope.inputHash()) {
      return new Outcome(
          List.of(
              Problem.of(
                  ProblemType.CONFLICT,
                  "OPERATION_KEY_REUSED",
                  "This operation key was used for another request. Use a new key for each.",
                  "input",
                  "operationKey")),
          List.of(),
          state,
          0,
          false);
    }
    LogEntry entry = log.read(receipt.sequence());
    ChangeSet changes = codec.decode(entry.payload(), Interner.NONE).changeSet();
    State then = state.asLeftBy(changes, entry.payloadAddress() + entry.payload().length);
    return new Outcome(List.of(), changes.header().results(), then, receipt.sequence(), true);
  }

  private static Problem problem(LogUnavailable trouble) {
    return switch (trouble.reason()) {
      case DISK_FULL ->
          Problem.of(
              ProblemType.UNAVAILABLE,
              "DISK_FULL",
              "The desk's disk is full, so nothing can be written. Free some space, then repeat"
                  + " with the same operation key.");
      case IO_ERROR ->
          Problem.of(
              ProblemType.UNAVAILABLE,
              "DISK_FAILED",
              "The desk's disk refuses writes. Once it works again, repeat with the same operation"
                  + " key.");
      case CLOSED ->
          Problem.of(
              ProblemType.UNAVAILABLE,
              "DESK_STOPPING",
              "The desk is stopping. Repeat with the same operation key when it is back.");
      case QUEUE_FULL ->
          Problem.of(
              ProblemType.LIMIT,
              "WRITE_QUEUE_FULL",
              "Too many writes wait for the disk. Repeat a little later with the same operation"
                  + " key.");
      case TOO_LARGE ->
          Problem.of(
              ProblemType.LIMIT,
              "COMMIT_TOO_LARGE",
              "This changes too much at once. Split it into several requests.");
    };
  }

  @Override
  public TimelineEntry entry(long pointer) {
    long address = Pointer.address(pointer);
    TimelineEntry cached = entries.get(address);
    if (cached != null) {
      return cached;
    }
    TimelineEntry read = ChangeSetCodec.decodeEntry(log.readBlock(address));
    entries.put(address, read);
    return read;
  }

  @Override
  public CommitFeed feed(long afterSequence) {
    return new LogFeed(log, codec, recent, this::snapshot, afterSequence);
  }

  /** The log beneath, for backup and verification. */
  public CommitLog log() {
    return log;
  }

  /** Whether writes work, as text for operators; empty when they do. */
  public String trouble() {
    return log.trouble();
  }

  /** Brings the graph up to the present; a no-op without a graph. */
  public void checkpoint() {
    if (checkpointer != null) {
      checkpointer.checkpointNow();
    }
  }

  /** Stops checkpointing after a last one, then closes the log. The caller closes the graph. */
  @Override
  public void close() {
    if (checkpointer != null) {
      checkpointer.close();
    }
    log.close();
    recent.wake();
  }
}
