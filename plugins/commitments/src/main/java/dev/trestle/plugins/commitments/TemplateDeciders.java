package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Template.TEMPLATES;

import dev.trestle.plugins.commitments.Template.InLanguage;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What managers do with templates. */
final class TemplateDeciders {
  private static final int NAME_MAX = 100;
  private static final int TEXT_MAX = 10_000;
  private static final int TEMPLATES_MAX = 500;
  private static final int LANGUAGES_MAX = 50;

  record TextInput(String language, String text) {}

  record Save(
      @Nullable UUID templateId,
      String name,
      List<TextInput> texts,
      @Nullable Integer expectedVersion) {}

  record Archive(UUID templateId, @Nullable Integer expectedVersion) {}

  private TemplateDeciders() {}

  static void save(Save wish, Draft draft) {
    Template old =
        wish.templateId() == null
            ? null
            : existing(draft, wish.templateId(), wish.expectedVersion());
    String name = Asked.text(draft, wish.name(), NAME_MAX, "name");
    List<InLanguage> texts = texts(draft, wish.texts());
    if (old == null && draft.snapshot().records(TEMPLATES).all().size() >= TEMPLATES_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "COMMITMENT_TEMPLATES_FULL",
          "A desk has at most " + TEMPLATES_MAX + " templates, archived ones included.",
          "input");
    }
    if (draft.refused()) {
      return;
    }
    Template template =
        new Template(
            old == null ? draft.newId() : old.id(),
            0,
            name,
            name.toLowerCase(Locale.ROOT),
            texts,
            false);
    Template other = draft.snapshot().records(TEMPLATES).unique("name", template.nameKey());
    if (other != null && !other.id().equals(template.id())) {
      Asked.taken(draft, "COMMITMENT_TEMPLATE_NAME_TAKEN", "template");
      return;
    }
    draft.put(TEMPLATES, template);
    told(draft, old == null ? "CommitmentTemplateCreated" : "CommitmentTemplateEdited", template);
    draft.result("template", template.id());
  }

  private static List<InLanguage> texts(Draft draft, List<TextInput> inputs) {
    List<InLanguage> texts = new ArrayList<>();
    Set<String> languages = new HashSet<>();
    if (inputs.isEmpty() || inputs.size() > LANGUAGES_MAX) {
      Asked.invalid(
          draft,
          "TEMPLATE_LANGUAGES",
          "Give the text in 1 to " + LANGUAGES_MAX + " languages.",
          "texts");
    }
    for (int i = 0; i < inputs.size(); i++) {
      TextInput input = inputs.get(i);
      String[] path = {"input", "texts", String.valueOf(i), "text"};
      String tag = tag(input.language());
      if (tag == null || !languages.add(tag)) {
        draft.refuse(
            ProblemType.INVALID,
            "TEMPLATE_LANGUAGE_INVALID",
            "Give a language tag such as de or de-AT, each once.",
            "input",
            "texts",
            String.valueOf(i),
            "language");
      }
      String text = input.text().strip();
      if (text.isEmpty() || text.length() > TEXT_MAX) {
        draft.refuse(
            ProblemType.INVALID,
            "COMMITMENT_TEXT_INVALID",
            "Say it in 1 to " + TEXT_MAX + " characters.",
            path);
      }
      for (Placeholders.Fault fault : Placeholders.faults(text)) {
        draft.refuse(ProblemType.INVALID, fault.code(), fault.message(), path);
      }
      texts.add(new InLanguage(tag == null ? input.language() : tag, text));
    }
    return texts;
  }

  private static @Nullable String tag(String given) {
    try {
      String tag = new Locale.Builder().setLanguageTag(given.strip()).build().toLanguageTag();
      return tag.equals("und") ? null : tag;
    } catch (IllformedLocaleException malformed) {
      return null;
    }
  }

  static void archive(Archive wish, Draft draft) {
    Template template = existing(draft, wish.templateId(), wish.expectedVersion());
    if (template == null) {
      return;
    }
    if (!template.archived()) {
      Template archived =
          new Template(
              template.id(), 0, template.name(), template.nameKey(), template.texts(), true);
      draft.put(TEMPLATES, archived);
      told(draft, "CommitmentTemplateArchived", archived);
    }
    draft.result("template", template.id());
  }

  private static @Nullable Template existing(Draft draft, UUID id, @Nullable Integer expected) {
    Template template = draft.snapshot().records(TEMPLATES).get(id);
    if (template == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such template.", "input", "templateId");
      return null;
    }
    draft.expect(template, expected);
    return draft.refused() ? null : template;
  }

  private static void told(Draft draft, String type, Template template) {
    draft.event(
        new Happening(
            type,
            TEMPLATES,
            template.id(),
            null,
            List.of(new Change("name", null, template.name())),
            null,
            false));
  }
}
