package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages: stores the bytes, understands them, and puts all that comes of it into one
 * commit. What cannot be taken as it was understood is taken as not understood, so that nothing a
 * message says can keep it out.
 */
final class MailTaker implements MailIntake {
  @Override
  public Taken take(Door door, UUID mailboxId, MailSource raw, Envelope envelope)
      throws IntakeBusy {
    Mailbox mailbox = door.snapshot().records(MailRecords.MAILBOXES).get(mailboxId);
    if (mailbox == null) {
      throw new IntakeBusy("The mailbox was removed.");
    }
    Incoming mail;
    try {
      Storing storing = new Storing(door.surroundings().files());
      Storing.Original original = storing.original(raw);
      Taken earlier = earlier(door.snapshot(), original.taken(), true);
      if (earlier != null) {
        return earlier;
      }
      mail = storing.understood(original, mailbox, envelope, Storing.own(door.snapshot()));
    } catch (IOException unreadable) {
      throw new IntakeBusy(
          "The message could not be stored: " + unreadable.getMessage(), unreadable);
    }
    return commit(door, mail);
  }

  private static Taken commit(Door door, Incoming mail) throws IntakeBusy {
    ReadMail read = mail.read();
    List<Problem> problems =
        read == null ? List.of() : door.commit(null, draft -> fill(draft, mail, read));
    if (read == null || isAboutTheMessage(problems)) {
      String reason = words(problems);
      problems = door.commit(null, draft -> fillBare(draft, mail, reason));
    }
    Taken taken = earlier(door.snapshot(), mail.taken(), false);
    if (taken == null) {
      throw new IntakeBusy("The desk refuses it: " + words(problems));
    }
    return taken;
  }

  private static void fill(Draft draft, Incoming mail, ReadMail read) {
    if (earlier(draft.snapshot(), mail.taken(), true) == null) {
      Plan plan =
          Plan.of(
              draft.snapshot(),
              draft.surroundings(),
              mail.mailbox(),
              read,
              mail.envelope(),
              draft.now());
      new Deeds(draft, mail, plan).carryOut();
    }
  }

  private static void fillBare(Draft draft, Incoming mail, String reason) {
    if (earlier(draft.snapshot(), mail.taken(), true) == null) {
      new Deeds(draft, mail, Plan.bare(mail, draft.surroundings(), reason)).carryOut();
    }
  }

  private static @Nullable Taken earlier(Snapshot snapshot, String taken, boolean again) {
    Mail mail = snapshot.records(MailRecords.MAILS).unique("taken", taken);
    return mail == null
        ? null
        : new Taken(mail.id(), mail.ticketId(), again, mail.originalFileId() != null);
  }

  /** Whether it is refused for what it says, and not because the desk is busy. */
  private static boolean isAboutTheMessage(List<Problem> problems) {
    return !problems.isEmpty()
        && problems.stream()
            .noneMatch(problem ->
                problem.type() == ProblemType.UNAVAILABLE
                    || problem.type() == ProblemType.LIMIT
                    || problem.type() == ProblemType.INTERNAL);
  }

  private static String words(List<Problem> problems) {
    return Words.cut(
        problems.stream().map(Problem::message).collect(Collectors.joining(" ")),
        Words.SUBJECT_MAX);
  }
}
