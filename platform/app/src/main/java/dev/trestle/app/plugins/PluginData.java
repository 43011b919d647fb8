package dev.trestle.app.plugins;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.files.FileUpload;
import dev.trestle.domain.files.FileWish;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that the desk keeps for one plugin: to take along, and to erase. */
final class PluginData {
  /** What an answer calls the file with the records. */
  static final String EXPORT = "export";

  private static final int ERASED_AT_ONCE = 1_000;
  private static final Viewer DESK =
      new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Set.of(), null);

  private final PluginDesk desk;
  private final PluginGround ground;
  private final String pluginId;

  PluginData(PluginDesk desk, PluginGround ground, String pluginId) {
    this.desk = desk;
    this.ground = ground;
    this.pluginId = pluginId;
  }

  /** Writes all records to a file of the viewer's, one JSON object a line; the file's id. */
  UUID exported(Viewer viewer) {
    State state = ground.desk().snapshot();
    try (FileUpload upload =
        ground
            .files()
            .begin(viewer, new FileWish(pluginId + "-data.jsonl", "application/jsonl", -1))) {
      for (TableSchema<NeutralRecord> schema : PluginViews.tables(state, pluginId)) {
        state
            .table(schema)
            .forEach(record -> {
              Map<String, @Nullable Object> line = new LinkedHashMap<>();
              line.put("type", schema.name());
              line.put("id", record.id());
              line.put("version", record.version());
              line.put("fields", PluginJson.plain(record.extra()));
              byte[] bytes = (PluginJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
              upload.write(bytes, 0, bytes.length);
            });
      }
      return UUID.fromString(upload.finish().attachmentId());
    }
  }

  /** Erases some of it; whether there may be more. */
  boolean eraseSome() {
    boolean[] more = {false};
    Outcome outcome =
        desk.commit(
            "PluginErase",
            new Envelope(DESK, null, 0, false, null),
            draft -> more[0] = !erased(draft));
    return outcome.done() && more[0];
  }

  /** Whether nothing was left when this draft had removed what it may. */
  private boolean erased(Draft draft) {
    int[] room = {ERASED_AT_ONCE};
    for (TableSchema<NeutralRecord> schema : PluginViews.tables(draft.state(), pluginId)) {
      remove(draft, schema, _ -> true, room);
    }
    remove(draft, Tables.TIMERS, timer -> timer.owner().equals(pluginId), room);
    remove(draft, Tables.OUTBOX, entry -> entry.channel().startsWith(pluginId + "/"), room);
    remove(draft, Tables.PLUGIN_CURSORS, cursor -> cursor.pluginId().equals(pluginId), room);
    remove(draft, Tables.PLUGIN_FAULTS, fault -> fault.pluginId().equals(pluginId), room);
    return room[0] > 0;
  }

  private static <R extends Stored> void remove(
      Draft draft, TableSchema<R> schema, Predicate<R> wanted, int[] room) {
    Table<R> table = draft.state().table(schema);
    for (int slot = table.live().nextSlot(0);
        slot >= 0 && room[0] > 0;
        slot = table.live().nextSlot(slot + 1)) {
      R record = table.require(slot);
      if (wanted.test(record)) {
        draft.remove(schema, record);
        room[0]--;
      }
    }
  }

  /**
   * Drops the definitions of its tables, and what is known of its installation.
   *
   * @param export the file with its records, which the answer names
   */
  Outcome forget(Envelope envelope, UUID export) {
    return desk.commit(
        "PluginPurge",
        envelope,
        draft -> {
          remove(
              draft,
              Tables.PLUGIN_TABLES,
              table -> table.pluginId().equals(pluginId),
              new int[] {ERASED_AT_ONCE});
          PluginInstallation installed = Installations.find(draft.state(), pluginId);
          if (installed == null || installed.removedAtMillis() == 0) {
            draft.problem(
                ProblemType.CONFLICT,
                "PLUGIN_INSTALLED_AGAIN",
                "The plugin was installed again meanwhile, so it is kept.",
                "input",
                "pluginId");
            return;
          }
          draft.remove(Tables.PLUGIN_INSTALLATIONS, installed);
          draft.event(
              "PluginPurged",
              Tables.PLUGIN_INSTALLATIONS,
              installed.id(),
              null,
              List.of(),
              pluginId,
              false);
          draft.result(EXPORT, export);
        });
  }
}
