package dev.trestle.app.plugins;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The documents that one plugin may ask, by the kinds of records it may read. */
final class PluginDocuments {
  private static final String EVENTS = "events";

  /** Of which kind the objects of a type are; of all other types anybody may read. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("Ticket", "ticket"),
          Map.entry("TicketLink", "ticket"),
          Map.entry("Message", "message"),
          Map.entry("Attachment", "message"),
          Map.entry("Company", "company"),
          Map.entry("Site", "site"),
          Map.entry("Contact", "contact"),
          Map.entry("Agent", "agent"),
          Map.entry("Team", "team"),
          Map.entry("Queue", "queue"));

  private final List<String> reads;
  private final Function<String, Set<String>> reachedTypes;

  /**
   * @param reads the kinds the plugin may read
   * @param reachedTypes the types that a document asks for
   */
  PluginDocuments(List<String> reads, Function<String, Set<String>> reachedTypes) {
    this.reads = List.copyOf(reads);
    this.reachedTypes = reachedTypes;
  }

  /** What stands against asking a document, but for what the schema itself says. */
  List<String> faults(String document) {
    List<String> faults = new ArrayList<>();
    for (String type : reachedTypes.apply(document)) {
      String kind = KINDS.get(type);
      if (kind != null && !reads.contains(kind)) {
        faults.add(
            "It reads "
                + type
                + ", for which the plugin has no consent: its manifest must ask to read "
                + kind
                + ".");
      }
    }
    return faults;
  }

  /** Whether it is one subscription to events. */
  static boolean subscribesToEvents(String document) {
    List<OperationDefinition> operations =
        parsed(document).getDefinitionsOfType(OperationDefinition.class);
    return operations.size() == 1 && rootFields(operations.getFirst()).equals(List.of(EVENTS));
  }

  private static List<String> rootFields(OperationDefinition operation) {
    return operation.getSelectionSet().getSelections().stream()
        .map(selection -> selection instanceof Field field ? field.getName() : "")
        .toList();
  }

  /** The same document without the arguments of its root fields. */
  static String withoutRootArguments(String document) {
    Document parsed = parsed(document);
    List<Definition> definitions = new ArrayList<>();
    for (Definition<?> definition : parsed.getDefinitions()) {
      definitions.add(
          definition instanceof OperationDefinition operation ? bare(operation) : definition);
    }
    return AstPrinter.printAst(parsed.transform(builder -> builder.definitions(definitions)));
  }

  private static OperationDefinition bare(OperationDefinition operation) {
    List<Selection<?>> selections = new ArrayList<>();
    for (Selection<?> selection : operation.getSelectionSet().getSelections()) {
      selections.add(
          selection instanceof Field field
              ? field.transform(builder -> builder.arguments(List.of()))
              : selection);
    }
    return operation.transform(builder ->
        builder.selectionSet(
            operation.getSelectionSet().transform(set -> set.selections(selections))));
  }

  private static Document parsed(String document) {
    try {
      return Parser.parse(document);
    } catch (InvalidSyntaxException malformed) {
      return Document.newDocument().build();
    }
  }
}
