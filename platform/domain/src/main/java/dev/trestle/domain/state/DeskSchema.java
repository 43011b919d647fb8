package dev.trestle.domain.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tables of a desk, in a fixed order: the kernel's, then those the other floors add. */
public final class DeskSchema {
  private final List<TableSchema<?>> tables;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  public DeskSchema(List<TableSchema<?>> further) {
    List<TableSchema<?>> all = new ArrayList<>(Tables.kernel());
    all.addAll(further);
    this.tables = List.copyOf(all);
    for (int i = 0; i < tables.size(); i++) {
      if (positions.put(tables.get(i).name(), i) != null) {
        throw new IllegalArgumentException("Two tables are called " + tables.get(i).name() + ".");
      }
    }
  }

  public List<TableSchema<?>> tables() {
    return tables;
  }

  public @Nullable TableSchema<?> named(String name) {
    Integer position = positions.get(name);
    return position == null ? null : tables.get(position);
  }

  /** The table's position; -1 when it is none of the kernel's. */
  int find(String name) {
    Integer position = positions.get(name);
    return position == null ? -1 : position;
  }

  int position(String name) {
    Integer position = positions.get(name);
    if (position == null) {
      throw new IllegalArgumentException("There is no table " + name + ".");
    }
    return position;
  }
}
