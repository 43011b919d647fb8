package dev.trestle.app.imports;

import java.util.List;
import java.util.Map;

/**
 * One row of a source file.
 *
 * @param line where it begins, counted from 1 with the header
 */
record SourceRow(long line, Map<String, Integer> columns, List<String> fields) {
  /** The value in a column that the file is known to have, as it stands there. */
  String get(String column) {
    Integer at = columns.get(column);
    if (at == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return fields.get(at);
  }
}
