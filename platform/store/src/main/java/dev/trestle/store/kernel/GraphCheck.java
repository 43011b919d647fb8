package dev.trestle.store.kernel;

import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** Compares what the graph holds with what the log says, record by record. */
public final class GraphCheck {
  /**
   * What was found.
   *
   * @param sequence up to which entry the graph has followed the log
   * @param records how many records were compared
   * @param difference the first one, as a sentence; empty when there is none
   */
  public record Report(long sequence, long records, Optional<String> difference) {}

  private final State logged;
  private final State kept;
  private long records;

  private GraphCheck(State logged, State kept) {
    this.logged = logged;
    this.kept = kept;
  }

  /**
   * Checks an opened graph whose pages nobody has asked for yet.
   *
   * @throws dev.trestle.domain.graph.GraphDamaged when its pages are not sound in themselves
   */
  public static Report run(
      DeskSchema schema, CommitLog log, GraphStore graph, ReplayProgress progress) {
    long sequence = graph.appliedSequence();
    if (sequence > log.durableSequence()) {
      return new Report(
          sequence,
          0,
          Optional.of(
              "The graph is at entry "
                  + sequence
                  + ", but the log ends at "
                  + log.durableSequence()
                  + "."));
    }
    if (sequence > 0 && !Arrays.equals(graph.chainHash(), log.read(sequence).chainHash())) {
      return new Report(
          sequence, 0, Optional.of("The graph was made from another log than this one."));
    }
    State kept = Pages.load(schema, graph);
    State logged = new Replay(schema, log).from(State.empty(schema), sequence, progress);
    GraphCheck check = new GraphCheck(logged, kept);
    Optional<String> difference = check.firstDifference();
    return new Report(sequence, check.records, difference);
  }

  private Optional<String> firstDifference() {
    SequencedMap<String, TableSchema<?>> tables = new LinkedHashMap<>();
    for (Table<?> table : logged.tables()) {
      tables.put(table.schema().name(), table.schema());
    }
    for (Table<?> table : kept.tables()) {
      tables.put(table.schema().name(), table.schema());
    }
    for (TableSchema<?> table : tables.values()) {
      Optional<String> found = compare(table);
      if (found.isPresent()) {
        return found;
      }
    }
    int timelines = Math.max(logged.timelines().size(), kept.timelines().size());
    for (int slot = 0; slot < timelines; slot++) {
      if (!Arrays.equals(timeline(logged, slot), timeline(kept, slot))) {
        return Optional.of("The timeline in slot " + slot + " differs.");
      }
    }
    if (logged.receipts().bySlot().size() != kept.receipts().bySlot().size()) {
      return Optional.of("The remembered operation keys differ in number.");
    }
    for (int slot = logged.receipts().first(); slot < kept.receipts().bySlot().size(); slot++) {
      if (!Objects.equals(
          logged.receipts().bySlot().get(slot), kept.receipts().bySlot().get(slot))) {
        return Optional.of("The remembered operation key in slot " + slot + " differs.");
      }
      records++;
    }
    return Optional.empty();
  }

  private <R extends Stored> Optional<String> compare(TableSchema<R> schema) {
    Table<R> expected = logged.table(schema);
    Table<R> found = kept.table(schema);
    int slots = Math.max(expected.slots(), found.slots());
    for (int slot = 0; slot < slots; slot++) {
      R expectedRecord = slot < expected.slots() ? expected.at(slot) : null;
      R foundRecord = slot < found.slots() ? found.at(slot) : null;
      if (!Objects.equals(expectedRecord, foundRecord)) {
        return Optional.of(
            "The "
                + schema.name()
                + " in slot "
                + slot
                + " differs: the log says "
                + expectedRecord
                + ", the graph "
                + foundRecord
                + ".");
      }
      records++;
    }
    return Optional.empty();
  }

  private static long[] timeline(State state, int slot) {
    long[] pointers = new long[state.timeline(slot).size()];
    for (int i = 0; i < pointers.length; i++) {
      pointers[i] = state.timeline(slot).get(i);
    }
    return pointers;
  }
}
