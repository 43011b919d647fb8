package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One promise of a policy.
 *
 * @param spans working time in milliseconds by priority; a priority without one has no clock
 * @param pausesIn where time does not count, for kinds that leave that open
 * @param startsWithRequest for NEXT_RESPONSE: a request that nobody has answered yet begins a cycle
 * @param atRiskShare percent of the target from which a clock is at risk
 * @param steps at most one at each place
 */
public record Target(
    Kind kind,
    Map<TicketPriority, Long> spans,
    Set<StatusCategory> pausesIn,
    boolean startsWithRequest,
    int atRiskShare,
    List<Step> steps) {
  public static final int AT_RISK_SHARE = 80;

  public Target {
    spans = Map.copyOf(spans);
    pausesIn = Set.copyOf(pausesIn);
    steps = List.copyOf(steps);
  }

  /** A target that leaves everything else as it usually is. */
  public static Target of(Kind kind, Map<TicketPriority, Long> spans) {
    return new Target(kind, spans, kind.pausesUsually(), false, AT_RISK_SHARE, List.of());
  }

  public @Nullable Long span(TicketPriority priority) {
    return spans.get(priority);
  }

  boolean counts(StatusCategory category) {
    return kind.counts(category, pausesIn);
  }

  /** Whether both count the same time. */
  boolean countsAs(Target other) {
    return !kind.pausesByChoice() || pausesIn.equals(other.pausesIn);
  }

  Step atRisk() {
    return new Step(Step.Basis.AT_SHARE, atRiskShare);
  }
}
