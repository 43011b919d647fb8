package dev.trestle.plugins.commitments;

import dev.trestle.plugins.commitments.Standing.Idle;
import dev.trestle.plugins.commitments.Standing.Outlook;
import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.RiskReason;
import dev.trestle.plugins.commitments.Standing.Silence;
import dev.trestle.plugins.commitments.Standing.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A standing while it is carried on: how the ticket stands at the time it has come to. */
final class Present {
  private final @Nullable Standing old;
  Words words;
  Idle idle;
  Outlook outlook;
  List<Silence> silences;
  List<Risk> risks;
  @Nullable Instant updateDueAt;
  int chases;
  int heardVersion;
  private List<Risk> clocksTold;

  /** Begins where a standing was left; with nothing, where there is none yet. */
  Present(@Nullable Standing old) {
    this.old = old;
    this.words = old == null ? Words.NONE : old.words();
    this.idle = old == null ? Idle.NONE : old.idle();
    this.outlook = old == null ? Outlook.NONE : old.outlook();
    this.silences = old == null ? List.of() : old.silences();
    this.risks = old == null ? List.of() : old.risks();
    this.updateDueAt = old == null ? null : old.updateDueAt();
    this.chases = old == null ? 0 : old.chases();
    this.heardVersion = old == null ? 0 : old.heardVersion();
    this.clocksTold = old == null ? List.of() : old.clocksTold();
  }

  boolean isKnown(Risk risk) {
    return among(risks, risk);
  }

  static boolean among(List<Risk> risks, Risk risk) {
    for (Risk known : risks) {
      if (known.sameAs(risk)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a risk that begins has to be told. The event of a clock can come after a look at the
   * clock that found the same, or much later.
   */
  boolean tells(Risk risk) {
    if (risk.reason() == RiskReason.CLOCK) {
      if (clocksTold.contains(risk)) {
        return false;
      }
      List<Risk> told = new ArrayList<>(clocksTold);
      told.removeIf(risk::sameAs);
      told.add(risk);
      clocksTold = told;
    }
    return true;
  }

  void silent(Silence silence) {
    List<Silence> told = new ArrayList<>(silences);
    told.remove(silence);
    told.add(new Silence(silence.reason(), silence.from(), silence.dueAt(), true));
    silences = told;
  }

  boolean isSilent() {
    return silentSince() != null;
  }

  private @Nullable Instant silentSince() {
    Instant first = null;
    for (Silence silence : silences) {
      boolean sooner = first == null || silence.dueAt().isBefore(first);
      first = silence.told() && sooner ? silence.dueAt() : first;
    }
    return first;
  }

  private @Nullable Instant atRiskSince() {
    Instant first = null;
    for (Risk risk : risks) {
      first = first == null || risk.since().isBefore(first) ? risk.since() : first;
    }
    return first;
  }

  /**
   * The standing to store.
   *
   * @param policyId of the policy that applies, if any
   * @param nextAt when something is to be done next
   */
  Standing standing(
      UUID ticketId, @Nullable UUID policyId, @Nullable Instant nextAt, @Nullable Instant owedAt) {
    Instant silentSince = silentSince();
    return new Standing(
        ticketId,
        old == null ? 0 : old.version(),
        policyId,
        nextAt,
        owedAt,
        updateDueAt,
        chases,
        silentSince != null,
        silentSince,
        !risks.isEmpty(),
        atRiskSince(),
        words,
        idle,
        outlook,
        silences,
        risks,
        heardVersion,
        clocksTold);
  }
}
