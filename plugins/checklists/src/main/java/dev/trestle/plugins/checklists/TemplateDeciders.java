package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.TEMPLATES;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Mutation.Given;
import dev.trestle.sdk.desk.TicketType;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What managers do with templates. */
final class TemplateDeciders {
  static final int TEMPLATES_MAX = 500;
  private static final int LINES_MAX = 50;
  private static final int NAME_MAX = 100;

  record LineInput(String text, @Nullable Boolean required) {}

  record CreateTemplate(
      String name,
      List<LineInput> items,
      @Nullable Boolean automatic,
      @Nullable TicketType ticketType,
      @Nullable UUID queueId) {}

  record EditTemplate(
      UUID templateId,
      @Nullable String name,
      @Nullable List<LineInput> items,
      @Nullable Boolean automatic,
      Given<TicketType> ticketType,
      Given<UUID> queueId,
      @Nullable Integer expectedVersion) {}

  record RemoveTemplate(UUID templateId, @Nullable Integer expectedVersion) {}

  private TemplateDeciders() {}

  static void create(CreateTemplate wish, Draft draft) {
    if (draft.snapshot().records(TEMPLATES).all().size() >= TEMPLATES_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CHECKLIST_TEMPLATES_FULL",
          "A desk has at most " + TEMPLATES_MAX + " templates. Remove one first.");
    }
    put(
        draft,
        draft.newId(),
        wish.name(),
        lines(draft, wish.items()),
        !Boolean.FALSE.equals(wish.automatic()),
        wish.ticketType(),
        wish.queueId());
  }

  static void edit(EditTemplate wish, Draft draft) {
    ChecklistTemplate old = find(draft, wish.templateId(), wish.expectedVersion());
    if (old != null) {
      put(
          draft,
          old.id(),
          wish.name() == null ? old.name() : wish.name(),
          wish.items() == null ? old.items() : lines(draft, wish.items()),
          wish.automatic() == null ? old.automatic() : wish.automatic(),
          wish.ticketType().present() ? wish.ticketType().value() : old.ticketType(),
          wish.queueId().present() ? wish.queueId().value() : old.queueId());
    }
  }

  static void remove(RemoveTemplate wish, Draft draft) {
    ChecklistTemplate old = find(draft, wish.templateId(), wish.expectedVersion());
    if (old != null) {
      draft.remove(TEMPLATES, old.id());
      draft.result("removed", old.id());
    }
  }

  private static @Nullable ChecklistTemplate find(
      Draft draft, UUID id, @Nullable Integer expected) {
    ChecklistTemplate template = draft.snapshot().records(TEMPLATES).get(id);
    if (template == null) {
      ItemDeciders.notFound(draft, "There is no such template.", "input", "templateId");
      return null;
    }
    draft.expect(template, expected);
    return draft.refused() ? null : template;
  }

  private static void put(
      Draft draft,
      UUID id,
      String givenName,
      List<ChecklistTemplate.Line> lines,
      boolean automatic,
      @Nullable TicketType type,
      @Nullable UUID queueId) {
    String name = givenName.strip();
    if (name.isEmpty() || name.length() > NAME_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "CHECKLIST_TEMPLATE_NAME",
          "Give the template a name of 1 to " + NAME_MAX + " characters.",
          "input",
          "name");
    }
    if (queueId != null && draft.snapshot().queue(queueId) == null) {
      ItemDeciders.notFound(draft, "There is no such queue.", "input", "queueId");
    }
    if (!draft.refused()) {
      draft.put(
          TEMPLATES,
          new ChecklistTemplate(
              id, 0, name, ChecklistTemplate.key(name), lines, automatic, type, queueId));
      draft.result("template", id);
    }
  }

  private static List<ChecklistTemplate.Line> lines(Draft draft, List<LineInput> given) {
    if (given.isEmpty() || given.size() > LINES_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "CHECKLIST_TEMPLATE_ITEMS",
          "A template has 1 to " + LINES_MAX + " items.",
          "input",
          "items");
      return List.of();
    }
    List<ChecklistTemplate.Line> lines = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      LineInput line = given.get(i);
      String text =
          ChecklistDraft.text(draft, line.text(), "input", "items", String.valueOf(i), "text");
      if (text != null) {
        lines.add(new ChecklistTemplate.Line(text, Boolean.TRUE.equals(line.required())));
      }
    }
    return lines;
  }
}
