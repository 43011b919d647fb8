package dev.trestle.app.imports;

/**
 * A row that could not be taken in.
 *
 * @param reason one sentence
 */
public record DamagedRow(long line, String reason) {
  @Override
  public String toString() {
    return "line " + line + ": " + reason;
  }
}
