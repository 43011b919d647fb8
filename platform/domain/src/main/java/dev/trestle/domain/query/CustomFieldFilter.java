package dev.trestle.domain.query;

import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.CustomKey;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on custom fields: a list of {@code {key, eq, ne, in, contains, gt, gte, lt, lte,
 * isNull}}, each value a text by the field's type.
 */
public final class CustomFieldFilter {
  /** Before the key of a custom field in the name of a sort key. */
  public static final String SORT_PREFIX = "custom.";

  private static final int SORTED_TEXT_MAX = 200;

  private CustomFieldFilter() {}

  public static <R extends Stored> FilterField<R> on(
      TableSchema<R> table, CustomFieldTarget target) {
    return (state, value, path) -> {
      List<SlotFilter> parts = new ArrayList<>();
      for (Object one : (Collection<?>) value) {
        if (one != null) {
          parts.add(condition(state, table, target, Comparators.map(one), path));
        }
      }
      return SlotFilter.and(parts);
    };
  }

  private static <R extends Stored> SlotFilter condition(
      State state,
      TableSchema<R> table,
      CustomFieldTarget target,
      Map<?, ?> input,
      List<String> path) {
    String key = String.valueOf(input.get("key"));
    CustomField field =
        state.table(Tables.CUSTOM_FIELDS).unique("key", List.of(target.name(), key));
    if (field == null) {
      throw new ProblemException(
          ProblemType.INVALID,
          "CUSTOM_FIELD_UNKNOWN",
          "There is no custom field \"" + key + "\" here. The query customFields lists them.",
          path.toArray(String[]::new));
    }
    List<SlotFilter> parts = new ArrayList<>();
    input.forEach((comparator, wanted) -> {
      if (wanted != null && !comparator.equals("key")) {
        parts.add(one(state, table, field, String.valueOf(comparator), wanted, path));
      }
    });
    return SlotFilter.and(parts);
  }

  private static <R extends Stored> SlotFilter one(
      State state,
      TableSchema<R> table,
      CustomField field,
      String comparator,
      Object wanted,
      List<String> path) {
    return switch (comparator) {
      case "eq" -> equal(state, table, field, wanted, path);
      case "ne" -> new SlotFilter.Not(equal(state, table, field, wanted, path));
      case "in" -> {
        List<SlotFilter> any = new ArrayList<>();
        for (Object option : (Collection<?>) wanted) {
          any.add(equal(state, table, field, option, path));
        }
        yield any.isEmpty() ? SlotFilter.NONE : SlotFilter.or(any);
      }
      case "isNull" ->
          Comparators.where(
              state, table, record -> (valueOf(record, field.key()) == null) == (boolean) wanted);
      case "contains" -> {
        String part = wanted.toString().toLowerCase(Locale.ROOT);
        yield Comparators.where(
            state,
            table,
            record -> {
              Object value = valueOf(record, field.key());
              return value != null && value.toString().toLowerCase(Locale.ROOT).contains(part);
            });
      }
      default -> {
        Object bound = parse(field, wanted.toString(), path);
        Predicate<Integer> holds = Comparators.sign(comparator);
        yield Comparators.where(
            state,
            table,
            record -> {
              Object value = valueOf(record, field.key());
              return value != null && holds.test(SortKey.compare(value, bound));
            });
      }
    };
  }

  private static <R extends Stored> SlotFilter equal(
      State state, TableSchema<R> table, CustomField field, Object wanted, List<String> path) {
    Object value = parse(field, wanted.toString(), path);
    boolean indexed =
        field.type() == CustomFieldType.BOOLEAN
            || field.type() == CustomFieldType.CHOICE
            || field.type() == CustomFieldType.MULTI_CHOICE;
    if (indexed && !(value instanceof String text && text.length() > 64)) {
      return SlotFilter.in(state.table(table).group("custom", new CustomKey(field.key(), value)));
    }
    return Comparators.where(
        state,
        table,
        record -> {
          Object own = valueOf(record, field.key());
          return own instanceof Collection<?> many
              ? many.contains(value)
              : own != null && SortKey.compare(own, value) == 0;
        });
  }

  private static Object parse(CustomField field, String text, List<String> path) {
    try {
      return switch (field.type()) {
        case INTEGER -> Long.parseLong(text.strip());
        case DECIMAL -> new BigDecimal(text.strip());
        case BOOLEAN ->
            switch (text.strip()) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new NumberFormatException(text);
            };
        case DATE -> LocalDate.parse(text.strip()).toString();
        case DATE_TIME -> Comparators.millis(Instant.parse(text.strip()));
        case TEXT, CHOICE, MULTI_CHOICE -> text;
      };
    } catch (NumberFormatException | DateTimeException malformed) {
      throw new ProblemException(
          ProblemType.INVALID,
          "CUSTOM_VALUE_INVALID",
          "\"" + field.key() + "\" holds " + field.type() + "; compare it with such a value.",
          path.toArray(String[]::new));
    }
  }

  static <R extends Stored> SortKey<R> sortKey(TableSchema<R> table, String name) {
    String key = name.substring(SORT_PREFIX.length());
    return new SortKey<>(
        name,
        record -> {
          Object value = valueOf(record, key);
          return value instanceof Boolean flag
              ? (Object) (flag ? 1L : 0L)
              : value instanceof Collection<?> many
                  ? cut(many.toString())
                  : value instanceof String text ? cut(text) : value;
        });
  }

  /** Long texts are sorted by how they begin, so that a cursor can carry the key. */
  private static String cut(String text) {
    return text.length() <= SORTED_TEXT_MAX ? text : text.substring(0, SORTED_TEXT_MAX);
  }

  private static @Nullable Object valueOf(Stored record, String key) {
    return switch (record) {
      case Ticket ticket -> ticket.customFields().get(key);
      case Company company -> company.customFields().get(key);
      case Contact contact -> contact.customFields().get(key);
      default -> null;
    };
  }
}
