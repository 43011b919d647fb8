package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.SchemaComposer;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.graphql.engine.SchemaRefused;
import dev.trestle.sdk.schema.SchemaPart;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Composes generations of the schema: the desk's own part and those of the plugins that run. A
 * generation is built aside and refused as a whole, with every reason, before anybody sees it.
 */
public final class Generations {
  private final DeskApi api;
  private final EngineLimits limits;

  public Generations(DeskApi api, EngineLimits limits) {
    this.api = api;
    this.limits = limits;
  }

  /**
   * @param plugins in the order in which they were started, each behind those it needs
   * @throws SchemaRefused with all findings, each naming the plugin at fault
   */
  public SchemaGeneration compose(List<ActivePlugin> plugins) {
    Scope.Source scopes = api.scopes(PluginLists.of(plugins));
    SchemaPart desk = api.part(scopes);
    List<SchemaPart> parts = new ArrayList<>();
    parts.add(desk);
    if (!plugins.isEmpty()) {
      Map<ActivePlugin, PluginTexts> texts = texts(plugins);
      Set<String> composites = composites(PluginTexts.of(desk.name(), desk.sdl()), texts.values());
      texts.forEach(
          (plugin, read) -> parts.add(PluginSchema.part(plugin, read, api, scopes, composites)));
    }
    return SchemaComposer.compose(parts, limits);
  }

  /** What a filter of tickets means while these plugins run; for their own snapshots. */
  public static TicketFilters filters(List<ActivePlugin> plugins) {
    return PluginLists.of(plugins).filters();
  }

  private static Map<ActivePlugin, PluginTexts> texts(List<ActivePlugin> plugins) {
    Map<ActivePlugin, PluginTexts> texts = new LinkedHashMap<>();
    List<String> findings = new ArrayList<>();
    for (ActivePlugin plugin : plugins) {
      try {
        texts.put(plugin, PluginTexts.of(plugin.id(), plugin.contributions().schema()));
      } catch (SchemaRefused refused) {
        findings.addAll(refused.findings());
      }
    }
    if (!findings.isEmpty()) {
      throw new SchemaRefused(findings);
    }
    return texts;
  }

  private static Set<String> composites(PluginTexts desk, Iterable<PluginTexts> plugins) {
    Set<String> names = new HashSet<>();
    addComposites(desk.declared(), names);
    plugins.forEach(plugin -> addComposites(plugin.declared(), names));
    return names;
  }

  private static void addComposites(TypeDefinitionRegistry declared, Set<String> names) {
    declared
        .types()
        .forEach((name, type) -> {
          if (type instanceof ObjectTypeDefinition
              || type instanceof InterfaceTypeDefinition
              || type instanceof UnionTypeDefinition) {
            names.add(name);
          }
        });
  }
}
