package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Measures a parsed document before it is validated, because validating is what hostile documents
 * make slow. It takes time linear in the document: a fragment is measured once, however often it is
 * spread.
 */
final class DocumentLimits {
  /**
   * Introspection queries of common tools nest this deep: nine levels of ofType and their parents.
   */
  private static final int INTROSPECTION_DEPTH = 20;

  /** How often introspection may go from a type to its fields to their types and so on. */
  private static final int INTROSPECTION_LOOPS = 3;

  private static final Set<String> INTROSPECTION_LISTS =
      Set.of("fields", "interfaces", "possibleTypes", "inputFields");

  private final EngineLimits limits;
  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<String, Size> measured = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int aliases;

  /**
   * What a selection comes to with its fragments.
   *
   * @param introspectionLoops lists of introspection within one another
   */
  private record Size(int depth, int introspectionDepth, long fields, int introspectionLoops) {
    static final Size NONE = new Size(0, 0, 0, 0);

    Size and(Size other) {
      return new Size(
          Math.max(depth, other.depth),
          Math.max(introspectionDepth, other.introspectionDepth),
          fields + other.fields,
          Math.max(introspectionLoops, other.introspectionLoops));
    }
  }

  private DocumentLimits(EngineLimits limits) {
    this.limits = limits;
  }

  /**
   * @throws FieldProblem of type LIMIT, or INVALID for text that is none
   */
  static void check(Document document, EngineLimits limits) {
    new DocumentLimits(limits).check(document);
  }

  private void check(Document document) {
    for (Definition<?> definition : document.getDefinitions()) {
      if (definition instanceof FragmentDefinition fragment) {
        fragments.put(fragment.getName(), fragment);
      }
    }
    if (fragments.size() > limits.fragments()) {
      throw limit("TOO_MANY_FRAGMENTS", "fragments", fragments.size(), limits.fragments());
    }
    Size whole = Size.NONE;
    for (Definition<?> definition : document.getDefinitions()) {
      if (definition instanceof OperationDefinition operation) {
        directives(operation);
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
          directives(variable);
          if (variable.getDefaultValue() != null) {
            text("$" + variable.getName(), variable.getDefaultValue());
          }
        }
        whole = whole.and(measure(operation.getSelectionSet()));
      } else if (definition instanceof FragmentDefinition fragment) {
        directives(fragment);
        whole = whole.and(fragment(fragment.getName()));
      }
    }
    if (whole.depth() > limits.depth()) {
      throw new FieldProblem(
          ProblemType.LIMIT,
          "QUERY_TOO_DEEP",
          "The document nests fields "
              + whole.depth()
              + " levels deep; at most "
              + limits.depth()
              + " are allowed.",
          "Ask for fewer levels.");
    }
    if (whole.introspectionDepth() > INTROSPECTION_DEPTH
        || whole.introspectionLoops() > INTROSPECTION_LOOPS) {
      throw new FieldProblem(
          ProblemType.LIMIT,
          "INTROSPECTION_TOO_DEEP",
          "The document asks for the schema too many levels deep.",
          "Use the introspection query of a common tool.");
    }
  }

  private Size measure(SelectionSet selections) {
    Map<String, Integer> byName = new HashMap<>();
    Size size = Size.NONE;
    for (Selection<?> selection : selections.getSelections()) {
      Size inner =
          switch (selection) {
            case Field field -> field(field, byName);
            case InlineFragment inline -> {
              directives(inline);
              yield measure(inline.getSelectionSet());
            }
            case FragmentSpread spread -> {
              directives(spread);
              yield fragment(spread.getName());
            }
            default -> Size.NONE;
          };
      size = size.and(inner);
      if (size.fields() > limits.fields()) {
        throw new FieldProblem(
            ProblemType.LIMIT,
            "TOO_MANY_FIELDS",
            "With fragments in place the document asks for more than "
                + limits.fields()
                + " fields.",
            "Ask for fewer fields, or split the request.");
      }
    }
    return size;
  }

  private Size field(Field field, Map<String, Integer> byName) {
    directives(field);
    for (Argument argument : field.getArguments()) {
      text(field.getName() + "." + argument.getName(), argument.getValue());
    }
    if (field.getAlias() != null) {
      if (++aliases > limits.aliases()) {
        throw limit("TOO_MANY_ALIASES", "aliases", aliases, limits.aliases());
      }
      int same = byName.merge(field.getName(), 1, Integer::sum);
      if (same > limits.sameField()) {
        throw new FieldProblem(
            ProblemType.LIMIT,
            "TOO_MANY_ALIASES",
            "One selection names the same field under more than "
                + limits.sameField()
                + " aliases.",
            "Use a list with a filter, or split the request.");
      }
    }
    SelectionSet inside = field.getSelectionSet();
    Size inner = inside == null ? Size.NONE : measure(inside);
    boolean introspection = field.getName().equals("__schema") || field.getName().equals("__type");
    if (introspection) {
      return new Size(1, inner.depth() + 1, inner.fields() + 1, inner.introspectionLoops());
    }
    boolean loops = INTROSPECTION_LISTS.contains(field.getName());
    return new Size(
        inner.depth() + 1,
        inner.introspectionDepth(),
        inner.fields() + 1,
        inner.introspectionLoops() + (loops ? 1 : 0));
  }

  private Size fragment(String name) {
    Size known = measured.get(name);
    if (known != null) {
      return known;
    }
    FragmentDefinition fragment = fragments.get(name);
    if (fragment == null || !open.add(name)) {
      // Unknown or circular: validation says so in better words.
      return Size.NONE;
    }
    Size size = measure(fragment.getSelectionSet());
    open.remove(name);
    measured.put(name, size);
    return size;
  }

  private void directives(DirectivesContainer<?> node) {
    int count = node.getDirectives().size();
    if (count > limits.directives()) {
      throw limit("TOO_MANY_DIRECTIVES", "directives at one place", count, limits.directives());
    }
  }

  private void text(String path, Value<?> value) {
    switch (value) {
      case StringValue string -> {
        String flaw = TextRules.flaw(Objects.requireNonNull(string.getValue()));
        if (flaw != null) {
          throw badText(path, flaw);
        }
      }
      case ArrayValue list -> list.getValues().forEach(each -> text(path, each));
      case ObjectValue object -> {
        for (ObjectField field : object.getObjectFields()) {
          text(path + "." + field.getName(), field.getValue());
        }
      }
      default -> {}
    }
  }

  static FieldProblem badText(String path, String flaw) {
    return new FieldProblem(
        ProblemType.INVALID, "BAD_TEXT", "The text at " + path + " " + flaw + ".");
  }

  private static FieldProblem limit(String code, String what, int count, int most) {
    return new FieldProblem(
        ProblemType.LIMIT,
        code,
        "The document has " + count + " " + what + "; at most " + most + " are allowed.",
        "Split the request.");
  }
}
