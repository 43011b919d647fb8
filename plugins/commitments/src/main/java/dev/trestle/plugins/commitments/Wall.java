package dev.trestle.plugins.commitments;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The crack list on the wall: whoever looks hears of each ticket that joins or leaves it. Nothing
 * is kept but who looks at the moment; a change that is told twice does no harm, as what it shows
 * is read anew.
 */
final class Wall implements Reaction {
  private static final String JOINED = "TicketFellSilent";
  private static final String LEFT = "TicketSilenceEnded";
  private static final int WAITING_MAX = 1_000;

  /** One change of the list. */
  record SilenceChange(UUID ticketId, boolean silent) {}

  private final Set<Onlooker> onlookers = ConcurrentHashMap.newKeySet();

  @Override
  public String name() {
    return "wall";
  }

  @Override
  public Set<String> events() {
    return Set.of(JOINED, LEFT);
  }

  @Override
  public void react(Occasion occasion) {
    UUID ticketId = occasion.event().ticketId();
    if (ticketId != null) {
      SilenceChange change = new SilenceChange(ticketId, occasion.event().type().equals(JOINED));
      Snapshot snapshot = occasion.draft().snapshot();
      tell(change, viewer -> snapshot.ticket(ticketId, viewer) != null);
    }
  }

  /** Tells those who look and may see it. */
  void tell(SilenceChange change, Predicate<Viewer> sees) {
    for (Onlooker onlooker : onlookers) {
      if (sees.test(onlooker.viewer)) {
        onlooker.tell(change);
      }
    }
  }

  LiveSource open(Arguments arguments, RequestContext context) {
    Onlooker onlooker = new Onlooker(context.get(Viewer.class));
    onlookers.add(onlooker);
    return onlooker;
  }

  private final class Onlooker implements LiveSource {
    private final Viewer viewer;
    private final BlockingQueue<SilenceChange> changes = new ArrayBlockingQueue<>(WAITING_MAX);
    private volatile boolean late;

    Onlooker(Viewer viewer) {
      this.viewer = viewer;
    }

    void tell(SilenceChange change) {
      if (!changes.offer(change)) {
        late = true;
      }
    }

    @Override
    public @Nullable LiveItem next(Duration timeout) throws InterruptedException {
      if (late) {
        throw new FieldProblem(
            ProblemType.LIMIT,
            "SILENCE_TOO_FAR_BEHIND",
            "This subscription is more than " + WAITING_MAX + " changes behind.",
            "Read the list again and subscribe anew.");
      }
      SilenceChange change = changes.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return change == null ? null : new LiveItem(change);
    }

    @Override
    public void close() {
      onlookers.remove(this);
    }
  }
}
