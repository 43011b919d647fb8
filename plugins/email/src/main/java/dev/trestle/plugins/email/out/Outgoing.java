package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Intake;
import dev.trestle.plugins.email.transport.Submission;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import java.util.ArrayList;
import java.util.List;

/** What this package contributes to the plugin. */
public final class Outgoing {
  private final Submission submission;

  /**
   * @param submission what hands letters over to servers
   */
  public Outgoing(Submission submission) {
    this.submission = submission;
  }

  public List<RecordType<?>> records() {
    return List.of(MailSending.SENDINGS, MailTemplate.TEMPLATES, MailIntent.INTENTS);
  }

  public List<Fields<?>> fields() {
    List<Fields<?>> all = new ArrayList<>(SendingFields.all());
    all.addAll(TemplateFields.all());
    return all;
  }

  public void addTo(RootFields roots) {
    SendingFields.addTo(roots);
    TemplateFields.addTo(roots);
  }

  public List<Mutation<?>> mutations() {
    return List.of(
        Mutation.of("mailWrite", SendingDeciders.Write.class, SendingDeciders::write)
            .needs(Intake.READ)
            .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))),
        ofSending(Mutation.of("mailUndo", SendingDeciders.Undo.class, SendingDeciders::undo))
            .needs(Intake.READ),
        ofSending(
                Mutation.of(
                    "mailSchedule", SendingDeciders.Schedule.class, SendingDeciders::schedule))
            .needs(Intake.READ),
        ofSending(Mutation.of("mailRetry", SendingDeciders.Retry.class, SendingDeciders::retry))
            .needs(Intake.SETTLE),
        Mutation.of("mailTemplateSave", TemplateDeciders.Save.class, TemplateDeciders::save)
            .needs(Intake.ADMINISTER)
            .shows(
                "template",
                answer ->
                    answer.snapshot().records(MailTemplate.TEMPLATES).get(answer.id("template"))),
        Mutation.of("mailTemplateRemove", TemplateDeciders.Remove.class, TemplateDeciders::remove)
            .needs(Intake.ADMINISTER)
            .shows("removedId", answer -> answer.id("removed")));
  }

  private static <C extends Record> Mutation<C> ofSending(Mutation<C> mutation) {
    return mutation.shows(
        "sending",
        answer -> answer.snapshot().records(MailSending.SENDINGS).get(answer.id("sending")));
  }

  public List<Reaction> reactions() {
    return List.of(new WordReaction(), new BounceReaction());
  }

  public List<TimerHandler> timers() {
    return List.of(new DepartureTimer());
  }

  public List<OutboxChannel> channels() {
    return List.of(new MailChannel(submission));
  }

  public List<Setting> settings() {
    return List.of(
        Setting.of(
            TemplateBook.LANGUAGE,
            Setting.Kind.TEXT,
            "The language, as a tag such as de-AT, of letters to people whose language is not known, over mailboxes that have none.",
            "en"),
        Setting.of(
            Departures.AUTOMATIC_PER_HOUR,
            Setting.Kind.WHOLE_NUMBER,
            "How many letters that nobody wrote go to one address within an hour at most; further ones are withheld, and listed.",
            "5"));
  }
}
