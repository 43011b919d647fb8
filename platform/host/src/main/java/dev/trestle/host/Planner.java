package dev.trestle.host;

import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Requirement;
import dev.trestle.host.versions.Versions;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultVersionManager;
import org.pf4j.DependencyResolver;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;

/**
 * Takes away what cannot run until the rest can: a plugin for another SDK, then one that requires
 * what is missing, then those that require each other in a circle. PF4J compares the versions and
 * finds the order.
 */
final class Planner {
  private final String sdkVersion;
  private final TreeMap<String, PluginPackage> left = new TreeMap<>();
  private final SequencedMap<String, List<Problem>> refused = new LinkedHashMap<>();

  Planner(String sdkVersion) {
    this.sdkVersion = Versions.withoutQualifier(sdkVersion);
  }

  PluginPlan plan(Collection<PluginPackage> candidates) {
    for (PluginPackage candidate : candidates) {
      PluginPackage other = left.putIfAbsent(candidate.id(), candidate);
      if (other != null && other != candidate) {
        refuse(
            candidate.id(),
            "PLUGIN_TWICE",
            "There are two plugins " + candidate.id() + "; remove one of them.");
      }
    }
    refuseOtherSdks();
    dropRefused();
    while (refuseUnmet()) {
      dropRefused();
    }
    return new PluginPlan(order(), requiredOfAll(), refused);
  }

  private void refuseOtherSdks() {
    for (PluginPackage candidate : left.values()) {
      String range = candidate.manifest().sdk();
      if (!Versions.within(sdkVersion, range)) {
        refuse(
            candidate.id(),
            "PLUGIN_SDK_MISMATCH",
            "It works with the SDK "
                + range
                + ", and this is "
                + sdkVersion
                + "; install a version of it that was made for this SDK.");
      }
    }
  }

  private boolean refuseUnmet() {
    boolean any = false;
    for (PluginPackage candidate : left.values()) {
      for (Requirement wanted : candidate.manifest().requires()) {
        String missing = missing(wanted);
        if (missing != null) {
          refuse(candidate.id(), "PLUGIN_REQUIREMENT_MISSING", missing);
          any = true;
        }
      }
    }
    if (any) {
      return true;
    }
    List<String> circle = circle();
    for (String id : circle) {
      refuse(
          id,
          "PLUGIN_REQUIREMENT_CIRCLE",
          "It and others require each other, so that none can start first: "
              + String.join(", ", circle)
              + ". Ask their vendors.");
    }
    return !circle.isEmpty();
  }

  private @org.jspecify.annotations.Nullable String missing(Requirement wanted) {
    if (wanted.capability()) {
      return providers(wanted).isEmpty()
          ? "It requires the capability "
              + wanted.name()
              + ", which no enabled plugin provides; install or enable one that does."
          : null;
    }
    PluginPackage found = left.get(wanted.name());
    if (found == null) {
      return "It requires the plugin "
          + wanted.name()
          + " "
          + wanted.range()
          + ", which is not there or cannot run; install or enable it.";
    }
    String version = found.manifest().version();
    return Versions.within(version, wanted.range())
        ? null
        : "It requires the plugin "
            + wanted.name()
            + " "
            + wanted.range()
            + ", and there is "
            + version
            + "; install a version of either that fits.";
  }

  private List<String> providers(Requirement wanted) {
    return left.values().stream()
        .filter(candidate -> candidate.manifest().provides().contains(wanted.name()))
        .map(PluginPackage::id)
        .toList();
  }

  /** Those that cannot be ordered: what stays when all that can start is taken away. */
  private List<String> circle() {
    if (!resolved().hasCyclicDependency()) {
      return List.of();
    }
    Map<String, SequencedSet<String>> waiting = requiredOfAll();
    boolean progress = true;
    while (progress) {
      List<String> startable =
          waiting.entrySet().stream()
              .filter(entry -> entry.getValue().stream().noneMatch(waiting::containsKey))
              .map(Map.Entry::getKey)
              .toList();
      startable.forEach(waiting::remove);
      List<String> endless =
          waiting.keySet().stream()
              .filter(id -> waiting.values().stream().noneMatch(needs -> needs.contains(id)))
              .toList();
      // Who only requires those in the circle is refused in the next round, for its own reason.
      endless.forEach(waiting::remove);
      progress = !startable.isEmpty() || !endless.isEmpty();
    }
    return List.copyOf(waiting.keySet());
  }

  private List<PluginPackage> order() {
    return resolved().getSortedPlugins().stream()
        .map(id -> Objects.requireNonNull(left.get(id)))
        .collect(Collectors.toList());
  }

  private DependencyResolver.Result resolved() {
    List<PluginDescriptor> descriptors = new ArrayList<>();
    for (PluginPackage candidate : left.values()) {
      PluginManifest manifest = candidate.manifest();
      DefaultPluginDescriptor descriptor =
          new DefaultPluginDescriptor(
              manifest.id(),
              manifest.description(),
              manifest.pluginClass(),
              manifest.version(),
              manifest.sdk(),
              manifest.vendor(),
              "");
      required(candidate).forEach(id -> descriptor.addDependency(new PluginDependency(id)));
      descriptors.add(descriptor);
    }
    return new DependencyResolver(new DefaultVersionManager()).resolve(descriptors);
  }

  private Map<String, SequencedSet<String>> requiredOfAll() {
    Map<String, SequencedSet<String>> all = new LinkedHashMap<>();
    left.forEach((id, candidate) -> all.put(id, required(candidate)));
    return all;
  }

  private SequencedSet<String> required(PluginPackage candidate) {
    SequencedSet<String> ids = new LinkedHashSet<>();
    for (Requirement wanted : candidate.manifest().requires()) {
      ids.addAll(wanted.capability() ? providers(wanted) : List.of(wanted.name()));
    }
    ids.remove(candidate.id());
    return Collections.unmodifiableSequencedSet(ids);
  }

  private void refuse(String id, String code, String message) {
    refused
        .computeIfAbsent(id, _ -> new ArrayList<>())
        .add(Problem.of(ProblemType.PRECONDITION, code, message));
  }

  private void dropRefused() {
    left.keySet().removeAll(refused.keySet());
  }
}
