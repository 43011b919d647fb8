package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.FieldEntry;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.SchemaPart;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.FastSchemaGenerator;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.errors.SchemaProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes one schema generation of all parts: schema texts and registered fields. Every field of
 * every object type must have exactly one registration and every registration a field; all findings
 * are reported at once.
 */
public final class SchemaComposer {
  private final List<String> findings = new ArrayList<>();
  private final Map<String, Map<String, Registration>> registrations = new LinkedHashMap<>();
  private final Map<String, Class<?>> classes = new HashMap<>();

  private String kernel = "";

  private record Registration(String part, FieldEntry<Object> entry) {}

  private SchemaComposer() {}

  /**
   * @param parts the first is the desk's own; the others are plugins', by their ids
   * @throws SchemaRefused when the parts do not fit together
   */
  public static SchemaGeneration compose(List<SchemaPart> parts, EngineLimits limits) {
    SchemaComposer composer = new SchemaComposer();
    List<ReadPart> read = parts.stream().map(composer::read).toList();
    composer.refuseIfAny();
    return composer.build(read, limits);
  }

  /** The same of parts whose texts have been parsed. */
  public static SchemaGeneration composeRead(List<ReadPart> parts, EngineLimits limits) {
    return new SchemaComposer().build(parts, limits);
  }

  private SchemaGeneration build(List<ReadPart> read, EngineLimits limits) {
    List<SchemaPart> parts = read.stream().map(ReadPart::part).toList();
    kernel = parts.getFirst().name();
    TypeDefinitionRegistry texts = merged(read);
    parts.forEach(this::register);
    Map<String, GraphQLScalarType> scalars = Scalars.all();
    texts
        .scalars()
        .keySet()
        .forEach(name -> {
          if (!ScalarInfo.isGraphqlSpecifiedScalar(name) && !scalars.containsKey(name)) {
            findings.add("the scalar " + name + " is unknown to the desk");
          }
        });
    refuseIfAny();
    GraphQLSchema schema = generate(texts, scalars);
    Map<String, Map<String, BoundField>> fields = bind(schema);
    TypeTable types = new TypeTable(classes, possibleTypes(schema));
    refuseIfAny();
    List<String> plugins = parts.stream().skip(1).map(SchemaPart::name).toList();
    return new SchemaGeneration(wire(schema, fields, types), fields, types, plugins, limits);
  }

  private ReadPart read(SchemaPart part) {
    TypeDefinitionRegistry all = new TypeDefinitionRegistry();
    for (String text : part.sdl()) {
      if (!text.isBlank()) {
        merge(part, new SchemaParser()::parse, text, all);
      }
    }
    return new ReadPart(part, all);
  }

  private TypeDefinitionRegistry merged(List<ReadPart> parts) {
    TypeDefinitionRegistry all = new TypeDefinitionRegistry();
    for (ReadPart part : parts) {
      merge(part.part(), ReadPart::texts, part, all);
    }
    return all;
  }

  private <T> void merge(
      SchemaPart part,
      Function<T, TypeDefinitionRegistry> read,
      T from,
      TypeDefinitionRegistry into) {
    try {
      into.merge(read.apply(from));
    } catch (SchemaProblem problem) {
      problem.getErrors().forEach(error -> findings.add(part.name() + ": " + error.getMessage()));
    }
  }

  private void register(SchemaPart part) {
    for (Fields<?> fields : part.types()) {
      Class<?> earlier = classes.putIfAbsent(fields.type(), fields.javaClass());
      if (earlier != null && earlier != fields.javaClass()) {
        findings.add(
            part.name()
                + ": "
                + fields.type()
                + " is registered for two classes, "
                + earlier.getName()
                + " and "
                + fields.javaClass().getName());
      }
      fields.entries().forEach(entry -> add(part, fields.type(), entry));
    }
    part.roots().queries().forEach(entry -> add(part, "Query", entry));
    part.roots().mutations().forEach(entry -> add(part, "Mutation", entry));
    part.roots().subscriptions().forEach(entry -> add(part, "Subscription", entry));
  }

  @SuppressWarnings("unchecked") // The engine only ever hands a field objects of its own type.
  private void add(SchemaPart part, String type, FieldEntry<?> entry) {
    Registration earlier =
        registrations
            .computeIfAbsent(type, t -> new LinkedHashMap<>())
            .putIfAbsent(entry.name(), new Registration(part.name(), (FieldEntry<Object>) entry));
    if (earlier != null) {
      findings.add(
          type
              + "."
              + entry.name()
              + " is registered by "
              + earlier.part()
              + " and "
              + part.name());
    }
  }

  private GraphQLSchema generate(
      TypeDefinitionRegistry texts, Map<String, GraphQLScalarType> scalars) {
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    scalars.forEach((name, scalar) -> {
      if (texts.scalars().containsKey(name)) {
        wiring.scalar(scalar);
      }
    });
    // Resolvers and fetchers follow once the types are known; generating asks for some already now.
    TypeResolver later =
        environment -> {
          throw new IllegalStateException("the schema is not wired yet");
        };
    texts
        .types()
        .forEach((name, definition) -> {
          if (definition instanceof graphql.language.InterfaceTypeDefinition
              || definition instanceof graphql.language.UnionTypeDefinition) {
            wiring.type(name, type -> type.typeResolver(later));
          }
        });
    try {
      return new FastSchemaGenerator()
          .makeExecutableSchema(
              SchemaGenerator.Options.defaultOptions().withValidation(true), texts, wiring.build());
    } catch (SchemaProblem problem) {
      throw new SchemaRefused(
          problem.getErrors().stream().map(error -> error.getMessage()).toList());
    } catch (graphql.schema.validation.InvalidSchemaException invalid) {
      throw new SchemaRefused(List.of(String.valueOf(invalid.getMessage())));
    }
  }

