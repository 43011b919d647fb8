package dev.trestle.graphql.plugin;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.graphql.desk.mutation.Payload;
import dev.trestle.graphql.plugin.DeskTypes.DeskType;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.schema.FieldEntry;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import graphql.language.DirectivesContainer;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the plugins' parts before they are composed: nothing of the desk or of another plugin is
 * shadowed, changed or taken away, and what is declared is registered. Every finding names the
 * plugin at fault.
 */
final class PluginLint {
  static final String QUERY = "Query";
  static final String MUTATION = "Mutation";
  static final String SUBSCRIPTION = "Subscription";
  private static final Set<String> ROOTS = Set.of(QUERY, MUTATION, SUBSCRIPTION);
  private static final Set<String> SPECIFIED = Set.of("String", "Int", "Float", "Boolean", "ID");

  private final PluginTexts desk;
  private final Map<ActivePlugin, PluginTexts> plugins;
  private final List<String> findings = new ArrayList<>();

  /** Who declared a type, or a field as {@code Type.field}; "the desk" for the desk's own. */
  private final Map<String, String> owners = new HashMap<>();

  private PluginLint(PluginTexts desk, Map<ActivePlugin, PluginTexts> plugins) {
    this.desk = desk;
    this.plugins = plugins;
  }

  static List<String> check(PluginTexts desk, Map<ActivePlugin, PluginTexts> plugins) {
    PluginLint lint = new PluginLint(desk, plugins);
    lint.own("the desk", desk);
    plugins.forEach(lint::declarations);
    plugins.forEach(lint::registrations);
    plugins.forEach((plugin, texts) -> {
      lint.findings.addAll(MutationLint.check(plugin, texts));
      lint.findings.addAll(ListLint.check(plugin, texts));
    });
    lint.findings.addAll(ListLint.clashes(plugins.keySet()));
    return lint.findings;
  }

  /** The plugin that declared this type, or this field of a type; null when the desk did. */
  static @Nullable String owner(
      Map<ActivePlugin, PluginTexts> plugins, String type, @Nullable String member) {
    for (Map.Entry<ActivePlugin, PluginTexts> entry : plugins.entrySet()) {
      if (entry.getValue().types().containsKey(type)
          || member != null && entry.getValue().members(type).contains(member)) {
        return entry.getKey().id();
      }
    }
    return null;
  }

  private void own(String owner, PluginTexts texts) {
    for (String type : texts.types().keySet()) {
      owners.put(type, owner);
    }
    for (String type : texts.extended()) {
      texts.members(type).forEach(member -> owners.putIfAbsent(type + "." + member, owner));
    }
    texts
        .types()
        .keySet()
        .forEach(type ->
            texts.members(type).forEach(member -> owners.putIfAbsent(type + "." + member, owner)));
  }

  private void declarations(ActivePlugin plugin, PluginTexts texts) {
    if (texts.declared().schemaDefinition().isPresent()
        || !texts.declared().getSchemaExtensionDefinitions().isEmpty()) {
      find(plugin, "declares a schema of its own; it may only extend the desk's");
    }
    texts
        .declared()
        .getDirectiveDefinitions()
        .keySet()
        .forEach(
            name -> find(plugin, "declares the directive @" + name + ", which plugins cannot"));
    texts
        .declared()
        .scalars()
        .keySet()
        .forEach(name -> {
          if (!SPECIFIED.contains(name)) {
            find(plugin, "declares the scalar " + name + "; use the desk's scalars");
          }
        });
    for (String type : texts.types().keySet()) {
      named(plugin, type);
      String other = owners.get(type);
      if (other != null) {
        find(plugin, "declares the type " + type + ", which is of " + other);
      }
    }
    for (SDLExtensionDefinition extension : texts.extensions()) {
      extension(plugin, texts, extension);
    }
    for (ObjectTypeDefinition type : texts.objects()) {
      for (FieldDefinition field : type.getFieldDefinitions()) {
        field(plugin, type.getName(), field);
      }
    }
    own("the plugin " + plugin.id(), texts);
  }

  private void extension(ActivePlugin plugin, PluginTexts texts, SDLExtensionDefinition extension) {
    String type = PluginTexts.name(extension);
    String owner = owners.get(type);
    if (owner == null) {
      if (!texts.types().containsKey(type)) {
        find(plugin, "extends " + type + ", which nobody declares");
      }
      return;
    }
    boolean ofDesk = desk.types().containsKey(type);
    if (ofDesk && !extendable(type, extension)) {
      find(
          plugin,
          "extends "
              + type
              + " of the desk, which it cannot; object types that it can: "
              + DeskTypes.names()
              + ", Query, Mutation, Subscription; and TicketFilter and TicketOrderField");
    }
    if (ofDesk && !((DirectivesContainer<?>) extension).getDirectives().isEmpty()) {
      find(plugin, "puts a directive on " + type + " of the desk");
    }
    for (String member : PluginTexts.members((Node<?>) extension)) {
      named(plugin, member);
      String before = owners.get(type + "." + member);
      if (before != null) {
        find(plugin, "declares " + type + "." + member + ", which is of " + before);
      }
    }
  }

