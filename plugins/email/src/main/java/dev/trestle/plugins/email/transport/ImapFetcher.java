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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fetches by IMAP. A message is marked, moved or deleted only when the intake has it on disk. Where
 * messages stay in the folder, the highest number taken is remembered; where a folder has begun to
 * count anew, those of the last days are fetched once more, and known again by the intake.
 */
final class ImapFetcher implements Fetcher {
  /** A server may hang up after half an hour of silence (RFC 2177). */
  private static final Duration IDLE_MAX = Duration.ofMinutes(25);

  private static final int NOTED_EVERY = 50;

  private final Visit visit;
  private final Mailbox.Fetch fetch;
  private final Mailbox.Server server;
  private volatile @Nullable Imap current;

  ImapFetcher(Visit visit) {
    this.visit = visit;
    this.fetch = visit.mailbox().fetch();
    this.server = Objects.requireNonNull(fetch.server());
  }

  @Override
  public void fetch() throws IOException, InterruptedException, IntakeBusy {
    visit.judge(server);
    Credential credential = visit.credential(server);
    Imap imap = Imap.connected(server, visit.trust());
    current = imap;
    try {
      signIn(imap, credential);
      Imap.Folder folder = imap.open(fetch.folder());
      visit.note(reception -> reception.troubled("", visit.now()));
      while (!visit.over()) {
        takeNew(imap, folder);
        if (visit.over()) {
          return;
        }
        if (imap.canIdle()) {
          imap.idle(IDLE_MAX);
        } else {
          visit.rest(fetch.poll());
        }
      }
    } finally {
      current = null;
      imap.end();
    }
  }

  private void signIn(Imap imap, Credential credential) throws IOException {
    try {
      imap.signIn(credential);
    } catch (Trouble refused) {
      visit.forgetToken();
      throw refused;
    }
  }

  /** Takes what is there, lowest number first. */
  private void takeNew(Imap imap, Imap.Folder folder) throws IOException, IntakeBusy {
    Reception before = visit.reception();
    boolean goesOn = before.uidValidity() == folder.uidValidity();
    boolean counts = fetch.afterwards() == Mailbox.Afterwards.SEEN;
    long last = goesOn ? before.lastUid() : 0;
    int taken = 0;
    Left left = new Left();
    for (long uid : wanted(imap, before, goesOn)) {
      if (visit.over() || left.tooMany()) {
        break;
      }
      long size = imap.size(uid);
      if (size >= 0) {
        if (!left.takes(() -> take(imap, uid, size))) {
          continue;
        }
        settle(imap, uid);
        taken++;
      }
      last = left.any() ? last : Math.max(last, uid);
      if (counts && goesOn && taken == NOTED_EVERY) {
        note(folder, last, taken);
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

  private void take(Imap imap, long uid, long size) throws IntakeBusy {
    visit.take(() -> imap.body(uid, size), "imap " + fetch.folder() + " " + uid);
  }

  private void note(Imap.Folder folder, long last, int taken) {
    visit.note(reception ->
        (last == 0 ? reception : reception.upTo(folder.uidValidity(), last))
            .took(taken, visit.now()));
  }

  private List<Long> wanted(Imap imap, Reception before, boolean goesOn) throws IOException {
    if (fetch.afterwards() != Mailbox.Afterwards.SEEN) {
      return imap.found("UNDELETED");
    }
    if (goesOn) {
      long last = before.lastUid();
      // The last message of a folder belongs to every such range, whatever its number.
      return imap.found("UID " + (last + 1) + ":* UNDELETED").stream()
          .filter(uid -> uid > last)
          .toList();
    }
    Instant takenAt = before.takenAt();
    return takenAt == null
        ? imap.found("UNSEEN UNDELETED")
        : imap.found("SINCE " + day(takenAt) + " UNDELETED");
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

  @Override
  public void cut() {
    Imap open = current;
    if (open != null) {
      open.closeQuietly();
    }
  }
}
