package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentFields.snapshot;
import static dev.trestle.plugins.commitments.Template.TEMPLATES;

import dev.trestle.plugins.commitments.Letter.Written;
import dev.trestle.plugins.commitments.Template.InLanguage;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How texts to customers, and what they are made from, are read. */
final class NoticeFields {
  private NoticeFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("CustomerNotice", CustomerNotice.class)
            .getter("id", CustomerNotice::id)
            .intGetter("version", CustomerNotice::version)
            .computed(
                "ticket",
                (notice, arguments, context) -> snapshot(context).ticket(notice.ticketId()))
            .computed(
                "contact",
                (notice, arguments, context) -> snapshot(context).contact(notice.contactId()))
            .computed(
                "promise",
                (notice, arguments, context) -> CommitmentFields.view(context, notice.promiseId()))
            .computed(
                "template",
                (notice, arguments, context) ->
                    snapshot(context).records(TEMPLATES).get(notice.templateId()))
            .getter("language", CustomerNotice::language)
            .getter("text", CustomerNotice::text)
            .getter("state", CustomerNotice::state)
            .getter("writtenAt", CustomerNotice::writtenAt)
            .getter("writtenByName", CustomerNotice::writtenByName)
            .getter("endedAt", CustomerNotice::endedAt));
    all.add(
        Fields.of("CommitmentTemplate", Template.class)
            .getter("id", Template::id)
            .intGetter("version", Template::version)
            .getter("name", Template::name)
            .getter("texts", Template::texts)
            .booleanGetter("archived", Template::archived));
    all.add(
        Fields.of("CommitmentTemplateText", InLanguage.class)
            .getter("language", InLanguage::language)
            .getter("text", InLanguage::text));
    all.add(
        Fields.of("CommitmentTemplateVariable", Variable.class)
            .getter("name", Variable::key)
            .getter("type", Variable::type));
    all.add(
        Fields.of("CustomerNoticePreview", Written.class)
            .getter("language", Written::language)
            .getter("text", Written::text)
            .getter("missing", Written::missing));
    all.addAll(Page.fields("CustomerNotice"));
    all.addAll(Page.fields("CommitmentTemplate"));
    return all;
  }

  static Page<Template> templates(Arguments arguments, RequestContext context) {
    return snapshot(context).records(TEMPLATES).sorted("byName").page(arguments);
  }

  static List<Variable> variables(Arguments arguments, RequestContext context) {
    return Arrays.asList(Variable.values());
  }

  /** A template or a text as the customer would read it; unknown variables are named. */
  static Written preview(Arguments arguments, RequestContext context) {
    Viewer viewer = context.get(Viewer.class);
    Ticket ticket = snapshot(context).ticket(arguments.id("ticketId"), viewer);
    UUID promiseId = arguments.id("promiseId");
    Promise promise = snapshot(context).records(Promise.PROMISES).get(promiseId);
    if (ticket == null
        || promiseId != null && (promise == null || !promise.ticketId().equals(ticket.id()))) {
      throw new FieldProblem(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such ticket, or no such promise on it.",
          "Give a ticket you see, and a promise on that ticket.");
    }
    String language = arguments.string("language");
    Letter letter =
        new Letter(
            snapshot(context), context.get(Surroundings.class), ticket, promise, viewer.name());
    return letter.write(template(arguments, context, language), language);
  }

  private static Template template(
      Arguments arguments, RequestContext context, @Nullable String language) {
    Template template = snapshot(context).records(TEMPLATES).get(arguments.id("templateId"));
    String text = arguments.string("text");
    if (template == null && text == null) {
      throw new FieldProblem(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such template.",
          "Give a template, or a text.");
    }
    if (text == null) {
      return Objects.requireNonNull(template);
    }
    List<Placeholders.Fault> faults = Placeholders.faults(text);
    if (!faults.isEmpty()) {
      throw new FieldProblem(
          ProblemType.INVALID, faults.getFirst().code(), faults.getFirst().message());
    }
    InLanguage only = new InLanguage(language == null ? "en" : language, text);
    return new Template(new UUID(0, 0), 0, "", "", List.of(only), false);
  }
}
