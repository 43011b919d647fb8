package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Standing.STANDINGS;

import dev.trestle.plugins.commitments.Outcome.Kind;
import dev.trestle.plugins.commitments.Promise.Deed;
import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.plugins.commitments.Standing.Idle;
import dev.trestle.plugins.commitments.Standing.Outlook;
import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.RiskReason;
import dev.trestle.plugins.commitments.Standing.Words;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries the standing of one ticket from where it was left to the present, and from there through
 * what happens now. Whatever fell due meanwhile happens first, in order and at its true time:
 * whoever comes first, the timer or a change of the ticket, finds the same.
 */
final class Keeper {
  private final Additions additions;
  private final Rules rules;
  private final Ticket ticket;
  private final Instant now;
  private final @Nullable Standing old;
  private final Tellings tellings;
  private final TicketPromises promises;
  private final Present present;
  private final FallingDue fallingDue;

  /** Begins with what fell due until now. */
  Keeper(Additions additions, Rules rules, Ticket ticket) {
    this.additions = additions;
    this.rules = rules;
    this.ticket = ticket;
    this.now = additions.now();
    this.old = of(additions.snapshot(), ticket.id());
    this.tellings = new Tellings(additions, ticket, rules.policy(ticket));
    this.promises = new TicketPromises(additions, ticket.id());
    this.present = new Present(old);
    this.fallingDue = new FallingDue(rules, ticket, present, promises, tellings);
  }

  static @Nullable Standing of(Snapshot snapshot, UUID ticketId) {
    return snapshot.records(STANDINGS).get(ticketId);
  }

  Tellings tellings() {
    return tellings;
  }

  /** Whether there is nothing to keep: no standing so far, no policy, no promise. */
  boolean idle() {
    return old == null && rules.idle() && promises.none();
  }

  @Nullable Promise promise(UUID id) {
    return promises.get(id);
  }

  int owed() {
    return promises.owed();
  }

  /** Puts a promise as it is from now on. */
  void put(Promise promise) {
    promises.put(promise);
  }

  /**
   * What is owed goes to another ticket, by a merge or by its taking back, when what fell due until
   * now has happened on this one.
   *
   * @param madeOn the ticket that is merged: what was promised on others stays
   */
  void give(Ticket to, UUID madeOn) {
    advance(now);
    for (Promise promise : List.copyOf(promises.all())) {
      if (promise.owed() && promise.madeOn().equals(madeOn)) {
        Step step = new Step(Deed.MOVED, now, null, null, promise.dueAt(), to.number());
        Promise moved = promise.on(to.id(), step);
        promises.leave(moved);
        Tasks.drop(additions, ticket.id(), promise.id(), "promise moved to " + to.number());
        tellings.moved(moved, to);
      }
    }
    Notices.follow(additions, ticket, to);
  }

  /** Lets everything happen that fell due until a time, in order. */
  void advance(Instant until) {
    fallingDue.advance(until);
  }

