package dev.trestle.graphql.plugin;

import dev.trestle.graphql.engine.SchemaRefused;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import graphql.schema.idl.errors.SchemaProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One plugin's schema texts, read: what they declare and extend, with the types of pages added that
 * the plugin may leave out.
 */
final class PluginTexts {
  private static final String CONNECTION = "Connection";

  /** So long a plugin's texts may be together. */
  private static final int CHARS_MAX = 500_000;

  private final List<String> sdl;
  private final TypeDefinitionRegistry declared;

  /** The registry makes a new map at each question for its types. */
  private final Map<String, TypeDefinition<?>> types;

  private final Set<String> pages;
  private final Map<String, FieldDefinition> fields = new HashMap<>();

  private PluginTexts(List<String> sdl, TypeDefinitionRegistry declared, Set<String> pages) {
    this.sdl = List.copyOf(sdl);
    this.declared = declared;
    this.types = types(declared);
    this.pages = pages;
    for (ObjectTypeDefinition type : objects(declared)) {
      for (FieldDefinition field : type.getFieldDefinitions()) {
        fields.putIfAbsent(type.getName() + "." + field.getName(), field);
      }
    }
  }

  /**
   * @throws SchemaRefused when a text is no schema text
   */
  static PluginTexts of(String plugin, List<String> texts) {
    TypeDefinitionRegistry read = new TypeDefinitionRegistry();
    List<String> findings = new ArrayList<>();
    List<String> all = new ArrayList<>(texts);
    if (texts.stream().mapToLong(String::length).sum() > CHARS_MAX) {
      throw new SchemaRefused(
          List.of(plugin + ": its schema texts have more than " + CHARS_MAX + " characters"));
    }
    for (String text : texts) {
      merge(plugin, read, text, findings);
    }
    Set<String> pages = missingPages(read);
    if (!pages.isEmpty()) {
      String added = pageTypes(pages);
      all.add(added);
      merge(plugin, read, added, findings);
    }
    if (!findings.isEmpty()) {
      throw new SchemaRefused(findings);
    }
    return new PluginTexts(all, read, pages);
  }

  private static void merge(
      String plugin, TypeDefinitionRegistry into, String text, List<String> findings) {
    if (text.isBlank()) {
      return;
    }
    try {
      into.merge(new SchemaParser().parse(text));
    } catch (SchemaProblem problem) {
      problem.getErrors().forEach(error -> findings.add(plugin + ": " + error.getMessage()));
    } catch (StackOverflowError deep) {
      findings.add(plugin + ": its schema text nests deeper than the parser follows");
    }
  }

  /** The types named like pages of the plugin's own object types, which no text declares. */
  private static Set<String> missingPages(TypeDefinitionRegistry read) {
    Set<String> nodes = new TreeSet<>();
    Set<String> types = read.types().keySet();
    for (ObjectTypeDefinition type : objects(read)) {
      for (FieldDefinition field : type.getFieldDefinitions()) {
        String name = TypeInfo.typeInfo(field.getType()).getName();
        String node = name.endsWith(CONNECTION) ? name.substring(0, name.length() - 10) : "";
        if (!types.contains(name) && types.contains(node)) {
          nodes.add(node);
        }
      }
    }
    return nodes;
  }

  private static String pageTypes(Set<String> nodes) {
    StringBuilder text = new StringBuilder();
    for (String node : nodes) {
      text.append(
          """
          "One page of a list of the type %1$s."
          type %1$sConnection {
            "How many rows there are altogether, not only on this page."
            totalCount: Int!
            "What stands before and behind this page."
            pageInfo: PageInfo!
            "The rows with their cursors."
            edges: [%1$sEdge!]!
            "The rows alone."
            nodes: [%1$s!]!
          }
          "One row of a list of the type %1$s, with its place."
          type %1$sEdge {
            "The row's place, to give as `after` or `before`."
            cursor: Cursor!
            "The row."
            node: %1$s!
          }
          """
              .formatted(node));
    }
    return text.toString();
  }

