package dev.trestle.plugins.email.transport;

import static dev.trestle.plugins.email.transport.Reception.RECEPTIONS;

import dev.trestle.plugins.email.intake.MailIntake;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.work.Worker;
import java.time.Duration;
import java.util.List;

/** What this package contributes to the plugin. */
public final class Transport {
  private static final Duration TEST_LIMIT = Duration.ofSeconds(90);

  private final Tokens tokens = new Tokens();
  private final SmtpSubmission submission = new SmtpSubmission(tokens);
  private final ConnectionTest test = new ConnectionTest(tokens);

  /** What sends. */
  public Submission submission() {
    return submission;
  }

  /**
   * What brings messages.
   *
   * @param intake where they go
   */
  public List<Worker> workers(MailIntake intake) {
    return List.of(new MailboxWatch(intake, tokens, submission), new Receiving(intake));
  }

  public List<RecordType<?>> records() {
    return List.of(RECEPTIONS);
  }

  public List<Setting> settings() {
    return List.of(
        Setting.of(
            Line.AUTHORITIES,
            Setting.Kind.TEXT,
            "Certificates in PEM, one behind the other, of authorities that mail servers of your own"
                + " are vouched for by, besides those that Java knows. Certificates are always"
                + " checked.",
            null),
        number(
            Receiving.PORT,
            "The port at which a mail server of yours may bring mail by SMTP; 0 for none.",
            "0"),
        number(
            Receiving.LMTP_PORT,
            "The port at which a mail server of yours may bring mail by LMTP; 0 for none.",
            "0"),
        Setting.of(
            Receiving.ADDRESS,
            Setting.Kind.TEXT,
            "The address of this machine at which both listen. Whoever reaches it can bring mail.",
            "127.0.0.1"),
        number(Receiving.MEGABYTES, "The largest message that both take, in MiB.", "50"),
        Setting.of(
            Receiving.CERTIFICATE,
            Setting.Kind.TEXT,
            "A certificate in PEM by which both offer STARTTLS, with those that vouch for it behind"
                + " it; without it they offer none.",
            null),
        Setting.of(
            Receiving.KEY,
            Setting.Kind.SECRET,
            "The key of that certificate in PEM, as PKCS 8 without a password.",
            null));
  }

  private static Setting number(String name, String description, String usual) {
    return Setting.of(name, Setting.Kind.WHOLE_NUMBER, description, usual);
  }

  public List<Fields<?>> fields() {
    return List.of(
        Fields.of("Mailbox", Mailbox.class)
            .computed(
                "reception",
                (mailbox, _, context) ->
                    context.get(Snapshot.class).records(RECEPTIONS).get(mailbox.id()))
            .slow(
                "fetchTest",
                TEST_LIMIT,
                (mailbox, _, context) -> test.fetching(mailbox, context.get(Surroundings.class)))
            .slow(
                "sendTest",
                TEST_LIMIT,
                (mailbox, _, context) -> test.sending(mailbox, context.get(Surroundings.class))),
        Fields.of("MailboxReception", Reception.class)
            .getter(
                "trouble", reception -> reception.trouble().isEmpty() ? null : reception.trouble())
            .getter("troubleSince", Reception::troubleSince)
            .getter("takenAt", Reception::takenAt)
            .longGetter("taken", Reception::taken),
        Fields.of("MailboxTest", ConnectionTest.Result.class)
            .booleanGetter("works", ConnectionTest.Result::works)
            .getter("steps", ConnectionTest.Result::steps),
        Fields.of("MailboxTestStep", ConnectionTest.Step.class)
            .getter("name", ConnectionTest.Step::name)
            .booleanGetter("done", ConnectionTest.Step::done)
            .getter("sentence", ConnectionTest.Step::sentence));
  }
}
