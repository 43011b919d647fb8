package dev.trestle.app.plugins;

import dev.trestle.app.plugins.net.Reach;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about plugins.
 *
 * @param unsigned whether plugins that nobody signed may be installed
 * @param off ids of plugins that do not run, whatever administrators say
 * @param reach what they may call outside
 * @param developed a jar or a folder of classes that is run as it is and taken up again whenever it
 *     changes; null outside of development
 */
public record PluginRules(
    boolean unsigned, Set<String> off, Reach reach, @Nullable Path developed) {
  /** Signed plugins only, which call public addresses. */
  public static final PluginRules STRICT =
      new PluginRules(false, Set.of(), Reach.PUBLIC_ONLY, null);

  public PluginRules {
    off = Set.copyOf(off);
  }
}
