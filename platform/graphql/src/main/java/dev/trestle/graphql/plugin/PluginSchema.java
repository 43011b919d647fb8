package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.Contributions;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.desk.view.CommonTypes;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.schema.FieldEntry;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.schema.SchemaPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns what one plugin contributes to the schema into a part that the engine can compose. */
final class PluginSchema {
  private final PluginTexts texts;
  private final Contributions contributions;
  private final PluginDoor door;
  private final PluginFields fields;
  private final PluginMutations mutations;
  private final PluginLive live;
  private final Set<String> composites;

  private PluginSchema(
      ActivePlugin plugin,
      PluginTexts texts,
      DeskApi api,
      Scope.Source scopes,
      Set<String> composites) {
    this.texts = texts;
    this.contributions = plugin.contributions();
    this.door = new PluginDoor(plugin);
    this.composites = composites;
    this.fields = new PluginFields(door, scopes, texts, composites);
    this.mutations = new PluginMutations(door, scopes, api.lastWrites(), texts, composites);
    this.live = new PluginLive(door, scopes, api.viewers());
  }

  /**
   * @param composites the names of all types that have fields, of the desk and of plugins
   */
  static SchemaPart part(
      ActivePlugin plugin,
      PluginTexts texts,
      DeskApi api,
      Scope.Source scopes,
      Set<String> composites) {
    return new PluginSchema(plugin, texts, api, scopes, composites).part();
  }

  private SchemaPart part() {
    List<Fields<?>> types = new ArrayList<>();
    RootFields roots = new RootFields();
    Set<String> pages = new LinkedHashSet<>(texts.pages());
    for (Fields<?> registered : contributions.fields()) {
      String type = registered.type();
      if (registered.javaClass() == Page.class) {
        pages.add(type.substring(0, Math.max(0, type.length() - "Connection".length())));
      } else if (registered.javaClass() != Page.Edge.class) {
        types.add(fields.of(registered));
      }
    }
    // What Page.fields registers is answered by the desk: the page itself has been read by then.
    pages.forEach(node -> types.addAll(CommonTypes.connection(node)));
    contributions.roots().queries().forEach(query -> fields.addQuery(roots, query));
    contributions.roots().subscriptions().forEach(entry -> subscription(roots, entry));
    for (Mutation<?> mutation : contributions.mutations()) {
      types.add(mutations.add(roots, mutation));
    }
    return new SchemaPart(door.id(), texts.sdl(), types, roots);
  }

  private void subscription(RootFields roots, FieldEntry<Object> entry) {
    if (!(entry.kind() instanceof FieldKind.Live source)) {
      throw new IllegalStateException("the subscription " + entry.name() + " is not live");
    }
    Answers.Turn turn = Answers.of(texts.type("Subscription", entry.name()), composites);
    roots.subscription(entry.name(), live.of(entry.name(), source, turn));
    PluginFields.finish(roots, entry);
  }
}
