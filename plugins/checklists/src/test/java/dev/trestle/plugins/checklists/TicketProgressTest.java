package dev.trestle.plugins.checklists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketProgressTest {
  private static final UUID TICKET = new UUID(1, 1);
  private static final Instant NOON = Instant.parse("2031-03-03T12:00:00Z");

  private final ChecklistItem optional =
      ChecklistItem.open(new UUID(2, 1), TICKET, "Call back", false, null);
  private final ChecklistItem required =
      ChecklistItem.open(new UUID(2, 2), TICKET, "Change the password", true, null);

  @Test
  void countsWhatIsOpen_andWhatHoldsTheTicketBack() {
    TicketProgress progress = TicketProgress.of(TICKET, List.of(optional, required));
    assertEquals(2, progress.openItems());
    assertEquals(1, progress.requiredOpen());
    assertTrue(progress.unfinished());
    assertEquals(List.of("Call back", "Change the password"), progress.texts());
  }

  @Test
  void isFinished_onceEverythingIsChecked() {
    TicketProgress progress =
        TicketProgress.of(TICKET, List.of(required.checked(NOON, null, "Ada")));
    assertFalse(progress.unfinished());
    assertEquals(0, progress.requiredOpen());
    assertEquals(1, progress.total());
  }
}
