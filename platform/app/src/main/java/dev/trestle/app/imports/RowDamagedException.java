package dev.trestle.app.imports;

/** A row says something that cannot be understood. */
final class RowDamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DamagedRow row;

  RowDamagedException(SourceRow row, String reason) {
    super(reason);
    this.row = new DamagedRow(row.line(), reason);
  }

  DamagedRow row() {
    return row;
  }
}
