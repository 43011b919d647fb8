package dev.trestle.plugins.email.intake;

import static dev.trestle.plugins.email.intake.MailRecords.RULES;

import dev.trestle.plugins.email.read.MailReader;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How rules are read, and tried on a message that somebody pastes. */
final class RuleFields {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MESSAGE_MAX = 1 << 20;

  /** What would become of a message. */
  record Trial(Plan plan, ReadMail read, Mailbox mailbox) {
    @Nullable UUID queueId() {
      MailRule rule = plan.rule();
      UUID ruled = rule == null ? null : rule.effect().queueId();
      return ruled == null ? mailbox.queueId() : ruled;
    }

    @Nullable UUID contactId() {
      return plan.writer() instanceof Writer.Known known ? known.contact().id() : null;
    }

    @Nullable UUID agentId() {
      return plan.writer() instanceof Writer.Staff staff ? staff.agent().id() : null;
    }

    @Nullable UUID ticketId() {
      Conversation found = plan.conversation();
      return found == null || !plan.joins() ? null : found.ticket().id();
    }

    Conversation.@Nullable How how() {
      Conversation found = plan.conversation();
      return found == null ? null : found.how();
    }
  }

  private RuleFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("MailRule", MailRule.class)
            .getter("id", MailRule::id)
            .intGetter("version", MailRule::version)
            .intGetter("place", MailRule::place)
            .getter("name", MailRule::name)
            .booleanGetter("enabled", MailRule::enabled)
            .computed(
                "mailbox",
                (rule, arguments, context) ->
                    context
                        .get(Snapshot.class)
                        .records(MailRecords.MAILBOXES)
                        .get(rule.mailboxId()))
            .getter("conditions", MailRule::conditions)
            .getter("queue", rule -> rule.effect().queueId())
            .getter("type", rule -> rule.effect().type())
            .getter("priority", rule -> rule.effect().priority())
            .getter("company", rule -> rule.effect().companyId())
            .getter("tags", rule -> rule.effect().tags())
            .getter(
                "setAside",
                rule -> rule.effect().setAside().isEmpty() ? null : rule.effect().setAside()));
    all.add(
        Fields.of("MailRuleCondition", MailRule.Condition.class)
            .getter("subject", MailRule.Condition::subject)
            .getter("header", each -> each.header().isEmpty() ? null : each.header())
            .getter("pattern", MailRule.Condition::pattern));
    all.add(
        Fields.of("MailTrial", Trial.class)
            .getter("rule", trial -> trial.plan().rule())
            .getter("kind", trial -> trial.read().kind().name())
            .getter("queue", Trial::queueId)
            .getter("contact", Trial::contactId)
            .getter("agent", Trial::agentId)
            .getter("ticket", Trial::ticketId)
            .getter("foundBy", Trial::how)
            .getter("form", trial -> trial.plan().form())
            .booleanGetter("verified", trial -> trial.plan().verified())
            .booleanGetter("answerable", trial -> trial.plan().answerable())
            .getter("state", trial -> trial.plan().state())
            .getter(
                "reason", trial -> trial.plan().reason().isEmpty() ? null : trial.plan().reason())
            .getter("subject", trial -> trial.plan().subject())
            .getter("text", trial -> trial.plan().text())
            .getter("flaws", trial -> trial.read().flaws()));
    all.addAll(Page.fields("MailRule"));
    return all;
  }

  static void addTo(RootFields roots) {
    roots
        .query(
            "mailRules",
            (arguments, context) ->
                context.get(Snapshot.class).records(RULES).sorted("byPlace").page(arguments))
        .guarded(Intake.ADMINISTER)
        .slowQuery("mailTry", PATIENCE, RuleFields::trial)
        .guarded(Intake.ADMINISTER);
  }

  private static @Nullable Trial trial(Arguments arguments, RequestContext context) {
    Snapshot snapshot = context.get(Snapshot.class);
    Mailbox mailbox = snapshot.records(MailRecords.MAILBOXES).get(arguments.id("mailboxId"));
    byte[] message = arguments.requireString("message").getBytes(StandardCharsets.UTF_8);
    if (message.length > MESSAGE_MAX) {
      throw new FieldProblem(
          ProblemType.INVALID, "MAIL_TOO_LONG", "Paste a message of at most 1 MiB.");
    }
    if (mailbox == null) {
      return null;
    }
    Surroundings surroundings = context.get(Surroundings.class);
    ReadMail read = new MailReader(Storing.own(snapshot)).read(MailSource.of(message));
    Plan plan =
        Plan.of(
            snapshot, surroundings, mailbox, read, Envelope.unknown("trial"), surroundings.now());
    return new Trial(plan, read, mailbox);
  }
}
