package dev.trestle.plugins.email.transport;

import static dev.trestle.plugins.email.intake.MailRecords.MAILBOXES;

import dev.trestle.plugins.email.intake.MailIntake;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.work.Work;
import dev.trestle.sdk.work.Worker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Keeps every mailbox that is fetched fetched, each on a thread of its own. */
final class MailboxWatch implements Worker {
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final MailIntake intake;
  private final Tokens tokens;
  private final SmtpSubmission submission;

  MailboxWatch(MailIntake intake, Tokens tokens, SmtpSubmission submission) {
    this.intake = intake;
    this.tokens = tokens;
    this.submission = submission;
  }

  @Override
  public String name() {
    return "mailboxes";
  }

  @Override
  public void run(Work work) throws Exception {
    Map<UUID, Fetching> running = new HashMap<>();
    try {
      while (!work.stopping()) {
        Map<UUID, Mailbox> wanted = wanted(work);
        endOthers(running, wanted);
        for (Mailbox mailbox : wanted.values()) {
          if (!running.containsKey(mailbox.id())) {
            Fetching fetching = new Fetching(new DeskVisit(work, intake, tokens, mailbox));
            running.put(mailbox.id(), fetching);
            fetching.start();
          }
        }
        tokens.keepSuccessors(work);
        submission.closeIdle(work.now());
        work.pause(LOOK);
      }
    } finally {
      submission.closeIdle(null);
      running.values().forEach(Fetching::end);
      for (Fetching each : running.values()) {
        each.join();
      }
    }
  }

  private static Map<UUID, Mailbox> wanted(Work work) {
    Map<UUID, Mailbox> wanted = new HashMap<>();
    for (Mailbox mailbox : work.snapshot().records(MAILBOXES).all()) {
      if (mailbox.enabled() && mailbox.fetch().server() != null) {
        wanted.put(mailbox.id(), mailbox);
      }
    }
    return wanted;
  }

  /** Ends those whose mailbox is gone, or was changed. */
  private static void endOthers(Map<UUID, Fetching> running, Map<UUID, Mailbox> wanted)
      throws InterruptedException {
    for (Fetching each : Map.copyOf(running).values()) {
      Mailbox now = wanted.get(each.mailbox().id());
      if (now == null || now.version() != each.mailbox().version() || !each.alive()) {
        each.end();
        each.join();
        running.remove(each.mailbox().id());
      }
    }
  }
}
