package dev.trestle.plugins.commitments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The places in a template's text, such as {@code {{promise.dueAt|date}}}. */
final class Placeholders {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\s*([^{}|]*?)\\s*(?:\\|([^{}]*))?\\}\\}");

  /** How a time is written. */
  enum Form {
    DATE_TIME,
    DATE,
    TIME
  }

  /** What is wrong with a text. */
  record Fault(String code, String message) {}

  private Placeholders() {}

  static List<Fault> faults(String text) {
    List<Fault> faults = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      Variable variable = Variable.of(place.group(1));
      String form = place.group(2);
      if (variable == null) {
        faults.add(
            new Fault(
                "TEMPLATE_VARIABLE_UNKNOWN",
                "There is no variable "
                    + place.group(1)
                    + ". There are: "
                    + Arrays.stream(Variable.values())
                        .map(Variable::key)
                        .collect(Collectors.joining(", "))
                    + "."));
      } else if (form(variable, form) == null) {
        faults.add(
            new Fault(
                "TEMPLATE_FORM_UNKNOWN",
                variable.key()
                    + " cannot be written as "
                    + form
                    + ". Times take |date and |time, texts nothing."));
      }
    }
    return faults;
  }

  private static @Nullable Form form(Variable variable, @Nullable String form) {
    if (form == null) {
      return Form.DATE_TIME;
    }
    return switch (form.strip()) {
      case "date" -> variable.type() == Variable.Type.TIME ? Form.DATE : null;
      case "time" -> variable.type() == Variable.Type.TIME ? Form.TIME : null;
      default -> null;
    };
  }

  /**
   * Fills a text without faults.
   *
   * @param value what stands for a variable; null when there is none
   * @param missing takes the variables that have no value
   */
  static String filled(
      String text, BiFunction<Variable, Form, @Nullable String> value, List<Variable> missing) {
    StringBuilder filled = new StringBuilder();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      Variable variable = Variable.of(place.group(1));
      Form form = variable == null ? null : form(variable, place.group(2));
      String written = variable == null || form == null ? null : value.apply(variable, form);
      if (variable != null && written == null && !missing.contains(variable)) {
        missing.add(variable);
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(written == null ? "" : written));
    }
    place.appendTail(filled);
    return filled.toString();
  }
}
