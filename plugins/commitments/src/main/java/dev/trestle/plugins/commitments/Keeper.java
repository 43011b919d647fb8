package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Promise.PROMISES;
import static dev.trestle.plugins.commitments.Standing.STANDINGS;

import dev.trestle.plugins.commitments.Outcome.Kind;
import dev.trestle.plugins.commitments.Promise.Deed;
import dev.trestle.plugins.commitments.Promise.Earlier;
import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.plugins.commitments.Standing.Idle;
import dev.trestle.plugins.commitments.Standing.Outlook;
import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.RiskReason;
import dev.trestle.plugins.commitments.Standing.Silence;
import dev.trestle.plugins.commitments.Standing.Words;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries the standing of one ticket from where it was left to the present, and from there through
 * what happens now. Whatever fell due meanwhile happens first, in order and at its true time:
 * whoever comes first, the timer or a change of the ticket, finds the same.
 */
final class Keeper {
  private static final int PROMISES_READ_MAX = 1_000;

  private final Additions additions;
  private final Rules rules;
  private final Ticket ticket;
  private final Instant now;
  private final @Nullable Standing old;
  private final Tellings tellings;
  private final Map<UUID, Promise> promises = new LinkedHashMap<>();

  private Words words;
  private Idle idle;
  private Outlook outlook;
  private List<Silence> silences;
  private List<Risk> risks;
  private @Nullable Instant updateDueAt;
  private int chases;
  private int heardVersion;
  private List<Risk> clocksTold;

  /** Begins with what fell due until now. */
  Keeper(Additions additions, Rules rules, Ticket ticket) {
    this.additions = additions;
    this.rules = rules;
    this.ticket = ticket;
    this.now = additions.now();
    this.old = of(additions.snapshot(), ticket.id());
    this.words = old == null ? Words.NONE : old.words();
    this.idle = old == null ? Idle.NONE : old.idle();
    this.outlook = old == null ? Outlook.NONE : old.outlook();
    this.silences = old == null ? List.of() : old.silences();
    this.risks = old == null ? List.of() : old.risks();
    this.updateDueAt = old == null ? null : old.updateDueAt();
    this.chases = old == null ? 0 : old.chases();
    this.heardVersion = old == null ? 0 : old.heardVersion();
    this.clocksTold = old == null ? List.of() : old.clocksTold();
    for (Promise promise :
        additions
            .snapshot()
            .records(PROMISES)
            .group("ticket", ticket.id())
            .first(PROMISES_READ_MAX)) {
      promises.put(promise.id(), promise);
    }
    this.tellings = new Tellings(additions, ticket, rules.policy(ticket));
  }

  static @Nullable Standing of(Snapshot snapshot, UUID ticketId) {
    return snapshot.records(STANDINGS).get(ticketId);
  }

  Tellings tellings() {
    return tellings;
  }

  /** Whether there is nothing to keep: no standing so far, no policy, no promise. */
  boolean idle() {
    return old == null && rules.idle() && promises.isEmpty();
  }

  @Nullable Promise promise(UUID id) {
    return promises.get(id);
  }

  int owed() {
    return (int) promises.values().stream().filter(Promise::owed).count();
  }

  /** Puts a promise as it is from now on. */
  void put(Promise promise) {
    promises.put(promise.id(), promise);
    additions.put(PROMISES, promise);
  }

  /**
   * What is owed goes to another ticket, by a merge or by its taking back, when what fell due until
   * now has happened on this one.
   *
   * @param madeOn the ticket that is merged: what was promised on others stays
   */
  void give(Ticket to, UUID madeOn) {
    advance(now);
    for (Promise promise : List.copyOf(promises.values())) {
      if (promise.owed() && promise.madeOn().equals(madeOn)) {
        promises.remove(promise.id());
        Step step = new Step(Deed.MOVED, now, null, null, promise.dueAt(), to.number());
        Promise moved = promise.on(to.id(), step);
        additions.put(PROMISES, moved);
        Tasks.drop(additions, ticket.id(), promise.id(), "promise moved to " + to.number());
        tellings.moved(moved, to);
      }
    }
    Notices.follow(additions, ticket, to);
  }

  /** Lets everything happen that fell due until a time, in order. */
  void advance(Instant until) {
    Due next = next();
    while (next != null && !next.at().isAfter(until)) {
      next.happen().run();
      next = next();
    }
  }

  private record Due(Instant at, Runnable happen) {}

