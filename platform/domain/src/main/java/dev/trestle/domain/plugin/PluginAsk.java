package dev.trestle.domain.plugin;

import dev.trestle.domain.plugin.PluginManifest.Asked;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * One thing a plugin asks the owner for.
 *
 * @param name what of the kind; empty for {@link Kind#SECRETS} and {@link Kind#FILES}
 */
public record PluginAsk(Kind kind, String name) {
  /** The kinds of things. */
  public enum Kind {
    /** To read the desk's records of a kind, such as {@code ticket}. */
    READ,
    /** To wish for a public mutation, such as {@code ticketNote}. */
    WRITE,
    /** To react to events of a type; {@code *} for all. */
    EVENT,
    /** To call a host; {@code *} for any. */
    NETWORK,
    /** To keep secrets. */
    SECRETS,
    /** To store and read files. */
    FILES,
    /** To use an ability of the Java platform that plugins usually lack. */
    ABILITY
  }

  public PluginAsk {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
  }

  /** Everything asked for, one by one, in the manifest's order. */
  public static List<PluginAsk> of(Asked asked) {
    List<PluginAsk> all = new ArrayList<>();
    asked.reads().forEach(name -> all.add(new PluginAsk(Kind.READ, name)));
    asked.writes().forEach(name -> all.add(new PluginAsk(Kind.WRITE, name)));
    asked.events().forEach(name -> all.add(new PluginAsk(Kind.EVENT, name)));
    asked.network().forEach(name -> all.add(new PluginAsk(Kind.NETWORK, name)));
    if (asked.secrets()) {
      all.add(new PluginAsk(Kind.SECRETS, ""));
    }
    if (asked.files()) {
      all.add(new PluginAsk(Kind.FILES, ""));
    }
    asked.abilities().forEach(name -> all.add(new PluginAsk(Kind.ABILITY, name)));
    return List.copyOf(all);
  }

  /** The same as the manifest has it. */
  public static Asked together(Collection<PluginAsk> asks) {
    return new Asked(
        names(asks, Kind.READ),
        names(asks, Kind.WRITE),
        names(asks, Kind.EVENT),
        names(asks, Kind.NETWORK),
        asks.stream().anyMatch(ask -> ask.kind() == Kind.SECRETS),
        asks.stream().anyMatch(ask -> ask.kind() == Kind.FILES),
        names(asks, Kind.ABILITY));
  }

  private static List<String> names(Collection<PluginAsk> asks, Kind kind) {
    return asks.stream().filter(ask -> ask.kind() == kind).map(PluginAsk::name).toList();
  }
}