  private static List<ObjectTypeDefinition> objects(TypeDefinitionRegistry read) {
    List<ObjectTypeDefinition> all = new ArrayList<>(read.getTypes(ObjectTypeDefinition.class));
    read.objectTypeExtensions().values().forEach(all::addAll);
    return all;
  }

  /** The texts to compose, those of added types included. */
  List<String> sdl() {
    return sdl;
  }

  TypeDefinitionRegistry declared() {
    return declared;
  }

  /** The types whose pages the desk answers for the plugin. */
  Set<String> pages() {
    return pages;
  }

  /** The type of a field as the text has it, by type and name; null when there is no such field. */
  @Nullable Type<?> type(String type, String field) {
    FieldDefinition found = field(type, field);
    return found == null ? null : found.getType();
  }

  /** A field as the text declares it; null likewise. */
  @Nullable FieldDefinition field(String type, String field) {
    return fields.get(type + "." + field);
  }

  /** Every object type or extension of one, with its fields. */
  List<ObjectTypeDefinition> objects() {
    return objects(declared);
  }

  /** What the texts declare anew, by name; without scalars. */
  Map<String, TypeDefinition<?>> types() {
    return types;
  }

  private static Map<String, TypeDefinition<?>> types(TypeDefinitionRegistry read) {
    Map<String, TypeDefinition<?>> types = new LinkedHashMap<>();
    read.types().forEach(types::put);
    return Collections.unmodifiableMap(types);
  }

  /** The names of the types the texts extend. */
  Set<String> extended() {
    Set<String> names = new LinkedHashSet<>();
    extensions().forEach(extension -> names.add(name(extension)));
    return names;
  }

  /** Every extension of a type, of whatever kind. */
  List<SDLExtensionDefinition> extensions() {
    List<SDLExtensionDefinition> all = new ArrayList<>();
    declared.objectTypeExtensions().values().forEach(all::addAll);
    declared.interfaceTypeExtensions().values().forEach(all::addAll);
    declared.unionTypeExtensions().values().forEach(all::addAll);
    declared.enumTypeExtensions().values().forEach(all::addAll);
    declared.scalarTypeExtensions().values().forEach(all::addAll);
    declared.inputObjectTypeExtensions().values().forEach(all::addAll);
    return all;
  }

  static String name(SDLExtensionDefinition extension) {
    return Objects.requireNonNull(((NamedNode<?>) extension).getName());
  }

  /** The fields or constants that the texts give this type, in its declaration or extensions. */
  Set<String> members(String type) {
    Set<String> members = new LinkedHashSet<>();
    TypeDefinition<?> own = types.get(type);
    if (own != null) {
      members.addAll(members(own));
    }
    for (SDLExtensionDefinition extension : extensions()) {
      if (name(extension).equals(type)) {
        members.addAll(members((Node<?>) extension));
      }
    }
    return members;
  }

  /** A type as texts have it, such as {@code [ID!]!}. */
  static String written(Type<?> type) {
    return switch (type) {
      case NonNullType nonNull -> written(nonNull.getType()) + "!";
      case ListType list -> "[" + written(list.getType()) + "]";
      default -> ((TypeName) type).getName();
    };
  }

  static List<String> members(Node<?> type) {
    List<String> names = new ArrayList<>();
    switch (type) {
      case ObjectTypeDefinition object ->
          object.getFieldDefinitions().forEach(field -> names.add(field.getName()));
      case InterfaceTypeDefinition object ->
          object.getFieldDefinitions().forEach(field -> names.add(field.getName()));
      case InputObjectTypeDefinition input ->
          input.getInputValueDefinitions().forEach(field -> names.add(field.getName()));
      case EnumTypeDefinition constants ->
          constants.getEnumValueDefinitions().forEach(value -> names.add(value.getName()));
      default -> {}
    }
    return names;
  }
}
