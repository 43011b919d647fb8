package dev.trestle.plugins.commitments;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket stands; its id is the ticket's. What lists filter and sort by, as of the last change
 * or instant, and what the next instant is computed from.
 *
 * @param policyId the policy that applies; null when none does
 * @param nextAt when something is to be done next; null: nothing is foreseen
 * @param promiseDueAt the earliest time that is promised and still owed
 * @param updateDueAt when the customer is owed a word, or was when it was missed
 * @param chases how often the customer asked after a missed update
 * @param silentSince when the first of its present silences began
 * @param silences what is foreseen as well as what has begun
 * @param heardVersion the ticket's version up to which all that happened has been taken up
 * @param clocksTold the clocks that got at risk last, one of each kind, so that none is told twice
 */
record Standing(
    UUID id,
    int version,
    @Nullable UUID policyId,
    @Nullable Instant nextAt,
    @Nullable Instant promiseDueAt,
    @Nullable Instant updateDueAt,
    int chases,
    boolean silent,
    @Nullable Instant silentSince,
    boolean atRisk,
    @Nullable Instant atRiskSince,
    Words words,
    Idle idle,
    Outlook outlook,
    List<Silence> silences,
    List<Risk> risks,
    int heardVersion,
    List<Risk> clocksTold)
    implements DeskRecord {

  static final RecordType<Standing> STANDINGS =
      RecordType.ofTicket("standing", Standing.class)
          .grouped("silent", "silent")
          .grouped("atRisk", "atRisk")
          .sorted("promiseDue", "promiseDueAt")
          .sorted("updateDue", "updateDueAt")
          .sorted("silentSince", "silentSince")
          .sorted("atRiskSince", "atRiskSince")
          .sorted("chases", "chases")
          .waking(StandingTimer.NAME, "nextAt");

  Standing {
    silences = List.copyOf(silences);
    risks = List.copyOf(risks);
    clocksTold = List.copyOf(clocksTold);
  }

  /**
   * What was said.
   *
   * @param lastOut the last public word of staff; null before the first
   * @param lastIn the last word of a contact; null before the first
   * @param from since when the next word is owed; null while none is
   * @param missed whether it was due and has not come yet
   */
  record Words(
      @Nullable Instant lastOut, @Nullable Instant lastIn, @Nullable Instant from, boolean missed) {
    static final Words NONE = new Words(null, null, null, false);
  }

  /**
   * Since when nobody has it, and since when nothing is planned.
   *
   * @param unownedSince null while somebody has it
   * @param unplannedSince null while something is planned
   */
  record Idle(@Nullable Instant unownedSince, @Nullable Instant unplannedSince) {
    static final Idle NONE = new Idle(null, null);
  }

  /**
   * When the work will end as far as people know.
   *
   * @param endsAt null when nobody said
   * @param because why then; null when nobody said
   * @param clockWaiver why the customer needs not hear that a clock runs out; null when nobody said
   */
  record Outlook(@Nullable Instant endsAt, @Nullable String because, @Nullable String clockWaiver) {
    static final Outlook NONE = new Outlook(null, null, null);

    Outlook waiving(@Nullable String reason) {
      return new Outlook(endsAt, because, reason);
    }

    Outlook ending(@Nullable Instant at, @Nullable String reason) {
      return new Outlook(at, reason, clockWaiver);
    }
  }

  /** Why a ticket is on the crack list. */
  enum SilenceReason {
    NO_OWNER,
    NO_NEXT_ACTION,
    NO_WORD
  }

  /**
   * One kind of silence.
   *
   * @param from since when it is so
   * @param dueAt from when on it is too long
   * @param told whether that was told
   */
  record Silence(SilenceReason reason, Instant from, Instant dueAt, boolean told) {}

  /** Why a promise is at risk. */
  enum RiskReason {
    /** Its time is near. */
    PROMISE_NEAR,
    /** The work will end later than promised. */
    ENDS_LATER,
    /** A clock of the customer's agreement is at risk. */
    CLOCK
  }

  /**
   * One thing that is at risk.
   *
   * @param promiseId null for a clock
   * @param target what the clock counts; null for a promise
   * @param dueAt the promised time; null for a clock
   */
  record Risk(
      RiskReason reason,
      @Nullable UUID promiseId,
      @Nullable String target,
      @Nullable Instant dueAt,
      Instant since) {
    boolean sameAs(Risk other) {
      return reason == other.reason
          && Objects.equals(promiseId, other.promiseId)
          && Objects.equals(target, other.target)
          && Objects.equals(dueAt, other.dueAt);
    }
  }

  /** Whether both say the same, whatever their versions, and those of their ticket. */
  boolean says(Standing other) {
    return new Standing(
            id,
            other.version,
            policyId,
            nextAt,
            promiseDueAt,
            updateDueAt,
            chases,
            silent,
            silentSince,
            atRisk,
            atRiskSince,
            words,
            idle,
            outlook,
            silences,
            risks,
            other.heardVersion,
            clocksTold)
        .equals(other);
  }

  /** Whether it says nothing that nobody would know without it. */
  boolean isTrivial() {
    return policyId == null
        && promiseDueAt == null
        && risks.isEmpty()
        && outlook.equals(Outlook.NONE);
  }

  /** What keeps the ticket on the crack list now. */
  List<Silence> begun() {
    return silences.stream().filter(Silence::told).toList();
  }
}