  private @Nullable Due next() {
    Due first = null;
    Policy policy = tellings.policy();
    for (Promise promise : promises.values()) {
      for (Earlier earlier : promise.earlier()) {
        first = sooner(first, earlier.dueAt(), () -> passed(promise, earlier));
      }
      if (promise.open()) {
        if (promise.warnedAt() == null) {
          Instant at = rules.warnAt(policy, ticket, promise);
          first = sooner(first, at, () -> warned(promise, at));
        }
        first = sooner(first, promise.dueAt(), () -> broken(promise));
      }
    }
    Instant due = updateDueAt;
    if (due != null && !words.missed()) {
      first = sooner(first, due, () -> missed(due));
    }
    for (Silence silence : silences) {
      if (!silence.told()) {
        first = sooner(first, silence.dueAt(), () -> silent(silence));
      }
    }
    return first;
  }

  private static Due sooner(@Nullable Due first, Instant at, Runnable happen) {
    return first == null || at.isBefore(first.at()) ? new Due(at, happen) : first;
  }

  private void warned(Promise promise, Instant at) {
    Promise warned =
        promise.warned(at, new Step(Deed.WARNED, at, null, null, promise.dueAt(), null));
    put(warned);
    began(new Risk(RiskReason.PROMISE_NEAR, promise.id(), null, promise.dueAt(), at), warned);
  }

  /** A risk is told when it begins, also when it is over by the time the desk gets to it. */
  private void began(Risk risk, @Nullable Promise promise) {
    if (risks.stream().noneMatch(risk::sameAs)) {
      List<Risk> more = new ArrayList<>(risks);
      more.add(risk);
      risks = more;
      tell(risk, promise);
    }
  }

  /** The event of a clock can come after a look at the clock that found the same, or much later. */
  private void tell(Risk risk, @Nullable Promise promise) {
    if (risk.reason() == RiskReason.CLOCK) {
      if (clocksTold.contains(risk)) {
        return;
      }
      List<Risk> told = new ArrayList<>(clocksTold);
      told.removeIf(risk::sameAs);
      told.add(risk);
      clocksTold = told;
    }
    tellings.atRisk(risk, promise);
  }

  private void passed(Promise promise, Earlier earlier) {
    Step step =
        new Step(Deed.BROKEN, earlier.dueAt(), null, earlier.dueAt(), promise.dueAt(), null);
    Promise left = promise.without(earlier, step);
    put(left);
    tellings.breached(left, earlier.dueAt(), earlier.notice());
  }

  private void broken(Promise promise) {
    Notice notice = promise.waiver() == null ? Notice.NONE : Notice.WAIVED;
    Step step = new Step(Deed.BROKEN, promise.dueAt(), null, promise.dueAt(), null, null);
    Promise broken = promise.settled(Promise.State.BROKEN, promise.dueAt(), step);
    put(broken);
    tellings.breached(broken, promise.dueAt(), notice);
    tellings.brokenNow(broken);
  }

  private void missed(Instant due) {
    words = new Words(words.lastOut(), words.lastIn(), words.from(), true);
    tellings.updateMissed(due);
  }

  private void silent(Silence silence) {
    List<Silence> told = new ArrayList<>(silences);
    told.remove(silence);
    told.add(new Silence(silence.reason(), silence.from(), silence.dueAt(), true));
    silences = told;
    tellings.fellSilent(silence);
  }

  /** What was said before anybody kept a standing; nobody is blamed for that time. */
  void recall(List<Word> said) {
    for (Word word : said) {
      words =
          word.inbound()
              ? new Words(words.lastOut(), word.at(), null, false)
              : new Words(word.at(), words.lastIn(), null, false);
    }
  }

  boolean fresh() {
    return old == null;
  }

  /** Whether nothing happened to the ticket since all was taken up. */
  boolean upToDate() {
    return heardVersion >= ticket.version();
  }

  /**
   * All that happened to the ticket up to its present version has been taken up.
   *
   * @param since the version after which it was; what came before must have been taken up already
   */
  void heard(int since) {
    if (heardVersion >= since) {
      heardVersion = ticket.version();
    }
  }

  /** Those among all that was said which came after the last that was taken up. */
  List<Word> unheard(List<Word> said) {
    Instant lastIn = words.lastIn();
    Instant lastOut = words.lastOut();
    return said.stream()
        .filter(word -> {
          Instant last = word.inbound() ? lastIn : lastOut;
          return last == null || word.at().isAfter(last);
        })
        .toList();
  }

  /** Somebody said something in public; two may well say something at the same instant. */
  void word(Word word) {
    advance(word.at());
    if (word.inbound()) {
      if (words.lastIn() != null && word.at().isBefore(words.lastIn())) {
        return;
      }
      words = new Words(words.lastOut(), word.at(), words.from(), words.missed());
      if (words.missed()) {
        chased("word", word.at());
      }
    } else if (words.lastOut() == null || word.at().isAfter(words.lastOut())) {
      words = new Words(word.at(), words.lastIn(), word.at(), false);
      updateDueAt = null;
      tellings.done(CommitmentTask.Origin.UPDATE_MISSED);
    }
  }