  private Map<String, Map<String, BoundField>> bind(GraphQLSchema schema) {
    Map<String, Map<String, BoundField>> bound = new HashMap<>();
    Set<String> unused = new LinkedHashSet<>();
    registrations.forEach(
        (type, byName) -> byName.keySet().forEach(f -> unused.add(type + "." + f)));
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      if (!(type instanceof GraphQLObjectType object) || object.getName().startsWith("__")) {
        continue;
      }
      Map<String, BoundField> fields = new HashMap<>();
      Map<String, Registration> registered = registrations.getOrDefault(object.getName(), Map.of());
      for (GraphQLFieldDefinition definition : object.getFieldDefinitions()) {
        String coordinates = object.getName() + "." + definition.getName();
        Registration registration = registered.get(definition.getName());
        if (registration == null) {
          findings.add(coordinates + " has no registration");
          continue;
        }
        unused.remove(coordinates);
        checkKind(coordinates, definition, registration);
        fields.put(
            definition.getName(),
            new BoundField(
                object.getName(),
                definition,
                registration.part(),
                registration.part().equals(kernel) ? null : registration.part(),
                registration.entry()));
      }
      bound.put(object.getName(), fields);
    }
    unused.forEach(name -> findings.add(name + " is registered, but no schema text declares it"));
    return bound;
  }

  private void checkKind(
      String coordinates, GraphQLFieldDefinition definition, Registration registration) {
    FieldEntry<Object> entry = registration.entry();
    boolean nonNull = GraphQLTypeUtil.isNonNull(definition.getType());
    String bare = GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
    String needed =
        switch (entry.kind()) {
          case FieldKind.IntGetter<Object> k -> "Int";
          case FieldKind.LongGetter<Object> k -> "Long";
          case FieldKind.BooleanGetter<Object> k -> "Boolean";
          default -> bare;
        };
    if (!needed.equals(bare)) {
      findings.add(coordinates + " is of type " + bare + ", but registered as " + needed);
    }
    if (entry.kind() instanceof FieldKind.Utf8Getter
        && !bare.equals("String")
        && !bare.equals("ID")) {
      findings.add(coordinates + " is of type " + bare + ", but registered as UTF-8 text");
    }
    boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
    if (entry.permission() != null
        && entry.refusal() == FieldEntry.Refusal.EMPTY
        && nonNull
        && !list) {
      findings.add(coordinates + " is non-null, so it cannot be empty for want of a permission");
    }
  }

  private Map<String, Set<String>> possibleTypes(GraphQLSchema schema) {
    Map<String, Set<String>> possible = new HashMap<>();
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      List<String> members = new ArrayList<>();
      if (type instanceof GraphQLInterfaceType abstractType) {
        for (GraphQLNamedType object :
            Objects.requireNonNullElse(
                schema.getImplementations(abstractType), List.<GraphQLObjectType>of())) {
          members.add(object.getName());
        }
      } else if (type instanceof GraphQLUnionType union) {
        for (GraphQLNamedOutputType member : union.getTypes()) {
          members.add(member.getName());
        }
      } else {
        continue;
      }
      Set<Class<?>> seen = new HashSet<>();
      for (String member : members) {
        Class<?> registered = classes.get(member);
        if (registered == null || !seen.add(registered)) {
          findings.add(
              type.getName()
                  + " cannot tell "
                  + member
                  + " by its class: "
                  + (registered == null ? "none is registered" : registered.getName()));
        }
      }
      possible.put(type.getName(), Set.copyOf(members));
    }
    return possible;
  }

  private static GraphQLSchema wire(
      GraphQLSchema schema, Map<String, Map<String, BoundField>> fields, TypeTable types) {
    GraphQLCodeRegistry registry =
        schema
            .getCodeRegistry()
            .transform(code -> {
              fields.forEach((type, byName) ->
                  byName.forEach((name, field) ->
                      code.dataFetcher(
                          FieldCoordinates.coordinates(type, name), DerivedFetchers.of(field))));
              for (GraphQLNamedType type : schema.getAllTypesAsList()) {
                if (type instanceof GraphQLInterfaceType || type instanceof GraphQLUnionType) {
                  code.typeResolver(type.getName(), resolver(type.getName(), types));
                }
              }
            });
    return schema.transformWithoutTypes(builder -> builder.codeRegistry(registry));
  }

  private static TypeResolver resolver(String abstractType, TypeTable types) {
    return environment -> {
      String name = types.resolve(abstractType, Objects.requireNonNull(environment.getObject()));
      return name == null ? null : environment.getSchema().getObjectType(name);
    };
  }

  private void refuseIfAny() {
    if (!findings.isEmpty()) {
      throw new SchemaRefused(findings);
    }
  }
}
