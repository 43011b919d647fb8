package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fetches by IMAP. A message is marked, moved or deleted only when the intake has it on disk. Where
 * messages stay in the folder, the highest number taken is remembered; where a folder has begun to
 * count anew, those of the last days are fetched once more, and known again by the intake, and with
 * them whatever nobody has seen.
 */
final class ImapFetcher extends Fetcher<Imap> {
  /** A server may hang up after half an hour of silence (RFC 2177). */
  private static final Duration IDLE_MAX = Duration.ofMinutes(25);

  /**
   * So many times as long as between two looks it is relied on that the server tells: it does not
   * when the folder was renamed, or something on the way forgot the connection.
   */
  private static final int RELIED_ON = 5;

  ImapFetcher(Visit visit) {
    super(visit);
  }

  @Override
  Imap connected(Mailbox.Server server) throws Trouble {
    return Imap.connected(server, visit.trust());
  }

  @Override
  void end(Imap imap) {
    imap.end();
  }

  @Override
  void takeFrom(Imap imap) throws IOException, InterruptedException, IntakeBusy {
    Imap.Folder folder = imap.open(fetch.folder());
    works();
    while (!visit.over()) {
      takeNew(imap, folder);
      if (visit.over()) {
        return;
      }
      // A server tells of each new message once, and may have done so while others were taken.
      if (!imap.hasNews() && !waited(imap)) {
        // The folder may be another one by now, or have begun to count anew.
        folder = imap.open(fetch.folder());
      }
    }
  }

  /** Waits until something came, or it is time to look; whether the server told of something. */
  private boolean waited(Imap imap) throws IOException, InterruptedException {
    if (imap.canIdle()) {
      Duration wait = fetch.poll().multipliedBy(RELIED_ON);
      return imap.idle(wait.compareTo(IDLE_MAX) > 0 ? IDLE_MAX : wait);
    }
    visit.rest(fetch.poll());
    return false;
  }

  /** Takes what is there, lowest number first. */
  private void takeNew(Imap imap, Imap.Folder folder) throws IOException, IntakeBusy {
    Reception before = visit.reception();
    boolean goesOn = before.uidValidity() == folder.uidValidity();
    boolean counts = fetch.afterwards() == Mailbox.Afterwards.SEEN;
    long last = goesOn ? before.lastUid() : 0;
    int taken = 0;
    Left left = new Left();
    for (long uid : wanted(imap, folder, before, goesOn)) {
      if (visit.over() || left.tooMany()) {
        break;
      }
      long size = imap.size(uid);
      if (size >= 0) {
        Left.Fate fate = left.tries(() -> take(imap, uid, size));
        if (fate == Left.Fate.LEFT) {
          continue;
        }
        if (fate == Left.Fate.IN_PART && fetch.afterwards() == Mailbox.Afterwards.DELETE) {
          imap.markSeen(uid);
          visit.note(reception -> reception.staying(folder.name(uid)));
        } else {
          settle(imap, uid);
        }
        taken++;
      }
      last = left.any() ? last : Math.max(last, uid);
      if (taken == NOTED_EVERY) {
        note(folder, counts && goesOn ? last : 0, taken);
        taken = 0;
      }
    }
    if (left.any()) {
      note(folder, goesOn ? last : 0, taken);
      left.tell();
    }
    boolean whole = !visit.over();
    if (counts && (goesOn || whole)) {
      note(folder, goesOn ? last : Math.max(last, folder.uidNext() - 1), taken);
    } else {
      int count = taken;
      visit.note(reception -> reception.took(count, visit.now()));
    }
  }

  private boolean take(Imap imap, long uid, long size) throws IntakeBusy {
    return visit.take(() -> imap.body(uid, size), "imap " + fetch.folder() + " " + uid);
  }

  private void note(Imap.Folder folder, long last, int taken) {
    visit.note(reception ->
        (last == 0 ? reception : reception.upTo(folder.uidValidity(), last))
            .took(taken, visit.now()));
  }

  private List<Long> wanted(Imap imap, Imap.Folder folder, Reception before, boolean goesOn)
      throws IOException {
    if (fetch.afterwards() != Mailbox.Afterwards.SEEN) {
      Set<String> stay = Set.copyOf(before.known());
      return imap.found("UNDELETED").stream()
          .filter(uid -> !stay.contains(folder.name(uid)))
          .toList();
    }
    if (goesOn) {
      long last = before.lastUid();
      // The last message of a folder belongs to every such range, whatever its number.
      return imap.found("UID " + (last + 1) + ":* UNDELETED").stream()
          .filter(uid -> uid > last)
          .toList();
    }
    Instant takenAt = before.takenAt();
    // What was taken at a first look that broke off is marked as read.
    return takenAt == null || before.uidValidity() == 0
        ? imap.found("UNSEEN UNDELETED")
        : imap.found("OR UNSEEN SINCE " + day(takenAt) + " UNDELETED");
  }

  /** The day before, as the zone of a server's days is not known. */
  private static String day(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC).minusDays(1);
    String month = day.getMonth().getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH);
    return day.getDayOfMonth() + "-" + month + "-" + day.getYear();
  }

  private void settle(Imap imap, long uid) throws IOException {
    switch (fetch.afterwards()) {
      case SEEN -> imap.markSeen(uid);
      case MOVE -> imap.move(uid, fetch.moveTo());
      case DELETE -> imap.delete(uid);
    }
  }
}
