package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.search.SearchNames;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.record.RecordType;
import graphql.language.EnumTypeExtensionDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.InputObjectTypeExtensionDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.SDLExtensionDefinition;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules for what a plugin adds to lists of tickets: declared, registered, and of one kind. */
final class ListLint {
  static final String FILTER = "TicketFilter";
  static final String ORDER = "TicketOrderField";

  private final ActivePlugin plugin;
  private final PluginTexts texts;
  private final List<String> findings = new ArrayList<>();

  private ListLint(ActivePlugin plugin, PluginTexts texts) {
    this.plugin = plugin;
    this.texts = texts;
  }

  static List<String> check(ActivePlugin plugin, PluginTexts texts) {
    ListLint lint = new ListLint(plugin, texts);
    lint.filters();
    lint.sorts();
    plugin.contributions().ticketLists().searches().forEach(lint::search);
    return lint.findings;
  }

  /** What several plugins call the same in searches. */
  static List<String> clashes(Collection<ActivePlugin> plugins) {
    Map<String, String> owners = new LinkedHashMap<>();
    List<String> findings = new ArrayList<>();
    for (ActivePlugin each : plugins) {
      for (ListExtension.SearchText search : each.contributions().ticketLists().searches()) {
        String owner = owners.putIfAbsent(search.name().toLowerCase(Locale.ROOT), each.id());
        if (owner != null && !owner.equals(each.id())) {
          findings.add(
              "plugin "
                  + each.id()
                  + ": the search text "
                  + search.name()
                  + " is called like one of the plugin "
                  + owner);
        }
      }
    }
    return findings;
  }

  private void search(ListExtension.SearchText search) {
    String where = "the search text " + search.name();
    RecordComponent component = component(where, search.type(), search.component());
    if (component != null && !fits(FilterKind.TEXT, component.getType())) {
      find(where + " reads " + search.component() + ", which is no text and no list of texts");
    }
    if (!search.name().matches("[a-z][A-Za-z0-9]{1,39}")
        || SearchNames.RESERVED.contains(search.name().toLowerCase(Locale.ROOT))) {
      find(where + " is no name of its own; write lower camel case that the desk does not use");
    }
  }

  private void filters() {
    Map<String, String> declared = new LinkedHashMap<>();
    Set<String> constants = new HashSet<>();
    for (SDLExtensionDefinition extension : texts.extensions()) {
      if (extension instanceof InputObjectTypeExtensionDefinition input
          && input.getName().equals(FILTER)) {
        for (InputValueDefinition field : input.getInputValueDefinitions()) {
          String type = PluginTexts.written(field.getType());
          declared.put(field.getName(), type);
          if (texts.types().containsKey(type)) {
            constants.add(field.getName());
          }
        }
      }
    }
    Set<String> registered = new HashSet<>();
    for (ListExtension.Filter filter : plugin.contributions().ticketLists().filters()) {
      String where = FILTER + "." + filter.name();
      registered.add(filter.name());
      String type = declared.get(filter.name());
      String wanted = input(filter.kind());
      if (type == null) {
        find(where + " is registered, but its schema text does not declare it");
      } else if (wanted == null ? !constants.contains(filter.name()) : !wanted.equals(type)) {
        find(
            where
                + " is a "
                + type
                + "; a filter of the kind "
                + filter.kind()
                + " is "
                + (wanted == null ? "an input of the plugin's own" : "a " + wanted));
      }
      RecordComponent component = component(where, filter.type(), filter.component());
      if (component != null && !fits(filter.kind(), component.getType())) {
        find(
            where
                + " of the kind "
                + filter.kind()
                + " cannot read "
                + filter.component()
                + ", a "
                + component.getType().getSimpleName());
      }
    }
    declared.keySet().stream()
        .filter(name -> !registered.contains(name))
        .forEach(name -> find(FILTER + "." + name + " has no registration"));
  }

  private void sorts() {
    Set<String> declared = new HashSet<>();
    for (SDLExtensionDefinition extension : texts.extensions()) {
      if (extension instanceof EnumTypeExtensionDefinition order && order.getName().equals(ORDER)) {
        order.getEnumValueDefinitions().stream()
            .map(EnumValueDefinition::getName)
            .forEach(declared::add);
      }
    }
    Set<String> registered = new HashSet<>();
    for (ListExtension.Sort sort : plugin.contributions().ticketLists().sorts()) {
      String where = ORDER + "." + sort.name();
      registered.add(sort.name());
      if (!declared.contains(sort.name())) {
        find(where + " is registered, but its schema text does not declare it");
      }
      component(where, sort.type(), sort.component());
    }
    declared.stream()
        .filter(name -> !registered.contains(name))
        .forEach(name -> find(ORDER + "." + name + " has no registration"));
  }

  private @Nullable RecordComponent component(String where, RecordType<?> type, String name) {
    if (plugin.contributions().records().stream()
        .noneMatch(each -> each.name().equals(type.name()))) {
      find(where + " reads the records " + type.name() + ", which the plugin does not have");
    }
    RecordComponent component = PluginLists.component(type, name);
    if (component == null) {
      find(where + " reads " + name + ", which " + type.name() + " does not have");
    }
    return component;
  }

  /** The input type a kind of filter has; null for one of the plugin's own. */
  private static @Nullable String input(FilterKind kind) {
    return switch (kind) {
      case ID -> "IdComparator";
      case KEY, TEXT -> "StringComparator";
      case FLAG -> "Boolean";
      case TIME -> "DateTimeComparator";
      case NUMBER -> "IntComparator";
      case CONSTANT -> null;
    };
  }

  private static boolean fits(FilterKind kind, Class<?> component) {
    Type type = component;
    return switch (kind) {
      case ID -> type == UUID.class || type == List.class;
      case KEY, TEXT -> type == String.class || type == List.class;
      case FLAG -> type == boolean.class || type == Boolean.class;
      case TIME -> type == Instant.class;
      case NUMBER ->
          type == int.class || type == long.class || type == Integer.class || type == Long.class;
      case CONSTANT -> component.isEnum() || type == List.class;
    };
  }

  private void find(String finding) {
    findings.add("plugin " + plugin.id() + ": " + finding);
  }
}
