package dev.trestle.domain.directory;

import dev.trestle.domain.codec.FieldChange;
import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a record field by field, with the names people know. */
final class RecordChanges {
  /** Fields that move with every change, or never. */
  private static final Set<String> SILENT =
      Set.of("id", "version", "createdAtMillis", "updatedAtMillis");

  private static final int TEXT_SHOWN_MAX = 1_000;

  private RecordChanges() {}

  /** What changed; from nothing when {@code before} is null. */
  @SuppressWarnings("unchecked")
  static <R extends Stored> List<Change> between(
      Draft draft, TableSchema<R> table, @Nullable R before, R after) {
    RecordCodec<Record> codec = (RecordCodec<Record>) table.codec();
    List<FieldChange> fields = new ArrayList<>();
    if (before == null) {
      codec
          .toDocument((Record) after)
          .fields()
          .forEach((name, value) -> fields.add(new FieldChange(name, null, value)));
    } else {
      fields.addAll(codec.diff((Record) before, (Record) after));
    }
    List<Change> changes = new ArrayList<>();
    for (FieldChange field : fields) {
      if (field.name().equals("customFields")) {
        customFields(field, changes);
      } else if (!SILENT.contains(field.name())) {
        changes.add(
            new Change(
                shown(field.name()),
                text(field.oldValue()),
                text(field.newValue()),
                label(draft, field.oldValue()),
                label(draft, field.newValue())));
      }
    }
    return changes;
  }

  private static void customFields(FieldChange field, List<Change> changes) {
    Map<?, ?> before = field.oldValue() instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> after = field.newValue() instanceof Map<?, ?> map ? map : Map.of();
    TreeSet<String> keys = new TreeSet<>();
    before.keySet().forEach(key -> keys.add(key.toString()));
    after.keySet().forEach(key -> keys.add(key.toString()));
    for (String key : keys) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        changes.add(
            new Change("custom." + key, text(before.get(key)), text(after.get(key)), null, null));
      }
    }
  }

  /** The name a reader of history expects: the thing, not the id it is kept by. */
  private static String shown(String name) {
    if (name.endsWith("Ids")) {
      return name.substring(0, name.length() - 3) + "s";
    }
    return name.endsWith("Id") ? name.substring(0, name.length() - 2) : name;
  }

  private static @Nullable String text(@Nullable Object value) {
    String text =
        switch (value) {
          case null -> null;
          case List<?> list when list.isEmpty() -> null;
          case List<?> list ->
              list.stream()
                  .map(each -> Objects.requireNonNullElse(text(each), ""))
                  .collect(Collectors.joining(", "));
          default -> value.toString();
        };
    return text == null || text.length() <= TEXT_SHOWN_MAX
        ? text
        : text.substring(0, TEXT_SHOWN_MAX);
  }

  private static @Nullable String label(Draft draft, @Nullable Object value) {
    return switch (value) {
      case UUID id -> name(draft, id);
      case List<?> list when !list.isEmpty() && list.getFirst() instanceof UUID ->
          list.stream()
              .map(id -> Objects.requireNonNullElse(name(draft, (UUID) id), id.toString()))
              .collect(Collectors.joining(", "));
      case null, default -> null;
    };
  }

  private static @Nullable String name(Draft draft, UUID id) {
    if (draft.find(Tables.AGENTS, id) instanceof Agent agent) {
      return agent.name();
    }
    if (draft.find(Tables.COMPANIES, id) instanceof Company company) {
      return company.name();
    }
    if (draft.find(Tables.SITES, id) instanceof Site site) {
      return site.name();
    }
    if (draft.find(Tables.TEAMS, id) instanceof Team team) {
      return team.name();
    }
    return draft.find(Tables.ROLES, id) instanceof Role role ? role.name() : null;
  }
}
