package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.state.Tables;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The value of one custom field on one record. */
public record CustomValueView(CustomField field, Object stored) {

  /** The values the viewer may read, by key. */
  static List<CustomValueView> of(
      Scope scope, CustomFieldTarget target, Map<String, Object> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    List<CustomValueView> views = new ArrayList<>(values.size());
    values.forEach((key, value) -> {
      CustomField field =
          scope.state().table(Tables.CUSTOM_FIELDS).unique("key", List.of(target.name(), key));
      if (field != null && (scope.staff() || field.visibleToContacts())) {
        views.add(new CustomValueView(field, value));
      }
    });
    views.sort(Comparator.comparing(view -> view.field().key()));
    return views;
  }

  List<String> values() {
    if (stored instanceof List<?> many) {
      return many.stream().map(this::text).toList();
    }
    return List.of(text(stored));
  }

  String value() {
    return String.join(", ", values());
  }

  private String text(Object value) {
    return switch (value) {
      case BigDecimal number -> number.toPlainString();
      case Long millis when field.type() == CustomFieldType.DATE_TIME ->
          Instant.ofEpochMilli(millis).toString();
      default -> value.toString();
    };
  }
}
