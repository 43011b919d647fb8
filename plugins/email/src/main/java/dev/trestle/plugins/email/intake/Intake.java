package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.List;

/** What this package contributes to the plugin. */
public final class Intake {
  /** See and change mailboxes, rules and whatever else decides about mail. */
  public static final String ADMINISTER = "email.administer";

  /** See the mail of the tickets one sees, and what waits for somebody's decision. */
  public static final String READ = "email.read";

  /** Decide about what waits. */
  public static final String SETTLE = "email.settle";

  private final MailIntake taker;

  /**
   * @param reading how messages are understood
   */
  public Intake(Reading reading) {
    this.taker = new MailTaker(reading);
  }

  public List<RecordType<?>> records() {
    return MailRecords.all();
  }

  /** Where messages go, whatever way they come. */
  public MailIntake door() {
    return taker;
  }

  public List<Endpoint> endpoints() {
    return List.of(new Gate(taker).endpoint());
  }

  public List<Fields<?>> fields() {
    List<Fields<?>> all = new ArrayList<>(MailboxFields.all());
    all.addAll(MailFields.all());
    all.addAll(RuleFields.all());
    return all;
  }

  public void addTo(RootFields roots) {
    MailboxFields.addTo(roots);
    MailFields.addTo(roots);
    RuleFields.addTo(roots);
  }

  public List<Mutation<?>> mutations() {
    return List.of(
        Mutation.of("mailboxSave", MailboxInput.Save.class, MailboxDeciders::save)
            .needs(ADMINISTER)
            .shows(
                "mailbox",
                answer ->
                    answer.snapshot().records(MailRecords.MAILBOXES).get(answer.id("mailbox"))),
        Mutation.of("mailboxRemove", MailboxInput.Remove.class, MailboxDeciders::remove)
            .needs(ADMINISTER)
            .shows("removedId", answer -> answer.id("removed")),
        Mutation.of("mailRuleSave", RuleDeciders.Save.class, RuleDeciders::save)
            .needs(ADMINISTER)
            .shows(
                "rule",
                answer -> answer.snapshot().records(MailRecords.RULES).get(answer.id("rule"))),
        Mutation.of("mailRuleRemove", RuleDeciders.Remove.class, RuleDeciders::remove)
            .needs(ADMINISTER)
            .shows("removedId", answer -> answer.id("removed")),
        Mutation.of("mailSettle", SettleDeciders.Settle.class, SettleDeciders::settle)
            .needs(SETTLE)
            .shows(
                "mail",
                answer -> answer.snapshot().records(MailRecords.MAILS).get(answer.id("mail"))),
        Mutation.of("mailAddressClear", SettleDeciders.Clear.class, SettleDeciders::clear)
            .needs(SETTLE));
  }

  /** The permissions of all packages of the plugin. */
  public static List<Permission> permissions() {
    return List.of(
        new Permission(
            ADMINISTER,
            "See and change mailboxes, their passwords excepted, and the rules and texts of mail.",
            List.of()),
        new Permission(
            READ,
            "See how a message came or went: its addresses, its original, what was odd about it.",
            List.of("manager", "technician", "dispatcher", "intake")),
        new Permission(
            SETTLE,
            "Decide about mail that waits: what could not be understood, matched or delivered.",
            List.of("manager", "dispatcher", "intake")));
  }
}
