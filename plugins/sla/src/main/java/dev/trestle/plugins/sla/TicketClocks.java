package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a ticket's clocks; its id is the ticket's. The clocks themselves are computed
 * from the course; the rest is what lists sort and filter by, as of the last change or instant.
 *
 * @param ticketVersion the ticket's version that the course has followed
 * @param course as {@link CourseCodec} writes it
 * @param acted the steps that have acted, as {@link StepKey} writes them
 * @param owed steps whose instant had come when a change of the ticket overtook their timer
 * @param nextAt when something is to be done next; null: nothing is foreseen
 * @param dueAt the earliest due instant of the clocks that are not over
 * @param usedUpAt the earliest instant at which one that is not over is used up, as if a paused one
 *     had gone on
 * @param atRiskAt the earliest instant at which one that is neither late nor over gets at risk
 * @param breachedAt when the first of those that are late became late
 * @param state the worst of the clocks
 * @param live whether the ticket has not ended
 */
record TicketClocks(
    UUID id,
    int version,
    int ticketVersion,
    byte[] course,
    List<String> acted,
    List<Passed> owed,
    @Nullable Instant nextAt,
    @Nullable Instant dueAt,
    @Nullable Instant usedUpAt,
    @Nullable Instant atRiskAt,
    @Nullable Instant breachedAt,
    @Nullable SlaState state,
    boolean breached,
    boolean atRisk,
    List<UUID> policyIds,
    boolean live)
    implements DeskRecord {

  static final RecordType<TicketClocks> CLOCKS =
      RecordType.ofTicket("clocks", TicketClocks.class)
          .grouped("breached", "breached")
          .grouped("atRisk", "atRisk")
          .grouped("state", "state")
          .grouped("policy", "policyIds")
          .grouped("live", "live")
          .sorted("due", "dueAt")
          .sorted("usedUp", "usedUpAt")
          .sorted("atRiskAt", "atRiskAt")
          .sorted("breachedAt", "breachedAt")
          .waking(ClockTimer.NAME, "nextAt");

  TicketClocks {
    acted = List.copyOf(acted);
    owed = List.copyOf(owed);
    policyIds = List.copyOf(policyIds);
  }

  /** How a ticket stands, by the worst of its clocks. */
  enum SlaState {
    BREACHED,
    AT_RISK,
    RUNNING,
    PAUSED,
    OVER
  }

  /**
   * A step whose instant has come.
   *
   * @param step as {@link StepKey} writes it
   * @param at the instant
   * @param span the target's, in milliseconds
   */
  record Passed(String step, Instant at, UUID policyId, long span) {}

  /** Whether both say the same, whatever their versions. */
  boolean says(TicketClocks other) {
    return ticketVersion == other.ticketVersion
        && Arrays.equals(course, other.course)
        && acted.equals(other.acted)
        && owed.equals(other.owed)
        && Objects.equals(nextAt, other.nextAt)
        && Objects.equals(dueAt, other.dueAt)
        && Objects.equals(usedUpAt, other.usedUpAt)
        && Objects.equals(atRiskAt, other.atRiskAt)
        && Objects.equals(breachedAt, other.breachedAt)
        && state == other.state
        && breached == other.breached
        && atRisk == other.atRisk
        && policyIds.equals(other.policyIds)
        && live == other.live;
  }

  Course path() {
    return CourseCodec.decode(course);
  }
}
