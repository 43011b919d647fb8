package dev.trestle.host;

import dev.trestle.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Which plugins can run together, and in which order they start.
 *
 * @param order those that can, each behind what it requires
 * @param required by plugin, the plugins that it requires itself
 * @param refused by plugin, why it cannot run
 */
public record PluginPlan(
    List<PluginPackage> order,
    Map<String, SequencedSet<String>> required,
    SequencedMap<String, List<Problem>> refused) {
  public PluginPlan {
    order = List.copyOf(order);
    required = Collections.unmodifiableMap(new LinkedHashMap<>(required));
    refused = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(refused));
  }

  /** The plugins that stop when this one does, in the order in which they start; without itself. */
  public List<String> dependents(String id) {
    Set<String> found = new LinkedHashSet<>();
    for (PluginPackage each : order) {
      boolean needs =
          required.getOrDefault(each.id(), Collections.emptySortedSet()).stream()
              .anyMatch(other -> other.equals(id) || found.contains(other));
      if (needs) {
        found.add(each.id());
      }
    }
    return new ArrayList<>(found);
  }
}
