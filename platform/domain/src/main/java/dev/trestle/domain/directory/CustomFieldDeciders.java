package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.DefineCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditCustomField;
import dev.trestle.domain.command.DirectoryCommands.RetireCustomField;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.state.CustomKey;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TextRules;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on the fields a desk adds of its own. */
final class CustomFieldDeciders {
  private static final int DESCRIPTION_MAX = 1_000;
  private static final int OPTIONS_MAX = 500;
  // As long as an indexed text may be, so that the index knows which options are in use.
  private static final int OPTION_MAX = 64;

  private CustomFieldDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(DefineCustomField.class, CustomFieldDeciders::define);
    deciders.add(EditCustomField.class, CustomFieldDeciders::edit);
    deciders.add(RetireCustomField.class, CustomFieldDeciders::retire);
  }

  private static void define(DefineCustomField wish, Draft draft) {
    if (!draft.require(Permissions.CUSTOM_FIELD_MANAGE)) {
      return;
    }
    CustomField field =
        new CustomField(
            DirectoryWork.newId(draft, Tables.CUSTOM_FIELDS, wish.id()),
            1,
            wish.target(),
            InputRules.key(draft, wish.key(), "input", "key"),
            label(draft, wish.label()),
            description(draft, wish.description()),
            wish.type(),
            options(draft, wish.type(), wish.options()),
            Boolean.TRUE.equals(wish.visibleToContacts()),
            Boolean.TRUE.equals(wish.searchable()),
            false,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "CustomFieldDefined", Tables.CUSTOM_FIELDS, field);
  }

  private static void edit(EditCustomField wish, Draft draft) {
    CustomField field = find(draft, wish.customFieldId(), wish.expectedVersion());
    if (field == null) {
      return;
    }
    if (field.retired()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "CUSTOM_FIELD_RETIRED",
          "The field " + field.key() + " is retired and stays as it was. Define another one.",
          "input",
          "customFieldId");
      return;
    }
    List<String> options =
        wish.options().value() == null
            ? field.options()
            : options(draft, field.type(), wish.options().value());
    refuseRemovingUsed(draft, field, options);
    CustomField after =
        new CustomField(
            field.id(),
            field.version() + 1,
            field.target(),
            field.key(),
            wish.label().value() == null ? field.label() : label(draft, wish.label().value()),
            wish.description().present()
                ? description(draft, wish.description().value())
                : field.description(),
            field.type(),
            options,
            wish.visibleToContacts().applyRequired(field.visibleToContacts()),
            wish.searchable().applyRequired(field.searchable()),
            false,
            field.createdAtMillis(),
            Math.max(draft.now(), field.updatedAtMillis()),
            field.extra());
    DirectoryWork.save(draft, "CustomFieldEdited", Tables.CUSTOM_FIELDS, field, after);
  }

  private static void retire(RetireCustomField wish, Draft draft) {
    CustomField field = find(draft, wish.customFieldId(), wish.expectedVersion());
    if (field == null) {
      return;
    }
    CustomField after =
        new CustomField(
            field.id(),
            field.version() + 1,
            field.target(),
            field.key(),
            field.label(),
            field.description(),
            field.type(),
            field.options(),
            field.visibleToContacts(),
            field.searchable(),
            true,
            field.createdAtMillis(),
            Math.max(draft.now(), field.updatedAtMillis()),
            field.extra());
    DirectoryWork.save(draft, "CustomFieldRetired", Tables.CUSTOM_FIELDS, field, after);
  }

  private static @Nullable CustomField find(
      Draft draft, UUID id, @Nullable Integer expectedVersion) {
    return DirectoryWork.find(
        draft, Permissions.CUSTOM_FIELD_MANAGE, Tables.CUSTOM_FIELDS, id, expectedVersion);
  }

  private static String label(Draft draft, @Nullable String label) {
    return TextRules.required(draft, label, TextRules.NAME_MAX, "input", "label");
  }

  private static @Nullable String description(Draft draft, @Nullable String description) {
    return TextRules.optional(draft, description, DESCRIPTION_MAX, "input", "description");
  }

  private static List<String> options(
      Draft draft, CustomFieldType type, @Nullable List<String> given) {
    boolean choice = type == CustomFieldType.CHOICE || type == CustomFieldType.MULTI_CHOICE;
    List<String> wished = given == null ? List.of() : given;
    if (choice == wished.isEmpty()) {
      draft.invalid(
          choice ? "REQUIRED" : "OPTIONS_NOT_ALLOWED",
          choice ? "Give at least one option." : "Only a choice has options. Leave them out.",
          "input",
          "options");
      return List.of();
    }
    if (wished.size() > OPTIONS_MAX) {
      draft.invalid(
          "TOO_MANY", "At most " + OPTIONS_MAX + " options are allowed.", "input", "options");
      return List.of();
    }
    List<String> options = new ArrayList<>();
    for (int i = 0; i < wished.size(); i++) {
      String[] path = {"input", "options", String.valueOf(i)};
      String option = TextRules.required(draft, wished.get(i), OPTION_MAX, path);
      if (options.contains(option)) {
        draft.invalid("OPTION_REPEATED", "\"" + option + "\" stands here twice.", path);
      }
      options.add(option);
    }
    return options;
  }

  private static void refuseRemovingUsed(Draft draft, CustomField field, List<String> options) {
    for (String option : field.options()) {
      if (options.contains(option)) {
        continue;
      }
      CustomKey key = new CustomKey(field.key(), option);
      int used = draft.state().table(holders(field)).group("custom", key).cardinality();
      // Nobody may choose the option either while it goes.
      draft.relyOnMembers(holders(field), "custom", key);
      if (used > 0) {
        draft.problem(
            ProblemType.PRECONDITION,
            "OPTION_IN_USE",
            "The option \""
                + option
                + "\" is chosen on "
                + used
                + (used == 1 ? " record" : " records")
                + ". Choose another one there first.",
            "input",
            "options");
      }
    }
  }

  private static TableSchema<?> holders(CustomField field) {
    return switch (field.target()) {
      case TICKET -> Tables.TICKETS;
      case COMPANY -> Tables.COMPANIES;
      case CONTACT -> Tables.CONTACTS;
    };
  }
}
