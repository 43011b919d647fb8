package dev.trestle.plugins.commitments;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody promised to a customer: by when, by whom, and what became of it.
 *
 * @param ticketId where it is owed
 * @param movedFromId the ticket on which it was made, when that was merged into the one where it is
 *     owed now; null otherwise
 * @param contactId to whom; null when nobody in particular
 * @param agentId by whom; null for a team's promise, or nobody's
 * @param channel how it was made
 * @param shownToContact whether contacts who see the ticket see it
 * @param keptByResolution whether the ticket's end keeps it
 * @param owedAt the time while it is neither kept nor withdrawn, so that an index holds what is
 *     still to come; also when it is broken
 * @param toldAt when the customer heard of the present time; null before
 * @param warnedAt when its owner was warned of the present time; null before
 * @param waiver why nobody needs to tell the customer that the present time will pass; null when
 *     nobody said so
 * @param earlier times that were promised before the present one and have not passed yet
 * @param history oldest first
 */
record Promise(
    UUID id,
    int version,
    UUID ticketId,
    @Nullable UUID movedFromId,
    String what,
    Instant dueAt,
    @Nullable UUID contactId,
    @Nullable UUID agentId,
    @Nullable UUID teamId,
    Channel channel,
    boolean shownToContact,
    boolean keptByResolution,
    State state,
    @Nullable Instant owedAt,
    Instant madeAt,
    @Nullable Instant settledAt,
    @Nullable Instant toldAt,
    @Nullable Instant warnedAt,
    @Nullable String waiver,
    List<Earlier> earlier,
    List<Step> history)
    implements DeskRecord {

  static final int STEPS_MAX = 200;

  static final RecordType<Promise> PROMISES =
      RecordType.of("promise", Promise.class)
          .grouped("ticket", "ticketId")
          .grouped("movedFrom", "movedFromId")
          .sorted("owed", "owedAt");

  Promise {
    earlier = List.copyOf(earlier);
    history = List.copyOf(history);
  }

  /** What has become of it. */
  enum State {
    OPEN,
    BROKEN,
    KEPT,
    KEPT_LATE,
    WITHDRAWN
  }

  /** What can happen to it. */
  enum Deed {
    MADE,
    RENEGOTIATED,
    TOLD,
    WAIVED,
    WARNED,
    MOVED,
    BROKEN,
    KEPT,
    WITHDRAWN
  }

  /** A time that was promised, and whether the customer has heard of the one in its place. */
  record Earlier(Instant dueAt, Notice notice) {}

  /**
   * Something that happened to it.
   *
   * @param byName whoever did it, by the name at that time; null for the desk
   */
  record Step(
      Deed deed,
      Instant at,
      @Nullable String byName,
      @Nullable Instant oldDueAt,
      @Nullable Instant dueAt,
      @Nullable String reason) {}

  boolean owed() {
    return owedAt != null;
  }

  /** Whether its time has neither come nor been taken back. */
  boolean open() {
    return state == State.OPEN;
  }

  /**
   * Whether the customer held it for a time behind this one, and had heard of it before: so knew
   * that what was due then would come later.
   */
  boolean heldAt(Instant time) {
    return open() && toldAt != null && toldAt.isBefore(time) && dueAt.isAfter(time);
  }

  /** How it came to its present time; null when that is its first. */
  @Nullable Step moved() {
    Step moved = null;
    for (Step step : history) {
      moved = step.deed() == Deed.RENEGOTIATED ? step : moved;
    }
    return moved;
  }

  /** When its present time was agreed. */
  Instant agreedAt() {
    Step moved = moved();
    return moved == null ? madeAt : moved.at();
  }

  /** The ticket on which it was made. */
  UUID madeOn() {
    return movedFromId == null ? ticketId : movedFromId;
  }

  /** The same where it is owed from now on. */
  Promise on(UUID otherTicketId, Step step) {
    return new Promise(
        id,
        version,
        otherTicketId,
        otherTicketId.equals(madeOn()) ? null : madeOn(),
        what,
        dueAt,
        contactId,
        agentId,
        teamId,
        channel,
        shownToContact,
        keptByResolution,
        state,
        owedAt,
        madeAt,
        settledAt,
        toldAt,
        warnedAt,
        waiver,
        earlier,
        with(step));
  }

  Promise settled(State end, Instant at, Step step) {
    return new Promise(
        id,
        version,
        ticketId,
        movedFromId,
        what,
        dueAt,
        contactId,
        agentId,
        teamId,
        channel,
        shownToContact,
        keptByResolution,
        end,
        end == State.BROKEN ? owedAt : null,
        madeAt,
        end == State.BROKEN ? null : at,
        toldAt,
        warnedAt,
        waiver,
        end == State.BROKEN ? earlier : List.of(),
        with(step));
  }

  /** The same for another time; what was promised before is remembered until it passes. */
  Promise until(Instant time, Notice notice, Step step) {
    List<Earlier> before = new ArrayList<>(earlier);
    if (notice == Notice.TOLD) {
      before.replaceAll(each -> new Earlier(each.dueAt(), Notice.TOLD));
    }
    before.removeIf(each -> !each.dueAt().isBefore(time));
    if (open() && dueAt.isBefore(time)) {
      before.add(new Earlier(dueAt, notice));
    }
    return new Promise(
        id,
        version,
        ticketId,
        movedFromId,
        what,
        time,
        contactId,
        agentId,
        teamId,
        channel,
        shownToContact,
        keptByResolution,
        State.OPEN,
        time,
        madeAt,
        null,
        notice == Notice.TOLD ? step.at() : null,
        null,
        null,
        before,
        with(step));
  }

  /** The customer has heard of the present time. */
  Promise told(Step step) {
    return replaced(
        step.at(),
        warnedAt,
        waiver,
        earlier.stream().map(each -> new Earlier(each.dueAt(), Notice.TOLD)).toList(),
        with(step));
  }

  Promise waived(String reason, Step step) {
    return replaced(
        toldAt,
        warnedAt,
        reason,
        earlier.stream()
            .map(each ->
                each.notice() == Notice.NONE ? new Earlier(each.dueAt(), Notice.WAIVED) : each)
            .toList(),
        with(step));
  }

  Promise warned(Instant at, Step step) {
    return replaced(toldAt, at, waiver, earlier, with(step));
  }

  /** Without the earlier time that has passed. */
  Promise without(Earlier passed, Step step) {
    List<Earlier> left = new ArrayList<>(earlier);
    left.remove(passed);
    return replaced(toldAt, warnedAt, waiver, left, with(step));
  }

  private Promise replaced(
      @Nullable Instant told,
      @Nullable Instant warned,
      @Nullable String waived,
      List<Earlier> before,
      List<Step> steps) {
    return new Promise(
        id,
        version,
        ticketId,
        movedFromId,
        what,
        dueAt,
        contactId,
        agentId,
        teamId,
        channel,
        shownToContact,
        keptByResolution,
        state,
        owedAt,
        madeAt,
        settledAt,
        told,
        warned,
        waived,
        before,
        steps);
  }

  private List<Step> with(Step step) {
    List<Step> steps = new ArrayList<>(history);
    steps.add(step);
    return steps;
  }
}
