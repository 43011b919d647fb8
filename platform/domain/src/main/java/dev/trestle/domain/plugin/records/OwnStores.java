package dev.trestle.domain.plugin.records;

import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginStores;
import dev.trestle.domain.plugin.StoredFiles;
import dev.trestle.domain.plugin.Waking;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The desk's states and drafts in the hands of one running plugin. It holds the plugin's classes,
 * so it must go with the plugin.
 */
public final class OwnStores implements PluginStores {
  private final OwnTypes types;
  private final Consents consents;
  private final OwnAdditions.Names names;
  private final DeskDoors doors;
  private final Surroundings surroundings;
  private final StoredFiles files;

  /**
   * The stores of one plugin.
   *
   * @param files that it has stored and that no commit has named yet
   * @throws IllegalArgumentException when one of its record types cannot be stored
   */
  public OwnStores(
      String pluginId,
      PluginManifest.Asked consented,
      Contributions contributions,
      Surroundings surroundings,
      DeskDoors doors,
      StoredFiles files) {
    this.types = new OwnTypes(pluginId, contributions.records());
    this.consents = new Consents(pluginId, consented);
    this.names =
        new OwnAdditions.Names(
            pluginId,
            contributions.timers().stream()
                .map(TimerHandler::name)
                .collect(Collectors.toCollection(LinkedHashSet::new)),
            contributions.channels().stream()
                .map(OutboxChannel::name)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    this.doors = doors;
    this.surroundings = surroundings;
    this.files = files;
  }

  @Override
  public Snapshot snapshot(State state) {
    return new OwnSnapshot(state, types, consents, doors);
  }

  @Override
  public Snapshot own(Snapshot others) {
    return others instanceof OwnSnapshot snapshot ? snapshot(snapshot.state()) : others;
  }

  @Override
  public Draft draft(dev.trestle.domain.command.Draft draft, int depth) {
    return new OwnDraft(draft, names, types, consents, doors, surroundings, depth, files);
  }

  @Override
  public Additions additions(dev.trestle.domain.command.Draft draft, int depth) {
    return new OwnAdditions(draft, names, types, consents, doors, surroundings, depth);
  }

  @Override
  public List<Waking> wakings() {
    List<Waking> wakings = new ArrayList<>();
    for (OwnType<?> type : types.all()) {
      if (type.waking() != null) {
        wakings.add(type.waking());
      }
    }
    return wakings;
  }

  @Override
  public boolean changed(State before, State after) {
    if (before.sequence() == after.sequence()) {
      return false;
    }
    for (OwnType<?> type : types.all()) {
      if (before.table(type.table()) != after.table(type.table())) {
        return true;
      }
    }
    return installation(before) != installation(after);
  }

  private @Nullable PluginInstallation installation(State state) {
    return state.table(Tables.PLUGIN_INSTALLATIONS).unique("plugin", consents.pluginId());
  }

  /**
   * Brings records that are kept in an older shape into the newest, as far as the draft has room.
   *
   * @return whether some are left for another commit
   */
  @Override
  public boolean upgrade(dev.trestle.domain.command.Draft draft, int recordsMax) {
    int room = recordsMax;
    for (OwnType<?> type : types.all()) {
      for (NeutralRecord record : outdated(draft.state(), type, room + 1)) {
        if (room-- == 0) {
          return true;
        }
        draft.put(type.table(), type.upgraded(record));
      }
    }
    return false;
  }

  private static List<NeutralRecord> outdated(State state, OwnType<?> type, int max) {
    List<NeutralRecord> found = new ArrayList<>();
    if (type.type().shape() > 1) {
      var table = state.table(type.table());
      for (int slot = table.live().nextSlot(0);
          slot >= 0 && found.size() < max;
          slot = table.live().nextSlot(slot + 1)) {
        if (type.outdated(table.require(slot))) {
          found.add(table.require(slot));
        }
      }
    }
    return found;
  }
}
