package dev.trestle.plugins.sla.api;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One promise on a ticket, as its latest cycle stands.
 *
 * @param agreement with whom, as {@code SlaAgreement} of the public schema names it: CUSTOMER,
 *     OPERATIONAL or SUPPLIER
 * @param kind what is promised, as {@code SlaTargetKind} names it, such as RESOLUTION
 * @param state as {@code SlaClockState} names it: RUNNING, PAUSED, MET, MISSED, BREACHED or
 *     CANCELLED; more may come
 * @param policyId the policy whose target it has, or had last
 * @param policyName what people call that policy
 * @param shownToRequester whether the contact who asked sees this clock
 * @param cycle which run of the clock it is, from 1
 * @param startedAt when this run began
 * @param target the working time allowed
 * @param used the working time used so far
 * @param atRisk whether it is neither late nor over, and more is used than the policy's share
 * @param atRiskAt when it gets, or got, at risk; null while that is not foreseen
 * @param dueAt when the target will be used up if nothing changes, or when it was; null while the
 *     clock is paused or over without having been late, and when the calendar has no further hours
 * @param projectedAt when the target would be used up if time counted from now on: {@code dueAt} of
 *     a clock that counts or is late, of a paused one the earliest time possible; null when it is
 *     over, and when the calendar has no further hours
 * @param breachedAt when it became late; null unless it did
 * @param endedAt when it ended, or stopped because the ticket ended; null while it is open
 */
public record PromisedClock(
    String agreement,
    String kind,
    String state,
    UUID policyId,
    String policyName,
    boolean shownToRequester,
    int cycle,
    Instant startedAt,
    Duration target,
    Duration used,
    boolean atRisk,
    @Nullable Instant atRiskAt,
    @Nullable Instant dueAt,
    @Nullable Instant projectedAt,
    @Nullable Instant breachedAt,
    @Nullable Instant endedAt) {
  /** What of the target is left; negative when it is late. */
  public Duration remaining() {
    return target.minus(used);
  }
}