  private static boolean extendable(String type, SDLExtensionDefinition extension) {
    return switch (extension) {
      case graphql.language.ObjectTypeExtensionDefinition object ->
          ROOTS.contains(type) || DeskTypes.named(type) != null;
      case graphql.language.InputObjectTypeExtensionDefinition input ->
          type.equals(ListLint.FILTER);
      case graphql.language.EnumTypeExtensionDefinition constants -> type.equals(ListLint.ORDER);
      default -> false;
    };
  }

  private void field(ActivePlugin plugin, String type, FieldDefinition field) {
    String where = type + "." + field.getName();
    known(plugin, where, field.getType());
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      known(plugin, where + "(" + argument.getName() + ")", argument.getType());
    }
    if (field.getType() instanceof NonNullType nonNull
        && !(nonNull.getType() instanceof ListType)
        && nonNull.getType() instanceof TypeName name) {
      DeskType<?> hidden = DeskTypes.named(name.getName());
      if (hidden != null && hidden.found() != null) {
        find(
            plugin,
            where
                + " must be nullable: the viewer may not be allowed to see the "
                + name.getName());
      }
    }
  }

  private void known(ActivePlugin plugin, String where, Type<?> type) {
    String name = TypeInfo.typeInfo(type).getName();
    boolean known =
        SPECIFIED.contains(name)
            || desk.declared().scalars().containsKey(name)
            || desk.types().containsKey(name)
            || plugins.values().stream().anyMatch(texts -> texts.types().containsKey(name));
    if (!known) {
      find(plugin, where + " is of the type " + name + ", which nobody declares");
    }
  }

  private void registrations(ActivePlugin plugin, PluginTexts texts) {
    Set<String> permissions = new HashSet<>(Permissions.ALL);
    plugins
        .keySet()
        .forEach(each ->
            each.contributions().permissions().stream()
                .map(Permission::name)
                .forEach(permissions::add));
    Set<String> registered = new HashSet<>();
    for (Fields<?> fields : plugin.contributions().fields()) {
      if (fields.javaClass() != Page.class && fields.javaClass() != Page.Edge.class) {
        behind(plugin, fields);
      }
      for (FieldEntry<?> entry : fields.entries()) {
        registration(plugin, texts, fields.type(), entry, permissions);
        registered.add(fields.type() + "." + entry.name());
      }
    }
    plugin
        .contributions()
        .roots()
        .queries()
        .forEach(entry -> registration(plugin, texts, QUERY, entry, permissions));
    plugin
        .contributions()
        .roots()
        .subscriptions()
        .forEach(entry -> registration(plugin, texts, SUBSCRIPTION, entry, permissions));
    plugin
        .contributions()
        .roots()
        .mutations()
        .forEach(entry ->
            find(
                plugin,
                "registers the mutation "
                    + entry.name()
                    + " as a root field; give it as a Mutation"));
    Set<String> answered = new HashSet<>();
    for (Mutation<?> mutation : plugin.contributions().mutations()) {
      answered.add(Payload.typeName(mutation.name()));
      guarded(plugin, "the mutation " + mutation.name(), mutation.permission(), permissions);
    }
    texts
        .pages()
        .forEach(node -> {
          answered.add(node + "Connection");
          answered.add(node + "Edge");
        });
    for (ObjectTypeDefinition type : texts.objects()) {
      for (FieldDefinition field : type.getFieldDefinitions()) {
        String where = type.getName() + "." + field.getName();
        if (!ROOTS.contains(type.getName())
            && !answered.contains(type.getName())
            && !registered.contains(where)) {
          find(plugin, where + " has no registration");
        }
      }
    }
  }

  /** Whether the class that fields are registered with is the one the type has. */
  private void behind(ActivePlugin plugin, Fields<?> fields) {
    DeskType<?> ofDesk = DeskTypes.named(fields.type());
    if (ofDesk != null && fields.javaClass() != ofDesk.sdk()) {
      find(
          plugin,
          "registers "
              + fields.type()
              + " for "
              + fields.javaClass().getName()
              + "; it is "
              + ofDesk.sdk().getName());
    }
    if (ofDesk == null && desk.types().containsKey(fields.type())) {
      find(plugin, "registers fields of " + fields.type() + " of the desk, which it cannot extend");
    }
  }

  private void registration(
      ActivePlugin plugin,
      PluginTexts texts,
      String type,
      FieldEntry<?> entry,
      Set<String> permissions) {
    String where = type + "." + entry.name();
    if (texts.type(type, entry.name()) == null) {
      String owner = owners.get(where);
      find(
          plugin,
          "registers "
              + where
              + ", which "
              + (owner == null ? "its schema text does not declare" : "is of " + owner));
    }
    guarded(plugin, where, entry.permission(), permissions);
    boolean live = entry.kind() instanceof FieldKind.Live;
    if (live != type.equals(SUBSCRIPTION)) {
      find(
          plugin,
          where + (live ? " is live, but no subscription" : " is a subscription, but not live"));
    }
  }

  private void guarded(
      ActivePlugin plugin, String what, @Nullable String permission, Set<String> known) {
    if (permission != null && !known.contains(permission)) {
      find(plugin, what + " needs the permission " + permission + ", which nobody declares");
    }
  }

  private void named(ActivePlugin plugin, String name) {
    if (name.startsWith("__")) {
      find(plugin, "calls something " + name + "; names with two underscores are GraphQL's own");
    }
  }

  private void find(ActivePlugin plugin, String finding) {
    findings.add("plugin " + plugin.id() + ": " + finding);
  }
}
