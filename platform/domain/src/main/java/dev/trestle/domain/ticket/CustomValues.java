package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.CustomValue;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns custom field inputs into stored values by the fields' types. */
public final class CustomValues {
  private static final int TEXT_VALUE_MAX = 10_000;

  private CustomValues() {}

  /** The values after these changes; every value that does not fit becomes a problem. */
  public static Map<String, Object> apply(
      Draft draft,
      CustomFieldTarget target,
      Map<String, Object> before,
      @Nullable List<CustomValue> changes,
      String... path) {
    if (changes == null || changes.isEmpty()) {
      return before;
    }
    Map<String, Object> values = new TreeMap<>(before);
    for (int i = 0; i < changes.size(); i++) {
      CustomValue change = changes.get(i);
      String[] at = append(path, String.valueOf(i));
      CustomField field =
          draft
              .state()
              .table(Tables.CUSTOM_FIELDS)
              .unique("key", List.of(target.name(), change.key()));
      boolean hidden =
          field != null
              && !field.visibleToContacts()
              && draft.viewer().kind() == PrincipalKind.CONTACT;
      if (field == null || field.retired() || hidden) {
        draft.invalid(
            "CUSTOM_FIELD_UNKNOWN",
            "There is no custom field \"" + change.key() + "\" here. Define it first.",
            append(at, "key"));
        continue;
      }
      // An option may be taken away, and a field retired, while nobody uses it.
      draft.relyOn(Tables.CUSTOM_FIELDS, field);
      Object value = value(draft, field, change, at);
      if (value == null) {
        values.remove(change.key());
      } else {
        values.put(change.key(), value);
      }
    }
    return new LinkedHashMap<>(values);
  }

  private static @Nullable Object value(
      Draft draft, CustomField field, CustomValue change, String[] path) {
    String text = change.value();
    return switch (field.type()) {
      case MULTI_CHOICE -> {
        List<String> many =
            change.values() != null ? change.values() : text == null ? List.of() : List.of(text);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < many.size(); i++) {
          if (choice(draft, field, many.get(i), append(path, "values", String.valueOf(i)))
              && !chosen.contains(many.get(i))) {
            chosen.add(many.get(i));
          }
        }
        yield chosen.isEmpty() ? null : chosen;
      }
      case CHOICE ->
          text != null && choice(draft, field, text, append(path, "value")) ? text : null;
      case TEXT -> TextRules.optional(draft, text, TEXT_VALUE_MAX, append(path, "value"));
      case INTEGER, DECIMAL, BOOLEAN, DATE, DATE_TIME ->
          text == null ? null : parsed(draft, field, text.strip(), append(path, "value"));
    };
  }

  private static boolean choice(Draft draft, CustomField field, String value, String[] path) {
    if (field.options().contains(value)) {
      return true;
    }
    draft.invalid(
        "OPTION_UNKNOWN",
        "\"" + field.key() + "\" takes one of: " + String.join(", ", field.options()) + ".",
        path);
    return false;
  }

  private static @Nullable Object parsed(
      Draft draft, CustomField field, String text, String[] path) {
    try {
      return switch (field.type()) {
        case INTEGER -> Long.parseLong(text);
        case DECIMAL -> decimal(text);
        case BOOLEAN ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new NumberFormatException(text);
            };
        case DATE -> day(text);
        case DATE_TIME -> instant(text);
        case TEXT, CHOICE, MULTI_CHOICE -> text;
      };
    } catch (NumberFormatException | DateTimeParseException notOfTheType) {
      draft.invalid(
          "CUSTOM_VALUE_INVALID", "\"" + field.key() + "\" takes " + expected(field) + ".", path);
      return null;
    }
  }

  private static String day(String text) {
    LocalDate day = LocalDate.parse(text);
    if (day.getYear() < 1 || day.getYear() > 9999) {
      throw new NumberFormatException(text);
    }
    return day.toString();
  }

  private static long instant(String text) {
    Instant time = Instant.parse(text);
    if (!TimeRules.fits(time)) {
      throw new NumberFormatException(text);
    }
    return time.toEpochMilli();
  }

  private static BigDecimal decimal(String text) {
    // A short text can name a number of a billion digits; nobody means that.
    if (text.length() > 40) {
      throw new NumberFormatException(text);
    }
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > 20 || number.precision() > 40) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private static String expected(CustomField field) {
    return switch (field.type()) {
      case INTEGER -> "a whole number of at most 64 bits, such as 42";
      case DECIMAL -> "a decimal number of at most 40 digits, such as 12.50";
      case BOOLEAN -> "true or false";
      case DATE -> "a day, such as 2031-03-03";
      case DATE_TIME -> "an instant, such as 2031-03-03T09:00:00Z";
      case TEXT, CHOICE, MULTI_CHOICE -> "a text";
    };
  }

  static String[] append(String[] path, String... further) {
    String[] longer = java.util.Arrays.copyOf(path, path.length + further.length);
    System.arraycopy(further, 0, longer, path.length, further.length);
    return longer;
  }
}
