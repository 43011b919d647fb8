package dev.trestle.app.imports;

import java.util.List;

/**
 * What an import did.
 *
 * @param created tickets that were made
 * @param known tickets the desk had already
 * @param rows rows of the file, damaged ones included
 * @param damagedRows how many rows were left out
 * @param firstDamaged the first of them
 */
public record ImportReport(
    long created, long known, long rows, long damagedRows, List<DamagedRow> firstDamaged) {
  public ImportReport {
    firstDamaged = List.copyOf(firstDamaged);
  }

  public boolean whole() {
    return damagedRows == 0;
  }
}
