package dev.trestle.host.watch;

import dev.trestle.domain.plugin.PluginFailure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the calls into one plugin came to since it was loaded.
 *
 * @param calls that are over
 * @param nanos they took together, those of plugins they called included
 * @param running calls under way
 * @param failures by kind; all kinds are there
 */
public record PluginFigures(
    long calls, long nanos, int running, Map<PluginFailure.Kind, Long> failures) {
  public PluginFigures {
    failures = Collections.unmodifiableMap(new EnumMap<>(failures));
  }
}
