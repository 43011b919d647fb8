package dev.trestle.graphql.engine;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random operations over the test world, the same for the same seed. */
final class RandomQueries {
  private final GraphQLSchema schema;
  private final Random random;
  private final Map<String, String> fragments = new HashMap<>();
  private final StringBuilder definitions = new StringBuilder();
  private int names;
  private int budget = 25;

  record Query(String text, Map<String, Object> variables) {}

  RandomQueries(GraphQLSchema schema, long seed) {
    this.schema = schema;
    this.random = new Random(seed);
  }

  Query next() {
    String body = selection(schema.getQueryType(), 0);
    Map<String, Object> variables = new HashMap<>();
    variables.put("yes", random.nextBoolean());
    variables.put("no", random.nextBoolean());
    variables.put("count", random.nextInt(4));
    if (random.nextBoolean()) {
      variables.put("maybe", random.nextBoolean() ? null : random.nextInt(3));
    }
    if (random.nextInt(4) > 0) {
      variables.put("text", "v" + random.nextInt(9));
    }
    Map<String, Object> input = new HashMap<>();
    input.put("text", "in");
    input.put("colours", List.of("RED"));
    variables.put("input", input);
    return new Query(
        "query Q($yes: Boolean!, $no: Boolean = true, $count: Int!, $maybe: Int, $text: String, $input: EchoInput) "
            + "{ all: __typename @include(if: $yes) @skip(if: $no) "
            + "e: echo(text: $text, input: $input, list: [1, $count]) f: echo(input: {text: $text}, list: [$count]) "
            + "p: people(first: $maybe) { id }\n"
            + body.substring(1)
            + definitions,
        variables);
  }

  private String selection(GraphQLCompositeType type, int depth) {
    StringBuilder out = new StringBuilder("{");
    int count = 1 + random.nextInt(depth == 0 ? 4 : 5);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(10);
      if (kind == 0) {
        out.append(random.nextBoolean() ? " __typename" : " t" + names++ + ": __typename");
      } else if (kind == 1 || type instanceof GraphQLUnionType && kind < 8) {
        inline(type, depth, out);
      } else if (kind == 2) {
        spread(type, depth, out);
      } else if (type instanceof GraphQLFieldsContainer container) {
        field(container, depth, out);
      }
      if (random.nextInt(6) == 0) {
        // The same again, which has to merge.
        int at = out.lastIndexOf("\n");
        if (at > 0 && out.length() - at < 150) {
          out.append(out.substring(at));
        }
      }
    }
    if (out.length() == 1) {
      out.append(" __typename");
    }
    return out.append(" }").toString();
  }

  private void inline(GraphQLCompositeType type, int depth, StringBuilder out) {
    if (--budget < 0) {
      out.append(" __typename");
      return;
    }
    if (random.nextInt(3) == 0) {
      out.append(" ...")
          .append(directive())
          .append(' ')
          .append(selection(type, depth).replace('\n', ' '));
      return;
    }
    GraphQLCompositeType condition = related(type);
    out.append(" ... on ")
        .append(((GraphQLNamedType) condition).getName())
        .append(directive())
        .append(' ')
        .append(selection(condition, depth + 1).replace('\n', ' '));
  }

  private void spread(GraphQLCompositeType type, int depth, StringBuilder out) {
    GraphQLCompositeType condition = related(type);
    String typeName = ((GraphQLNamedType) condition).getName();
    String name = fragments.get(typeName);
    if (name == null || (random.nextBoolean() && --budget > 0)) {
      name = "F" + names++;
      String body = selection(condition, depth + 2);
      definitions
          .append("\nfragment ")
          .append(name)
          .append(" on ")
          .append(typeName)
          .append(' ')
          .append(body);
      fragments.put(typeName, name);
    }
    out.append(" ...").append(name).append(directive());
  }

  private GraphQLCompositeType related(GraphQLCompositeType type) {
    List<GraphQLCompositeType> options = new ArrayList<>();
    options.add(type);
    if (type instanceof GraphQLInterfaceType abstractType) {
      options.addAll(schema.getImplementations(abstractType));
    } else if (type instanceof GraphQLUnionType union) {
      union.getTypes().forEach(member -> options.add((GraphQLCompositeType) member));
      options.add((GraphQLCompositeType) schema.getType("Node"));
      options.add((GraphQLCompositeType) schema.getType("Named"));
    } else if (type instanceof GraphQLObjectType object) {
      object.getInterfaces().forEach(face -> options.add((GraphQLCompositeType) face));
    }
    return options.get(random.nextInt(options.size()));
  }

  private void field(GraphQLFieldsContainer type, int depth, StringBuilder out) {
    List<GraphQLFieldDefinition> fields = type.getFieldDefinitions();
    GraphQLFieldDefinition field = fields.get(random.nextInt(fields.size()));
    if (field.getName().equals("slow")) {
      return;
    }
    boolean composite = GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType;
    if (composite && (depth > 5 || --budget < 0)) {
      return;
    }
    String arguments = arguments(field);
    out.append('\n');
    // Fields of the same name differ in type and arguments, so only plain leaves go without alias.
    if (!arguments.isEmpty() || composite && random.nextInt(3) > 0 || random.nextInt(4) == 0) {
      out.append('a').append(names++).append(": ");
    }
    out.append(field.getName()).append(arguments).append(directive());
    if (composite) {
      out.append(' ')
          .append(
              selection(
                      (GraphQLCompositeType) GraphQLTypeUtil.unwrapAll(field.getType()), depth + 1)
                  .replace('\n', ' '));
    }
  }

  private String arguments(GraphQLFieldDefinition field) {
    List<String> given = new ArrayList<>();
    for (GraphQLArgument argument : field.getArguments()) {
      boolean needed = GraphQLTypeUtil.isNonNull(argument.getType());
      if (!needed && random.nextBoolean()) {
        continue;
      }
      String value =
          switch (argument.getName()) {
            case "n", "first", "times" ->
                random.nextInt(3) == 0
                    ? (needed || random.nextBoolean() ? "$count" : "$maybe")
                    : String.valueOf(random.nextInt(4));
            case "id" -> "\"" + "PFJZX".charAt(random.nextInt(5)) + random.nextInt(30) + "\"";
            case "text" -> random.nextBoolean() ? "$text" : "\"a \\u00e4 \\\"b\"";
            case "input" ->
                random.nextBoolean()
                    ? "$input"
                    : "{text: null, inner: {colours: [RED, BLUE], flag: false}}";
            case "list" -> random.nextBoolean() ? "[1, 2, $count]" : "null";
            case "at" -> "\"2031-03-03T09:00:00+01:00\"";
            default -> throw new IllegalStateException(argument.getName());
          };
      given.add(argument.getName() + ": " + value);
    }
    return given.isEmpty() ? "" : "(" + String.join(", ", given) + ")";
  }

  private String directive() {
    return switch (random.nextInt(12)) {
      case 0 -> " @include(if: $yes)";
      case 1 -> " @skip(if: $no)";
      case 2 -> " @skip(if: false) @include(if: $yes)";
      default -> "";
    };
  }
}
