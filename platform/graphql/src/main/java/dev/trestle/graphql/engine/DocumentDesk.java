package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes documents in: parses, measures and validates each text once, then answers from the cache.
 */
final class DocumentDesk {
  private static final int MAX_ISSUES = 20;

  private DocumentDesk() {}

  /** What came of a text: exactly one of the two is set. */
  record Admission(@Nullable AdmittedDocument document, List<Answers.Issue> issues) {
    static Admission refused(FieldProblem problem, @Nullable SourceLocation at) {
      return new Admission(null, List.of(issue(problem, at)));
    }
  }

  static Admission admit(String text, SchemaGeneration generation) {
    AdmittedDocument known = generation.documents().find(text);
    if (known != null) {
      return new Admission(known, List.of());
    }
    EngineLimits limits = generation.limits();
    if (text.length() > limits.documentChars()) {
      return Admission.refused(
          new FieldProblem(
              ProblemType.LIMIT,
              "QUERY_TOO_LONG",
              "The document has "
                  + text.length()
                  + " characters; at most "
                  + limits.documentChars()
                  + " are allowed.",
              "Split the request."),
          null);
    }
    Document document;
    try {
      document = parse(text, limits);
      DocumentLimits.check(document, limits);
    } catch (FieldProblem problem) {
      return Admission.refused(problem, null);
    } catch (InvalidSyntaxException wrong) {
      return syntax(wrong);
    }
    List<ValidationError> wrong =
        new Validator().validateDocument(generation.schema(), document, Locale.ROOT);
    if (!wrong.isEmpty()) {
      return new Admission(null, issues(wrong));
    }
    AdmittedDocument admitted = new AdmittedDocument(generation, document);
    generation.documents().put(text, admitted);
    return new Admission(admitted, List.of());
  }

  private static Document parse(String text, EngineLimits limits) {
    ParserOptions options =
        ParserOptions.newParserOptions()
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .captureSourceLocation(true)
            .maxCharacters(limits.documentChars())
            .maxTokens(limits.documentTokens())
            .maxWhitespaceTokens(limits.documentChars())
            .redactTokenParserErrorMessages(true)
            .build();
    return new Parser()
        .parseDocument(
            ParserEnvironment.newParserEnvironment()
                .document(text)
                .parserOptions(options)
                .locale(Locale.ROOT)
                .build());
  }

  private static Admission syntax(InvalidSyntaxException wrong) {
    return switch (wrong) {
      case ParseCancelledTooDeepException deep ->
          Admission.refused(
              new FieldProblem(
                  ProblemType.LIMIT,
                  "QUERY_TOO_DEEP",
                  "The document nests deeper than the parser follows.",
                  "Ask for fewer levels."),
              null);
      case ParseCancelledException big ->
          Admission.refused(
              new FieldProblem(
                  ProblemType.LIMIT,
                  "QUERY_TOO_LONG",
                  "The document has more tokens than are allowed.",
                  "Split the request."),
              null);
      default ->
          Admission.refused(
              Messages.invalid("SYNTAX", wrong.toInvalidSyntaxError().getMessage()),
              wrong.getLocation());
    };
  }

  private static List<Answers.Issue> issues(List<? extends GraphQLError> errors) {
    List<Answers.Issue> issues = new ArrayList<>();
    for (GraphQLError error : errors.subList(0, Math.min(MAX_ISSUES, errors.size()))) {
      List<SourceLocation> at = error.getLocations();
      issues.add(
          issue(
              Messages.invalid("VALIDATION", error.getMessage()),
              at == null || at.isEmpty() ? null : at.getFirst()));
    }
    return issues;
  }

  private static Answers.Issue issue(FieldProblem problem, @Nullable SourceLocation at) {
    return at == null
        ? new Answers.Issue(problem, 0, 0)
        : new Answers.Issue(problem, at.getLine(), at.getColumn());
  }
}
