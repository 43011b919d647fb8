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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages: stores the bytes, understands them, and puts all that comes of it into one
 * commit. What cannot be taken as it was understood is taken as not understood, and what cannot
 * even be read is taken unread, so that nothing a message says can keep it out.
 */
final class MailTaker implements MailIntake {
  private static final Logger LOG = LoggerFactory.getLogger(MailTaker.class);

  private final Reading reading;
  private final Reading bounded;
  private final Attempts attempts = new Attempts();

  MailTaker(Reading reading) {
    this.reading = reading;
    this.bounded = new BoundedReading(reading, BoundedReading.PATIENCE);
  }

  @Override
  public Taken take(Door door, UUID mailboxId, MailSource raw, Envelope envelope)
      throws IntakeBusy {
    Mailbox mailbox = door.snapshot().records(MailRecords.MAILBOXES).get(mailboxId);
    if (mailbox == null) {
      throw new IntakeBusy("The mailbox was removed.");
    }
    Storing storing = new Storing(door.surroundings().files());
    try {
      Storing.Original original = storing.original(raw);
      Taken earlier = earlier(door.snapshot(), original.taken(), true);
      if (earlier != null) {
        return earlier;
      }
      if (!attempts.mayRead(original.taken(), door.now())) {
        return commit(door, storing.unread(original, mailbox, envelope));
      }
      return attempts.noted(
          original.taken(),
          door.now(),
          () -> commit(door, understood(door, storing, original, mailbox, envelope)));
    } catch (IOException unreadable) {
      throw notStored(unreadable);
    }
  }

  private Incoming understood(
      Door door, Storing storing, Storing.Original original, Mailbox mailbox, Envelope envelope)
      throws IntakeBusy {
    try {
      return storing.understood(
          original,
          mailbox,
          envelope,
          door.isBounded() ? reading : bounded,
          Storing.own(door.snapshot()));
    } catch (IOException unreadable) {
      throw notStored(unreadable);
    }
  }

  private static IntakeBusy notStored(IOException unreadable) {
    return new IntakeBusy(
        "The message could not be stored: " + unreadable.getMessage(), unreadable);
  }

  private static Taken commit(Door door, Incoming mail) throws IntakeBusy {
    ReadMail read = mail.read();
    List<Problem> problems = List.of();
    if (read != null) {
      problems = tried(door, mail, draft -> fill(draft, mail, read));
    }
    if (read == null || isAboutTheMessage(problems)) {
      String reason = words(problems);
      problems = tried(door, mail, draft -> fillBare(draft, mail, reason));
    }
    if (read != null && isAboutTheMessage(problems)) {
      // Even what was understood of it is too much.
      String reason = words(problems);
      problems = tried(door, mail, draft -> fillBare(draft, mail.unread(), reason));
    }
    Taken taken = earlier(door.snapshot(), mail.taken(), false);
    if (taken == null) {
      throw new IntakeBusy("The desk refuses it: " + words(problems));
    }
    return taken;
  }

  /** What the commit is refused for; a stumble over what the message says is a refusal of it. */
  private static List<Problem> tried(Door door, Incoming mail, Consumer<Draft> changes)
      throws IntakeBusy {
    boolean[] began = {false};
    try {
      return door.commit(
          null,
          draft -> {
            began[0] = true;
            changes.accept(draft);
            began[0] = false;
          });
    } catch (RuntimeException | StackOverflowError unexpected) {
      if (!began[0]) {
        throw unexpected;
      }
      LOG.warn("A message to {} could not be taken.", mail.mailbox().address(), unexpected);
      return List.of(
          Problem.of(
              ProblemType.INVALID,
              "MAIL_STUMBLED",
              "The desk stumbled over it: " + unexpected.getClass().getSimpleName() + "."));
    }
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
