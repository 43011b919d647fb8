package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * graphql-java's messages, without the guesses and class names that tell strangers too much, and
 * without its own words for what it has parsed.
 */
final class Messages {
  private static final Pattern GUESS = Pattern.compile("\\s*Did you mean.*", Pattern.DOTALL);
  private static final Pattern JAVA_CLASS =
      Pattern.compile(",? but it was (?:a|of type|an)? ?'[A-Za-z0-9_$.]+'");
  private static final Pattern NO_OBJECT =
      Pattern.compile("Expected type 'Map' but was '[^']*'\\. Variables for .*", Pattern.DOTALL);
  private static final Pattern RULE =
      Pattern.compile("^(?:Validation error \\([^)]*\\) : |Invalid syntax : )");
  private static final Pattern PARSED =
      Pattern.compile(
          " with value '[A-Za-z]*Value\\{.*\\}'(?= (?:must |is |contains ))", Pattern.DOTALL);
  private static final Pattern PARSED_NAME =
      Pattern.compile("'[A-Za-z]*Value\\{(?:name|value)='?([^'{}]*)'?\\}'");
  private static final int MAX_LENGTH = 400;

  private Messages() {}

  static String clean(@Nullable String message) {
    if (message == null || message.isEmpty()) {
      return "The request is not valid.";
    }
    String text = RULE.matcher(message).replaceFirst("");
    text = GUESS.matcher(text).replaceFirst("");
    text = NO_OBJECT.matcher(text).replaceFirst("Expected an input object.");
    text = PARSED.matcher(text).replaceFirst("");
    text = PARSED_NAME.matcher(text).replaceAll("'$1'");
    text = JAVA_CLASS.matcher(text).replaceAll("");
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }

  static FieldProblem invalid(String code, @Nullable String message) {
    return new FieldProblem(ProblemType.INVALID, code, clean(message));
  }
}