  /** A contact asked after a missed update. */
  void chased(String how, Instant at) {
    chases++;
    tellings.chased(how, at, chases);
  }

  boolean updateMissed() {
    return words.missed();
  }

  void outlook(Outlook next) {
    outlook = next;
  }

  Outlook outlook() {
    return outlook;
  }

  /** A clock of the customer's agreement got at risk. */
  void clockAtRisk(String kind, Instant at) {
    if (live()) {
      began(new Risk(RiskReason.CLOCK, null, kind, null, at), null);
    }
  }

  /** A clock of the customer's agreement ran out. */
  void clockBreached(String target, Instant at) {
    Notice notice = Notice.NONE;
    for (Promise promise : promises.values()) {
      if (promise.heldAt(at)) {
        notice = Notice.TOLD;
      }
    }
    if (notice == Notice.NONE && outlook.clockWaiver() != null) {
      notice = Notice.WAIVED;
    }
    outlook = outlook.waiving(null);
    tellings.count(Kind.CLOCK_BREACHED, target, at, null, notice);
  }

  /** Puts the standing as it is now, with its timer. */
  void save() {
    advance(now);
    // A merge ends the ticket, not the work.
    if (!ticket.open() && ticket.mergedIntoId() == null) {
      keepByResolution();
    }
    Policy policy = live() ? tellings.policy() : null;
    foresee(policy);
    Due due = next();
    if (due != null && !due.at().isAfter(now)) {
      // By a rule that is new, something is late already: it is told in this commit.
      advance(now);
      foresee(policy);
    }
    Standing next = standing(policy);
    if (old == null ? next.nextAt() == null && trivial(next) : old.says(next)) {
      return;
    }
    additions.put(STANDINGS, next);
    if (old != null && Objects.equals(old.nextAt(), next.nextAt())) {
      return;
    }
    String key = ticket.id().toString();
    if (next.nextAt() != null) {
      additions.setTimer(new TimerSetting(StandingTimer.NAME, key, next.nextAt(), ticket.id()));
    } else if (old != null) {
      additions.cancelTimer(StandingTimer.NAME, key);
    }
  }

  private boolean live() {
    return ticket.open() && ticket.mergedIntoId() == null;
  }

  private static boolean trivial(Standing standing) {
    return standing.policyId() == null
        && standing.promiseDueAt() == null
        && standing.risks().isEmpty()
        && standing.outlook().equals(Outlook.NONE);
  }

  private void keepByResolution() {
    for (Promise promise : List.copyOf(promises.values())) {
      if (promise.open() && promise.keptByResolution()) {
        tellings.kept(this, promise, now, null, null);
      }
    }
  }

  private void foresee(@Nullable Policy policy) {
    Foresight foresight = new Foresight(additions, rules, ticket, policy, now);
    boolean planned = promises.values().stream().anyMatch(Promise::owed) || foresight.planned();
    idle =
        new Idle(
            live() && ticket.assigneeId() == null ? since(idle.unownedSince()) : null,
            live() && !planned ? since(idle.unplannedSince()) : null);
    if (!live()) {
      words = new Words(words.lastOut(), words.lastIn(), null, false);
      updateDueAt = null;
    } else if (!words.missed()) {
      Foresight.Update update = foresight.update(words);
      words = update.words();
      updateDueAt = update.dueAt();
    }
    List<Silence> before = silences;
    silences = foresight.silences(idle, words, before);
    boolean was = before.stream().anyMatch(Silence::told);
    if (was && silences.stream().noneMatch(Silence::told)) {
      tellings.silenceEnded();
    }
    List<Risk> known = risks;
    risks = live() ? foresight.risks(promises.values(), outlook, known) : List.of();
    for (Risk risk : risks) {
      if (known.stream().noneMatch(risk::sameAs)) {
        tell(risk, risk.promiseId() == null ? null : promises.get(risk.promiseId()));
      }
    }
  }

  private Instant since(@Nullable Instant before) {
    return before == null ? now : before;
  }

  private Standing standing(@Nullable Policy policy) {
    Due due = next();
    Instant promiseDue =
        promises.values().stream()
            .map(Promise::owedAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    Instant silentSince =
        silences.stream()
            .filter(Silence::told)
            .map(Silence::dueAt)
            .min(Instant::compareTo)
            .orElse(null);
    return new Standing(
        ticket.id(),
        old == null ? 0 : old.version(),
        policy == null ? null : policy.id(),
        due == null ? null : due.at(),
        promiseDue,
        updateDueAt,
        chases,
        silentSince != null,
        silentSince,
        !risks.isEmpty(),
        risks.stream().map(Risk::since).min(Instant::compareTo).orElse(null),
        words,
        idle,
        outlook,
        silences,
        risks,
        heardVersion,
        clocksTold);
  }
}
