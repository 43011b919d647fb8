package dev.trestle.app.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Row case-45 of the published attacks: cells that a spreadsheet would run. */
class CsvCellTest {
  @Test
  void putsAnApostropheBeforeWhatBeginsLikeAFormula() {
    for (String attack :
        new String[] {
          "=cmd|' /C calc'!A0",
          "+1+1",
          "-2+3",
          "@SUM(1)",
          " =1",
          "\t=1",
          "\r\n=1",
          "\u00A0=1",
          "\uFF1D1+1",
          "\uFF0B1",
          "\tplain"
        }) {
      assertEquals("'" + attack, CsvCell.of(attack));
    }
  }

  @Test
  void leavesOrdinaryTextAlone() {
    for (String text : new String[] {"", "printer = broken", "a-b", "1", "mail@example.org"}) {
      assertEquals(text, CsvCell.of(text));
    }
    assertEquals("", CsvCell.of(null));
  }
}
