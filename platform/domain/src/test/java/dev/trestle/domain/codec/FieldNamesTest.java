package dev.trestle.domain.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class FieldNamesTest {
  /** After a release these two move forward together; what they cover must never change. */
  private static final int RELEASED = 198;

  private static final int RELEASED_HASH = -118698433;

  @Test
  void releasedNamesKeepTheirPlace() {
    assertTrue(FieldNames.count() >= RELEASED, "names were removed");
    assertEquals(
        RELEASED_HASH,
        FieldNames.all().subList(0, RELEASED).hashCode(),
        "a released name was changed, moved or removed: stored records would be misread");
  }

  @Test
  void noNameStandsTwice() {
    assertEquals(FieldNames.count(), new HashSet<>(FieldNames.all()).size());
  }
}
