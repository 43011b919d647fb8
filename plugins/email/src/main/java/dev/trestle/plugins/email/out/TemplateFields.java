package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailTemplate.TEMPLATES;

import dev.trestle.plugins.email.intake.Intake;
import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.out.Writing.Written;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the texts of letters are read and tried. */
final class TemplateFields {
  private TemplateFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("MailTemplate", MailTemplate.class)
            .getter("id", MailTemplate::id)
            .intGetter("version", MailTemplate::version)
            .getter("kind", MailTemplate::kind)
            .getter("language", MailTemplate::language)
            .computed(
                "mailbox",
                (template, arguments, context) ->
                    context
                        .get(Snapshot.class)
                        .records(MailRecords.MAILBOXES)
                        .get(template.mailboxId()))
            .getter("subject", MailTemplate::subject)
            .getter("text", MailTemplate::text)
            .getter("html", MailTemplate::html)
            .booleanGetter("brought", template -> template.version() == 0));
    all.add(
        Fields.of("MailPreview", Written.class)
            .getter("language", Written::language)
            .getter("subject", Written::subject)
            .getter("text", Written::text)
            .getter("html", written -> written.html().replace(Writing.PICTURES, "")));
    all.addAll(Page.fields("MailTemplate"));
    return all;
  }

  static void addTo(RootFields roots) {
    roots
        .query(
            "mailTemplates",
            (arguments, context) ->
                context.get(Snapshot.class).records(TEMPLATES).sorted("bySlot").page(arguments))
        .guarded(Intake.ADMINISTER)
        .query("mailTemplate", TemplateFields::effective)
        .guarded(Intake.ADMINISTER)
        .query("mailTemplatePreview", TemplateFields::preview)
        .guarded(Intake.ADMINISTER)
        .query(
            "mailPlaceholders",
            (arguments, context) ->
                Arrays.stream(Placeholder.values()).map(Placeholder::key).toList())
        .guarded(Intake.ADMINISTER);
  }

  private static MailTemplate effective(Arguments arguments, RequestContext context) {
    String tag = TemplateDeciders.tag(arguments.requireString("language"));
    if (tag == null) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "MAIL_TEMPLATE_LANGUAGE_INVALID",
          "This is no language.",
          "Give a language tag such as de or de-AT.");
    }
    return new TemplateBook(context.get(Snapshot.class), context.get(Surroundings.class))
        .find(kind(arguments), tag, arguments.id("mailboxId"));
  }

  private static LetterKind kind(Arguments arguments) {
    return Objects.requireNonNull(arguments.constant("kind", LetterKind.class));
  }

  /** A text as its reader would get it, of a ticket or of an example. */
  private static Written preview(Arguments arguments, RequestContext context) {
    Snapshot snapshot = context.get(Snapshot.class);
    Surroundings surroundings = context.get(Surroundings.class);
    MailTemplate stored = effective(arguments, context);
    MailTemplate template =
        new MailTemplate(
            stored.id(),
            stored.version(),
            stored.kind(),
            stored.language(),
            stored.mailboxId(),
            stored.slot(),
            given(arguments, "subject", stored.subject()),
            given(arguments, "text", stored.text()),
            arguments.has("text") || arguments.has("html")
                ? arguments.string("html")
                : stored.html());
    for (String text : List.of(template.subject(), template.text())) {
      for (String fault : Placeholder.faults(text)) {
        throw new FieldProblem(
            ProblemType.INVALID,
            "MAIL_TEMPLATE_PLACEHOLDER_UNKNOWN",
            fault,
            "Take one of mailPlaceholders.");
      }
    }
    UUID ticketId = arguments.id("ticketId");
    Function<Placeholder, @Nullable String> facts =
        ticketId == null
            ? Facts.example(surroundings, template.language())
            : facts(arguments, context, ticketId, template.language());
    return new Writing(snapshot, surroundings, surroundings.now()).preview(template, facts);
  }

  private static Function<Placeholder, @Nullable String> facts(
      Arguments arguments, RequestContext context, UUID ticketId, String language) {
    Snapshot snapshot = context.get(Snapshot.class);
    Ticket ticket = snapshot.ticket(ticketId, context.get(Viewer.class));
    Mailbox mailbox =
        ticket == null
            ? null
            : arguments.id("mailboxId") == null
                ? SendingMailbox.of(snapshot, ticket)
                : snapshot.records(MailRecords.MAILBOXES).get(arguments.id("mailboxId"));
    if (ticket == null || mailbox == null) {
      throw new FieldProblem(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such ticket, or no mailbox that would write about it.",
          "Give a ticket you see, and a mailbox that sends.");
    }
    Surroundings surroundings = context.get(Surroundings.class);
    PublicWord word = latest(snapshot, ticket);
    return Facts.of(snapshot, surroundings, ticket, mailbox, word, language, surroundings.now());
  }

  private static @Nullable PublicWord latest(Snapshot snapshot, Ticket ticket) {
    return snapshot.said(ticket.id(), 20).reversed().stream()
        .map(PublicWord::of)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static String given(Arguments arguments, String name, String otherwise) {
    String text = arguments.string(name);
    return text == null ? otherwise : text;
  }
}
