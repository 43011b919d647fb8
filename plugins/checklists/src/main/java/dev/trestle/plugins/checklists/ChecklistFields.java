package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.TEMPLATES;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.schema.FieldEntry.Refusal;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.List;

/** How the types in the schema text are read. */
final class ChecklistFields {
  private ChecklistFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("Ticket", Ticket.class)
            .batch(
                "checklist",
                (tickets, arguments, context) ->
                    tickets.stream()
                        .map(ticket -> TicketChecklist.of(snapshot(context), ticket.id()))
                        .toList())
            .guarded(ChecklistsPlugin.READ, Refusal.EMPTY));
    all.add(
        Fields.of("Checklist", TicketChecklist.class)
            .getter("items", TicketChecklist::items)
            .getter("progress", TicketChecklist::progress)
            .computed(
                "summary",
                (list, arguments, context) ->
                    list.summary(arguments.string("language"), context.get(Surroundings.class))));
    all.add(
        Fields.of("ChecklistProgress", TicketChecklist.Progress.class)
            .intGetter("total", TicketChecklist.Progress::total)
            .intGetter("checked", TicketChecklist.Progress::checked)
            .intGetter("requiredOpen", TicketChecklist.Progress::requiredOpen));
    all.add(item());
    all.add(template());
    all.add(
        Fields.of("ChecklistTemplateItem", ChecklistTemplate.Line.class)
            .getter("text", ChecklistTemplate.Line::text)
            .booleanGetter("required", ChecklistTemplate.Line::required));
    all.addAll(Page.fields("ChecklistTemplate"));
    return all;
  }

  static RootFields roots() {
    return new RootFields()
        .query(
            "checklistTemplates",
            (arguments, context) ->
                snapshot(context).records(TEMPLATES).sorted("byName").page(arguments))
        .guarded(ChecklistsPlugin.READ)
        .query(
            "checklistTemplate",
            (arguments, context) -> snapshot(context).records(TEMPLATES).get(arguments.id("id")))
        .guarded(ChecklistsPlugin.READ);
  }

  private static Fields<ChecklistItem> item() {
    return Fields.of("ChecklistItem", ChecklistItem.class)
        .getter("id", ChecklistItem::id)
        .intGetter("version", ChecklistItem::version)
        .computed("ticket", (item, arguments, context) -> snapshot(context).ticket(item.ticketId()))
        .getter("text", ChecklistItem::text)
        .booleanGetter("required", ChecklistItem::required)
        .booleanGetter("checked", ChecklistItem::checked)
        .getter("checkedAt", ChecklistItem::checkedAt)
        .computed(
            "checkedBy", (item, arguments, context) -> snapshot(context).agent(item.checkedById()))
        .getter("checkedByName", ChecklistItem::checkedByName)
        .computed(
            "template",
            (item, arguments, context) ->
                snapshot(context).records(TEMPLATES).get(item.templateId()));
  }

  private static Fields<ChecklistTemplate> template() {
    return Fields.of("ChecklistTemplate", ChecklistTemplate.class)
        .getter("id", ChecklistTemplate::id)
        .intGetter("version", ChecklistTemplate::version)
        .getter("name", ChecklistTemplate::name)
        .getter("items", ChecklistTemplate::items)
        .booleanGetter("automatic", ChecklistTemplate::automatic)
        .getter("ticketType", ChecklistTemplate::ticketType)
        .computed(
            "queue", (template, arguments, context) -> snapshot(context).queue(template.queueId()));
  }

  private static Snapshot snapshot(RequestContext context) {
    return context.get(Snapshot.class);
  }
}
