package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses filters and orders on what the viewer may not read: whoever may ask which tickets came by
 * mail reads the source.
 *
 * @param staff fields that need {@code staff.read}
 * @param directory fields that need {@code directory.read}
 * @param relations fields whose own fields are guarded again
 * @param own fields of ids in which others than staff may name only themselves
 * @param target whose custom fields the filter names; null when there are none
 */
record FilterGuard(
    Set<String> staff,
    Set<String> directory,
    Map<String, FilterGuard> relations,
    Set<String> own,
    @Nullable CustomFieldTarget target) {

  static final FilterGuard COMPANY =
      new FilterGuard(
          Set.of(),
          Set.of("domains", "externalKey"),
          Map.of(),
          Set.of(),
          CustomFieldTarget.COMPANY);
  static final FilterGuard SITE =
      new FilterGuard(Set.of(), Set.of("externalKey", "company"), Map.of(), Set.of(), null);
  static final FilterGuard CONTACT =
      new FilterGuard(
          Set.of(),
          Set.of("externalKey", "company", "site"),
          Map.of(),
          Set.of(),
          CustomFieldTarget.CONTACT);
  static final FilterGuard AGENT =
      new FilterGuard(Set.of("email", "active", "externalKey"), Set.of(), Map.of(), Set.of(), null);
  static final FilterGuard OPEN = new FilterGuard(Set.of(), Set.of(), Map.of(), Set.of(), null);
  static final FilterGuard TICKET =
      new FilterGuard(
          Set.of(
              "queue",
              "queueId",
              "team",
              "teamId",
              "parentId",
              "mergedIntoId",
              "unanswered",
              "unansweredSince",
              "reassignmentCount",
              "source",
              "externalKey"),
          Set.of("requester", "company", "site"),
          Map.of("assignee", AGENT),
          Set.of("watchers"),
          CustomFieldTarget.TICKET);

  /** The same, with these fields for staff alone. */
  FilterGuard withStaff(Set<String> fields) {
    return new FilterGuard(fields, directory, relations, own, target);
  }

  void filter(Scope scope, @Nullable Object filter) {
    if (!(filter instanceof Map<?, ?> given) || scope.staff() && scope.directory()) {
      return;
    }
    given.forEach((name, value) -> {
      if (value != null) {
        field(scope, String.valueOf(name), value);
      }
    });
  }

  private void field(Scope scope, String name, Object value) {
    switch (name) {
      case "and", "or" -> ((Collection<?>) value).forEach(part -> filter(scope, part));
      case "not" -> filter(scope, value);
      case "customFields" ->
          ((Collection<?>) value)
              .forEach(part -> {
                if (part instanceof Map<?, ?> condition) {
                  custom(scope, String.valueOf(condition.get("key")));
                }
              });
      default -> {
        need(scope.staff() || !staff.contains(name), name, "staff.read");
        need(scope.directory() || !directory.contains(name), name, "directory.read");
        if (own.contains(name) && !scope.staff()) {
          self(scope, name, (Map<?, ?>) value);
        }
        FilterGuard relation = relations.get(name);
        if (relation != null) {
          relation.filter(scope, value);
        }
      }
    }
  }

  /** The fields an order names, as sort keys. */
  void order(Scope scope, Collection<String> sortKeys) {
    for (String key : sortKeys) {
      if (key.startsWith("custom.")) {
        custom(scope, key.substring("custom.".length()));
      } else {
        need(scope.staff() || !staff.contains(key), key, "staff.read");
      }
    }
  }

  private void custom(Scope scope, String key) {
    if (scope.staff() || target == null) {
      return;
    }
    CustomField field =
        scope.state().table(Tables.CUSTOM_FIELDS).unique("key", List.of(target.name(), key));
    if (field == null || !field.visibleToContacts()) {
      // The same words as for a field that is not there, so that nobody learns which there are.
      throw new FieldProblem(
          ProblemType.INVALID,
          "CUSTOM_FIELD_UNKNOWN",
          "There is no custom field \"" + key + "\" here.",
          "The query customFields lists them.");
    }
  }

  private static void self(Scope scope, String name, Map<?, ?> comparator) {
    String self = Objects.toString(scope.viewer().id());
    comparator
        .values()
        .forEach(value ->
            need(
                value instanceof Collection<?> ids
                    && ids.stream().allMatch(id -> self.equals(String.valueOf(id))),
                name + " of others than yourself",
                "staff.read"));
  }

  private static void need(boolean held, String name, String permission) {
    if (!held) {
      throw new FieldProblem(
          ProblemType.FORBIDDEN,
          "FILTER_FORBIDDEN",
          "You may not filter or sort by " + name + ".",
          "It needs the permission " + permission + ".");
    }
  }
}
