package dev.trestle.domain.plugin.work;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.PluginCursor;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far reactions have come, as the desk keeps it. */
public final class Cursors {
  private Cursors() {}

  public static @Nullable PluginCursor find(State state, String pluginId, String reaction) {
    return state.table(Tables.PLUGIN_CURSORS).unique("reaction", List.of(pluginId, reaction));
  }

  /**
   * Lets a reaction begin with what happens from now on, unless it has been there before: then it
   * goes on where it stopped. Belongs into the commit that enables its plugin.
   */
  public static void begin(Draft draft, String pluginId, String reaction) {
    if (find(draft.state(), pluginId, reaction) == null) {
      put(draft, pluginId, reaction, draft.state().sequence(), PluginCursor.WHOLE);
    }
  }

  static void put(Draft draft, String pluginId, String reaction, long sequence, int ordinal) {
    PluginCursor before = find(draft.state(), pluginId, reaction);
    draft.put(
        Tables.PLUGIN_CURSORS,
        new PluginCursor(
            before == null ? draft.newId() : before.id(),
            before == null ? 1 : before.version() + 1,
            pluginId,
            reaction,
            sequence,
            ordinal,
            draft.now(),
            Document.empty()));
  }
}
