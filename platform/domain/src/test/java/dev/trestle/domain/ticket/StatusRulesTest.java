package dev.trestle.domain.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.TicketCommands.ChangeTicketStatus;
import dev.trestle.domain.command.TicketCommands.CloseTicket;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.MergeTicket;
import dev.trestle.domain.command.TicketCommands.MoveTicket;
import dev.trestle.domain.command.TicketCommands.ReopenTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketParent;
import dev.trestle.domain.command.TicketCommands.UnmergeTicket;
import dev.trestle.domain.desk.DomainDesk.Answer;
import dev.trestle.domain.desk.SmallDesk;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatusRulesTest {
  private final SmallDesk small = new SmallDesk();

  @Test
  void resolvesClosesAndReopens_keepingTimesAndCounts() {
    UUID id = small.ticket("A");
    assertTrue(resolve(id).done());
    assertEquals(StatusCategory.RESOLVED, small.get(id).statusCategory());
    assertTrue(small.get(id).resolvedAtMillis() > 0);
    assertTrue(close(id).done());
    assertTrue(small.get(id).closedAtMillis() > 0);
    assertTrue(reopen(id).done());
    Ticket open = small.get(id);
    assertEquals(StatusCategory.OPEN, open.statusCategory());
    assertEquals(0, open.resolvedAtMillis());
    assertEquals(0, open.closedAtMillis());
    assertEquals(1, open.reopenCount());
    assertEquals(4, open.version());
  }

  @Test
  void changesNothing_whenItIsAlreadySo() {
    UUID id = small.ticket("A");
    resolve(id);
    long sequence = small.desk.state().sequence();
    Answer again = resolve(id);
    assertTrue(again.done());
    assertTrue(again.changes() != null && again.changes().puts().isEmpty());
    assertEquals(2, small.get(id).version());
    assertEquals(sequence + 1, small.desk.state().sequence());
    assertTrue(reopen(small.ticket("B")).done());
  }

  @Test
  void refusesToResolve_whatIsClosed() {
    UUID id = small.ticket("A");
    close(id);
    assertEquals(List.of("TICKET_CLOSED"), resolve(id).codes());
  }

  @Test
  void refusesStepsThatTheQueueDoesNotKnow() {
    SmallDesk.NewTicket wish = SmallDesk.create("Visit");
    wish.queueId = SmallDesk.FIELD_WORK;
    UUID id = small.desk.execute(wish.wish(), SmallDesk.TECHNICIAN).id("ticket");
    assertEquals("received", small.get(id).status());
    assertEquals(List.of("TRANSITION_NOT_ALLOWED"), status(id, "done").codes());
    assertEquals(List.of("TRANSITION_NOT_ALLOWED"), close(id).codes());
    assertEquals(List.of("STATUS_UNKNOWN"), status(id, "open").codes());
    assertTrue(status(id, "planned").done());
    assertTrue(close(id).done());
    assertEquals("done", small.get(id).status());
  }

  @Test
  void refusesAStatusOfAnotherMeaning() {
    UUID id = small.ticket("A");
    assertEquals(
        List.of("STATUS_OF_OTHER_CATEGORY"),
        small
            .desk
            .execute(new ResolveTicket(id, null, "waiting", null), SmallDesk.TECHNICIAN)
            .codes());
  }

  @Test
  void keepsAParentOpen_whileAChildIs() {
    UUID parent = small.ticket("Parent");
    UUID child = small.child(parent);
    assertEquals(List.of("CHILDREN_OPEN"), resolve(parent).codes());
    assertEquals(List.of("CHILDREN_OPEN"), close(parent).codes());
    assertEquals(List.of("CHILDREN_OPEN"), status(parent, "closed").codes());
    assertEquals(List.of("CHILDREN_OPEN"), move(parent, "closed").codes());
    assertTrue(resolve(child).done());
    assertTrue(resolve(parent).done());
  }

  @Test
  void opensNoChild_underAClosedParent() {
    UUID parent = small.ticket("Parent");
    UUID child = small.child(parent);
    resolve(child);
    resolve(parent);
    assertEquals(List.of("PARENT_CLOSED"), reopen(child).codes());
    assertEquals(List.of("PARENT_CLOSED"), status(child, "open").codes());
    assertEquals(List.of("PARENT_CLOSED"), move(child, "open").codes());
    SmallDesk.NewTicket wish = SmallDesk.create("Late");
    wish.parentId = parent;
    assertEquals(
        List.of("PARENT_CLOSED"), small.desk.execute(wish.wish(), SmallDesk.TECHNICIAN).codes());
    UUID other = small.ticket("Other");
    assertEquals(
        List.of("PARENT_CLOSED"),
        small.desk.execute(new SetTicketParent(other, null, parent), SmallDesk.TECHNICIAN).codes());
    reopen(parent);
    assertTrue(reopen(child).done());
  }

  @Test
  void takesTheRequestersWord_alsoUnderAClosedParent_andKeepsItUnanswered() {
    UUID parent = small.ticket("Parent");
    UUID child = small.request("Help");
    small.desk.execute(new SetTicketParent(child, null, parent), SmallDesk.TECHNICIAN);
    resolve(child);
    resolve(parent);
    assertTrue(small.desk.execute(SmallDesk.comment(child, "Not yet!"), SmallDesk.CONTACT).done());
    assertFalse(small.get(child).open());
    assertTrue(small.get(child).unansweredSinceMillis() > 0);
  }

  @Test
  void undoesNoMerge_thatWouldOpenAChildUnderAClosedParent() {
    UUID parent = small.ticket("Parent");
    UUID child = small.child(parent);
    UUID into = small.ticket("Into");
    small.desk.execute(new MergeTicket(child, null, into, null), SmallDesk.TECHNICIAN);
    assertTrue(resolve(parent).done());
    assertEquals(
        List.of("PARENT_CLOSED"),
        small.desk.execute(new UnmergeTicket(child, null, null), SmallDesk.TECHNICIAN).codes());
  }

  @Test
  void reachesNoStatusBySideDoors_withoutItsPermission() {
    UUID id = small.ticket("A");
    assertEquals(
        List.of("PERMISSION_MISSING"),
        small
            .desk
            .execute(new MoveTicket(id, null, SmallDesk.SUPPORT, "closed"), SmallDesk.INTAKE)
            .codes());
    SmallDesk.NewTicket wish = SmallDesk.create("Done already");
    wish.status = "resolved";
    assertEquals(
        List.of("PERMISSION_MISSING"), small.desk.execute(wish.wish(), SmallDesk.INTAKE).codes());
    resolve(id);
    assertEquals(
        List.of("PERMISSION_MISSING"),
        small
            .desk
            .execute(new MoveTicket(id, null, SmallDesk.SUPPORT, "open"), SmallDesk.INTAKE)
            .codes());
    assertTrue(
        small
            .desk
            .execute(new MoveTicket(id, null, SmallDesk.FIELD_WORK, null), SmallDesk.TECHNICIAN)
            .done());
    assertEquals("done", small.get(id).status(), "stays finished in a queue without RESOLVED");
  }

  @Test
  void letsContactsReopenWhatIsResolved_butNotWhatIsClosedForGood() {
    UUID id = small.request("Help");
    resolve(id);
    assertTrue(
        small
            .desk
            .execute(new ReopenTicket(id, null, null, "Still broken"), SmallDesk.CONTACT)
            .done());
    assertTrue(small.get(id).unansweredSinceMillis() > 0);
    close(id);
    assertEquals(
        List.of("TICKET_CLOSED"),
        small.desk.execute(new ReopenTicket(id, null, null, null), SmallDesk.CONTACT).codes());
    assertEquals(
        List.of("TICKET_CLOSED"),
        small.desk.execute(SmallDesk.comment(id, "Hello?"), SmallDesk.CONTACT).codes());
  }

  @Test
  void movesIntoTheOtherQueuesOwnStatus() {
    UUID id = small.ticket("A");
    assertTrue(
        small
            .desk
            .execute(new MoveTicket(id, null, SmallDesk.FIELD_WORK, null), SmallDesk.TECHNICIAN)
            .done());
    assertEquals("received", small.get(id).status());
    assertEquals(
        List.of("QUEUE_ARCHIVED"),
        small
            .desk
            .execute(new MoveTicket(id, null, SmallDesk.OLD_QUEUE, null), SmallDesk.TECHNICIAN)
            .codes());
    assertEquals(
        List.of("NOT_FOUND"),
        small
            .desk
            .execute(new MoveTicket(id, null, new UUID(0, 0), null), SmallDesk.TECHNICIAN)
            .codes());
  }

  @Test
  void refusesADecisionOnAnOlderVersion() {
    UUID id = small.ticket("A");
    resolve(id);
    assertEquals(
        List.of("VERSION_MOVED"),
        small.desk.execute(new CloseTicket(id, 1, null, null), SmallDesk.TECHNICIAN).codes());
    assertTrue(small.desk.execute(new CloseTicket(id, 2, null, null), SmallDesk.TECHNICIAN).done());
  }

  @Test
  void tellsBeforehandWhatWouldHappen() {
    UUID id = small.ticket("A");
    long sequence = small.desk.state().sequence();
    CreateTicket wish = SmallDesk.create("B").wish();
    Answer dry = small.desk.dryRun(wish, SmallDesk.TECHNICIAN);
    assertEquals(sequence, small.desk.state().sequence());
    assertEquals(dry, small.desk.execute(wish, SmallDesk.TECHNICIAN));
    ResolveTicket resolve = new ResolveTicket(id, 7, "nonsense", null);
    assertEquals(
        small.desk.dryRun(resolve, SmallDesk.TECHNICIAN),
        small.desk.execute(resolve, SmallDesk.TECHNICIAN));
    assertEquals(2, small.desk.state().table(Tables.TICKETS).size());
  }

  private Answer resolve(UUID id) {
    return small.desk.execute(new ResolveTicket(id, null, null, null), SmallDesk.TECHNICIAN);
  }

  private Answer close(UUID id) {
    return small.desk.execute(new CloseTicket(id, null, null, null), SmallDesk.TECHNICIAN);
  }

  private Answer reopen(UUID id) {
    return small.desk.execute(new ReopenTicket(id, null, null, null), SmallDesk.TECHNICIAN);
  }

  private Answer status(UUID id, String status) {
    return small.desk.execute(new ChangeTicketStatus(id, null, status, null), SmallDesk.TECHNICIAN);
  }

  private Answer move(UUID id, String status) {
    return small.desk.execute(
        new MoveTicket(id, null, SmallDesk.SUPPORT, status), SmallDesk.TECHNICIAN);
  }
}
