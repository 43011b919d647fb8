package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.ReadPart;
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
import org.jspecify.annotations.Nullable;

/**
 * Composes generations of the schema: the desk's own part and those of the plugins that run. A
 * generation is built aside and refused as a whole, with every reason, before anybody sees it.
 */
public final class Generations {
  private final DeskApi api;
  private final EngineLimits limits;

  /** The desk's own texts, which are the same in every generation. */
  private volatile @Nullable PluginTexts deskTexts;

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
    PluginTexts ofDesk = deskTexts(desk);
    if (plugins.isEmpty()) {
      return SchemaComposer.composeRead(List.of(new ReadPart(desk, ofDesk.declared())), limits);
    }
    Map<ActivePlugin, PluginTexts> texts = texts(plugins);
    refuse(PluginLint.check(ofDesk, texts));
    Set<String> composites = composites(ofDesk, texts.values());
    List<ReadPart> parts = new ArrayList<>();
    parts.add(new ReadPart(desk, ofDesk.declared()));
    texts.forEach((plugin, read) ->
        parts.add(
            new ReadPart(
                PluginSchema.part(plugin, read, api, scopes, composites), read.declared())));
    SchemaGeneration generation = composed(parts);
    refuse(generation.lint().stream().map(finding -> blamed(finding, texts)).toList());
    return generation;
  }

  private PluginTexts deskTexts(SchemaPart desk) {
    PluginTexts known = deskTexts;
    if (known == null) {
      known = PluginTexts.of(desk.name(), desk.sdl());
      deskTexts = known;
    }
    return known;
  }

  private SchemaGeneration composed(List<ReadPart> parts) {
    try {
      return SchemaComposer.composeRead(parts, limits);
    } catch (SchemaRefused refused) {
      // What the composer finds does not always say whose it is: the first part it fails with.
      for (int count = 2; count <= parts.size(); count++) {
        String last = parts.get(count - 1).part().name();
        try {
          SchemaComposer.composeRead(parts.subList(0, count), limits);
        } catch (SchemaRefused earlier) {
          throw new SchemaRefused(
              earlier.findings().stream().map(each -> "plugin " + last + ": " + each).toList());
        }
      }
      throw refused;
    }
  }

  /** The desk's own elements keep the rules, so what does not is some plugin's. */
  private static String blamed(String finding, Map<ActivePlugin, PluginTexts> texts) {
    String element = finding.substring(0, (finding + " ").indexOf(' '));
    int dot = element.indexOf('.');
    String type = dot < 0 ? element : element.substring(0, dot);
    String member = dot < 0 ? null : element.substring(dot + 1).replaceFirst("\\(.*", "");
    String owner = PluginLint.owner(texts, type, member);
    return owner == null ? finding : "plugin " + owner + ": " + finding;
  }

  private static void refuse(List<String> findings) {
    if (!findings.isEmpty()) {
      throw new SchemaRefused(findings);
    }
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
    refuse(findings);
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
