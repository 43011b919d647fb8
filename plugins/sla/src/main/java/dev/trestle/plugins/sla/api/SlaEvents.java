package dev.trestle.plugins.sla.api;

import dev.trestle.sdk.desk.EventFacts.FieldChange;
import dev.trestle.sdk.event.DeskEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The events that stand in a ticket's history when something became of its clocks, each once. A
 * plugin that reacts to them names them in its manifest ({@code events}); it need not require the
 * plugin {@code sla}, and hears nothing while that is away.
 */
public final class SlaEvents {
  /** A clock got at risk: the policy's share of its target is used. */
  public static final String AT_RISK = "SlaAtRisk";

  /** A clock became late. */
  public static final String BREACHED = "SlaBreached";

  /** A step of the policy before the target was reached. */
  public static final String WARNED = "SlaWarned";

  /** A step of the policy at the target or behind it was reached. */
  public static final String ESCALATED = "SlaEscalated";

  private SlaEvents() {}

  /** The true instant, which may lie before the event's own time when the desk was down. */
  public static Instant at(DeskEvent event) {
    String at = after(event, "at");
    return at == null ? event.at() : Instant.parse(at);
  }

  /** With whom the promise was made, as {@code SlaAgreement} of the public schema names it. */
  public static @Nullable String agreement(DeskEvent event) {
    return after(event, "agreement");
  }

  /** What was promised, as {@code SlaTargetKind} of the public schema names it. */
  public static @Nullable String kind(DeskEvent event) {
    return after(event, "target");
  }

  /** The policy's name at that time. */
  public static @Nullable String policyName(DeskEvent event) {
    return after(event, "policy");
  }

  /** The working time that was allowed. */
  public static @Nullable Duration allowed(DeskEvent event) {
    String allowed = after(event, "allowed");
    return allowed == null ? null : Duration.parse(allowed);
  }

  private static @Nullable String after(DeskEvent event, String field) {
    for (FieldChange change : event.changes()) {
      if (change.field().equals(field)) {
        return change.after();
      }
    }
    return null;
  }
}
