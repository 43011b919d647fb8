package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;

/** Compares two states record by record. */
final class StateEquality {
  private StateEquality() {}

  static void assertSame(State expected, State actual) {
    assertEquals(expected.sequence(), actual.sequence());
    assertEquals(expected.atMillis(), actual.atMillis());
    for (TableSchema<?> table : expected.schema().tables()) {
      assertEquals(expected.table(table).size(), actual.table(table).size(), table.name());
      assertEquals(expected.table(table).slots(), actual.table(table).slots(), table.name());
      for (int slot = 0; slot < expected.table(table).slots(); slot++) {
        assertEquals(expected.table(table).at(slot), actual.table(table).at(slot), table.name());
      }
    }
    assertEquals(
        expected.pluginTables().stream().map(table -> table.schema().name()).toList(),
        actual.pluginTables().stream().map(table -> table.schema().name()).toList());
    for (Table<?> table : expected.pluginTables()) {
      String name = table.schema().name();
      Table<?> other = actual.table(table.schema());
      assertArrayEquals(table.live().toArray(), other.live().toArray(), name);
      table.live().forEach(slot -> assertEquals(table.at(slot), other.at(slot), name));
    }
    for (int slot = 0; slot < expected.timelines().size(); slot++) {
      assertEquals(expected.timeline(slot), actual.timeline(slot));
    }
    assertEquals(expected.receipts().size(), actual.receipts().size());
  }
}