  /** What was said before anybody kept a standing; nobody is blamed for that time. */
  void recall(List<Word> said) {
    for (Word word : said) {
      Words words = present.words;
      present.words =
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
    return present.heardVersion >= ticket.version();
  }

  /**
   * All that happened to the ticket up to its present version has been taken up.
   *
   * @param since the version after which it was; what came before must have been taken up already
   */
  void heard(int since) {
    if (present.heardVersion >= since) {
      present.heardVersion = ticket.version();
    }
  }

  /** Those among all that was said which came after the last that was taken up. */
  List<Word> unheard(List<Word> said) {
    Instant lastIn = present.words.lastIn();
    Instant lastOut = present.words.lastOut();
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
    Words words = present.words;
    if (word.inbound()) {
      if (words.lastIn() != null && word.at().isBefore(words.lastIn())) {
        return;
      }
      present.words = new Words(words.lastOut(), word.at(), words.from(), words.missed());
      if (words.missed()) {
        chased("word", word.at());
      }
    } else if (words.lastOut() == null || word.at().isAfter(words.lastOut())) {
      present.words = new Words(word.at(), words.lastIn(), word.at(), false);
      present.updateDueAt = null;
      tellings.done(CommitmentTask.Origin.UPDATE_MISSED);
    }
  }

  /** A contact asked after a missed update. */
  void chased(String how, Instant at) {
    present.chases++;
    tellings.chased(how, at, present.chases);
  }

  boolean updateMissed() {
    return present.words.missed();
  }

  void outlook(Outlook next) {
    present.outlook = next;
  }

  Outlook outlook() {
    return present.outlook;
  }

  /** A clock of the customer's agreement got at risk. */
  void clockAtRisk(String kind, Instant at) {
    if (live()) {
      fallingDue.began(new Risk(RiskReason.CLOCK, null, kind, null, at), null);
    }
  }

  /** A clock of the customer's agreement ran out. */
  void clockBreached(String target, Instant at) {
    Notice notice = promises.heldAt(at) ? Notice.TOLD : Notice.NONE;
    if (notice == Notice.NONE && present.outlook.clockWaiver() != null) {
      notice = Notice.WAIVED;
    }
    present.outlook = present.outlook.waiving(null);
    tellings.count(Kind.CLOCK_BREACHED, target, at, null, notice);
  }

  /** Puts the standing as it is now. */
  void save() {
    advance(now);
    // A merge ends the ticket, not the work.
    if (!ticket.open() && ticket.mergedIntoId() == null) {
      keepByResolution();
    }
    Policy policy = live() ? tellings.policy() : null;
    foresee(policy);
    Instant nextAt = fallingDue.nextAt();
    if (nextAt != null && !nextAt.isAfter(now)) {
      // By a rule that is new, something is late already: it is told in this commit.
      advance(now);
      foresee(policy);
      nextAt = fallingDue.nextAt();
    }
    Standing next =
        present.standing(
            ticket.id(), policy == null ? null : policy.id(), nextAt, promises.owedAt());
    if (old == null ? nextAt == null && next.isTrivial() : old.says(next)) {
      return;
    }
    additions.put(STANDINGS, next);
  }

  private boolean live() {
    return ticket.open() && ticket.mergedIntoId() == null;
  }

  private void keepByResolution() {
    for (Promise promise : List.copyOf(promises.all())) {
      if (promise.open() && promise.keptByResolution()) {
        tellings.kept(this, promise, now, null, null);
      }
    }
  }

  private void foresee(@Nullable Policy policy) {
    Foresight foresight = new Foresight(additions, rules, ticket, policy, now);
    boolean planned = promises.owed() > 0 || foresight.planned();
    Idle idle = present.idle;
    present.idle =
        new Idle(
            live() && ticket.assigneeId() == null ? since(idle.unownedSince()) : null,
            live() && !planned ? since(idle.unplannedSince()) : null);
    Words words = present.words;
    if (!live()) {
      present.words = new Words(words.lastOut(), words.lastIn(), null, false);
      present.updateDueAt = null;
    } else if (!words.missed()) {
      Foresight.Update update = foresight.update(words);
      present.words = update.words();
      present.updateDueAt = update.dueAt();
    }
    boolean wasSilent = present.isSilent();
    present.silences = foresight.silences(present.idle, present.words, present.silences);
    if (wasSilent && !present.isSilent()) {
      tellings.silenceEnded();
    }
    List<Risk> known = present.risks;
    present.risks = live() ? foresight.risks(promises.all(), present.outlook, known) : List.of();
    for (Risk risk : present.risks) {
      if (!Present.among(known, risk)) {
        fallingDue.tell(risk, risk.promiseId() == null ? null : promises.get(risk.promiseId()));
      }
    }
  }

  private Instant since(@Nullable Instant before) {
    return before == null ? now : before;
  }
}
