package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PromisesTest {
  private static final String SEEN =
      "query($id: ID!) { ticket(id: $id) { commitments { atRisk risks { reason since }"
          + " promises { what dueAt state toldAt settledAt agent { name } contact { name }"
          + " noticeWaivedBecause history { deed at byName oldDueAt dueAt reason } }"
          + " tasks { text origin agent { name } } } } }";
  private static final String REPORT =
      "{ commitmentsReport(from: \"2031-03-01T00:00:00Z\", to: \"2031-04-01T00:00:00Z\") { series"
          + " { total { kept breached waived withoutNotice shareWithoutNotice } } } }";

  @AutoClose
  private final TestDesk desk =
      TestDesk.with(
          PluginUnderTest.of(CalendarsPlugin.class),
          PluginUnderTest.of(SlaPlugin.class),
          PluginUnderTest.of(CommitmentsPlugin.class));

  private final TestPerson ada = desk.admin();
  private final TestPerson carla = desk.contact("Carla");
  private final String ticket =
      ada.does(
              "ticketCreate",
              Map.of("subject", "Printer", "requesterId", carla.id(), "assigneeId", ada.id()),
              "ticket { id }")
          .text("ticket.id");

  @Test
  void aPromise_saysWhatByWhenToWhomAndByWhom() {
    make("PT4H");
    Reply seen = seen();
    assertEquals("A new drum", seen.text("ticket.commitments.promises.0.what"));
    assertEquals("2031-03-03T13:00:00.000Z", seen.text("ticket.commitments.promises.0.dueAt"));
    assertEquals("Carla", seen.text("ticket.commitments.promises.0.contact.name"));
    assertEquals("Ada", seen.text("ticket.commitments.promises.0.agent.name"));
    assertEquals(List.of("MADE"), deeds(seen));
  }

  @Test
  void itIsKept_andCounted() {
    String promise = make("PT4H");
    desk.advance(Duration.ofHours(3));
    ada.does("promiseKeep", Map.of("promiseId", promise, "note", "Installed"), "");
    desk.advance(Duration.ofDays(2));
    assertEquals(
        List.of("MADE", "KEPT"), deeds(seen()).stream().filter(PromisesTest::told).toList());
    assertEquals("KEPT", seen().text("ticket.commitments.promises.0.state"));
    assertEquals("1 0 0 0 null", figures());
  }

  @Test
  void itsOwnerIsWarned_whenItsTimeIsNear_once() {
    make("PT4H");
    desk.advance(Duration.ofHours(3).minusMillis(1));
    assertEquals("false", seen().text("ticket.commitments.atRisk"));
    desk.advance(Duration.ofMillis(1));
    Reply seen = seen();
    assertEquals(List.of("PROMISE_NEAR"), seen.each("ticket.commitments.risks", "reason"));
    assertEquals("2031-03-03T12:00:00.000Z", seen.text("ticket.commitments.risks.0.since"));
    assertEquals("PROMISE_AT_RISK", seen.text("ticket.commitments.tasks.0.origin"));
    assertEquals("Ada", seen.text("ticket.commitments.tasks.0.agent.name"));
    assertEquals(List.of("Printer"), subjects("filter: {atRisk: true}"));
    assertEquals(1, desk.happened("TicketAtRisk").size());
  }

  @Test
  void itIsBroken_atItsTime_whetherTheDeskWasUpOrDown() {
    make("PT4H");
    desk.restart(Duration.ofDays(7));
    desk.settle();
    desk.kill();
    desk.settle();
    Reply seen = seen();
    assertEquals("BROKEN", seen.text("ticket.commitments.promises.0.state"));
    assertEquals(List.of("MADE", "WARNED", "BROKEN"), deeds(seen));
    assertEquals(
        "2031-03-03T13:00:00.000Z", seen.text("ticket.commitments.promises.0.history.2.at"));
    assertEquals(1, desk.happened("PromiseBreached").size());
    assertEquals(
        Instant.parse("2031-03-10T09:00:00Z"), desk.happened("PromiseBreached").getFirst().at());
    assertEquals("0 1 0 1 1", figures());
  }

  @Test
  void whoHearsOfANewTimeBefore_isBreachedWithNotice() {
    String promise = make("PT4H");
    desk.advance(Duration.ofHours(2));
    Done moved =
        ada.does(
            "promiseRenegotiate",
            Map.of("promiseId", promise, "after", "PT24H", "reason", "No drum", "told", true),
            "");
    assertEquals(List.of(), moved.warnings());
    desk.advance(Duration.ofHours(3));
    assertEquals("OPEN", seen().text("ticket.commitments.promises.0.state"));
    assertEquals("0 1 0 0 0", figures());
    assertEquals("No drum", seen().text("ticket.commitments.promises.0.history.1.reason"));
    assertEquals(
        "2031-03-03T13:00:00.000Z",
        seen().text("ticket.commitments.promises.0.history.1.oldDueAt"));
    ada.does("promiseKeep", Map.of("promiseId", promise), "");
    assertEquals("1 1 0 0 0", figures());
  }

  @Test
  void aNewTimeThatNobodyTold_isABreachWithoutNotice() {
    String promise = make("PT4H");
    Done moved =
        ada.does(
            "promiseRenegotiate",
            Map.of("promiseId", promise, "after", "PT24H", "reason", "No drum"),
            "");
    assertEquals(List.of("PROMISE_CUSTOMER_NOT_TOLD"), moved.warnings());
    desk.advance(Duration.ofHours(5));
    assertEquals("0 1 0 1 1", figures());
  }

  @Test
  void aPromiseKeptBeforeItsFirstTime_isNoBreach_thoughItWasMoved() {
    String promise = make("PT4H");
    ada.does(
        "promiseRenegotiate",
        Map.of("promiseId", promise, "after", "PT24H", "reason", "No drum"),
        "");
    desk.advance(Duration.ofHours(3));
    ada.does("promiseKeep", Map.of("promiseId", promise), "");
    desk.advance(Duration.ofDays(3));
    assertEquals("1 0 0 0 null", figures());
  }

  @Test
  void aManagerWaivesTheNotice_before_notAfter() {
    String promise = make("PT4H");
    String late = make("PT1H");
    TestPerson bob = desk.agent("Bob", "technician");
    Map<String, Object> waive =
        Map.of("ticketId", ticket, "promiseId", promise, "reason", "Carla is on leave");
    assertEquals(List.of("PERMISSION_MISSING"), bob.tries("noticeWaive", waive, "").problems());
    ada.does("noticeWaive", waive, "");
    desk.advance(Duration.ofHours(5));
    assertEquals("0 2 1 1 0.5", figures());
    Done after =
        ada.tries("noticeWaive", Map.of("ticketId", ticket, "promiseId", late, "reason", "Oh"), "");
    assertEquals(List.of("NOTICE_TOO_LATE"), after.problems());
  }

  @Test
  void aBrokenPromise_isKeptLate_orGetsANewTime() {
    String one = make("PT1H");
    String other = make("PT1H");
    desk.advance(Duration.ofHours(2));
    ada.does("promiseKeep", Map.of("promiseId", one), "");
    ada.does(
        "promiseRenegotiate",
        Map.of("promiseId", other, "after", "PT2H", "reason", "Again", "told", true),
        "");
    assertEquals(List.of("KEPT_LATE", "OPEN"), seen().each("ticket.commitments.promises", "state"));
    assertEquals("0 2 0 2 1", figures());
    assertEquals(
        List.of("PROMISE_SETTLED"),
        ada.tries("promiseKeep", Map.of("promiseId", one), "").problems());
  }

  @Test
  void aProjectedEndBehindIt_putsItAtRisk_andANewTimeTakesThatBack() {
    String promise = make("PT24H");
    ada.does(
        "ticketProject",
        Map.of("ticketId", ticket, "endsAt", "2031-03-05T09:00:00Z", "reason", "Part ordered"),
        "");
    assertEquals(List.of("ENDS_LATER"), seen().each("ticket.commitments.risks", "reason"));
    assertEquals(List.of("PROMISE_AT_RISK"), seen().each("ticket.commitments.tasks", "origin"));
    ada.does(
        "promiseRenegotiate",
        Map.of(
            "promiseId",
            promise,
            "dueAt",
            "2031-03-05T12:00:00Z",
            "reason",
            "Part ordered",
            "told",
            true),
        "");
    assertEquals(List.of(), seen().list("ticket.commitments.risks"));
    assertEquals(List.of(), seen().list("ticket.commitments.tasks"));
  }

  @Test
  void theTicketsEnd_keepsWhatItIsMeantTo_andWarnsOfTheRest() {
    ada.does(
        "promiseMake",
        Map.of("ticketId", ticket, "what", "Done", "after", "PT4H", "keptByResolution", true),
        "");
    make("PT4H");
    Done resolved = ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertEquals(List.of("PROMISE_STILL_OWED"), resolved.warnings());
    assertEquals(List.of("KEPT", "OPEN"), seen().each("ticket.commitments.promises", "state"));
  }

  @Test
  void whatWasPromisedOnAMergedTicket_isOwedOnTheOneThatGoesOn_untilTheMergeIsTakenBack() {
    String promise = make("PT4H");
    TestPerson dora = desk.contact("Dora");
    String other =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Print server", "requesterId", dora.id(), "assigneeId", ada.id()),
                "ticket { id }")
            .text("ticket.id");
    ada.does("ticketMerge", Map.of("ticketId", ticket, "intoTicketId", other), "");
    assertEquals(List.of("Print server"), subjects("filter: {promiseDueAt: {isNull: false}}"));
    assertEquals("OPEN", seen().text("ticket.commitments.promises.0.state"));
    Reply moved = ada.ask(SEEN, Map.of("id", other));
    assertEquals(List.of("MADE", "MOVED"), deeds(moved));
    assertEquals(
        List.of(),
        dora.ask(SEEN, Map.of("id", other)).list("ticket.commitments.promises"),
        "what Carla was promised is not Dora's");
    desk.advance(Duration.ofHours(3));
    assertEquals(
        List.of("PROMISE_NEAR"),
        ada.ask(SEEN, Map.of("id", other)).each("ticket.commitments.risks", "reason"));
    ada.does("ticketUnmerge", Map.of("ticketId", ticket), "");
    assertEquals(List.of("Printer"), subjects("filter: {promiseDueAt: {isNull: false}}"));
    assertEquals(List.of("PROMISE_NEAR"), seen().each("ticket.commitments.risks", "reason"));
    ada.does("promiseKeep", Map.of("promiseId", promise), "");
    assertEquals("1 0 0 0 null", figures());
  }

  @Test
  void aMergeWhileThePluginWasAway_movesWhatIsOwedToo() {
    ada.does(
        "promiseMake",
        Map.of("ticketId", ticket, "what", "Done", "after", "PT4H", "keptByResolution", true),
        "");
    String other = ada.ticket("Print server");
    desk.disable("commitments");
    ada.does("ticketMerge", Map.of("ticketId", ticket, "intoTicketId", other), "");
    desk.enable("commitments");
    desk.settle();
    assertEquals("0 0 0 0 null", figures());
    ada.does("ticketResolve", Map.of("ticketId", other), "");
    assertEquals("1 0 0 0 null", figures());
  }

  @Test
  void aClockThatRunsOut_isABreachWithoutNotice_unlessTheCustomerHoldsALaterPromise() {
    Map<String, String> span = Map.of("priority", "NORMAL", "allowed", "PT4H");
    Map<String, Object> target = Map.of("kind", "RESOLUTION", "spans", List.of(span));
    ada.does(
        "slaPolicySave",
        Map.of("name", "Standard", "agreement", "CUSTOMER", "targets", List.of(target)),
        "");
    ada.ticket("Mouse");
    desk.advance(Duration.ofHours(1));
    ada.does("promiseMake", Map.of("ticketId", ticket, "what", "Drum", "after", "PT48H"), "");
    desk.advance(Duration.ofHours(4));
    assertEquals("0 2 0 1 0.5", figures());
    // Each clock got at risk once, though its event comes when it was seen already.
    assertEquals(2, desk.happened("TicketAtRisk").size());
  }

  @Test
  void promisesDue_listsWhatIsOwed_theMostPressingFirst() {
    make("PT4H");
    make("PT1H");
    String withdrawn = make("PT2H");
    ada.does("promiseWithdraw", Map.of("promiseId", withdrawn, "reason", "A mistake"), "");
    desk.advance(Duration.ofHours(2));
    Reply due =
        ada.ask("{ promisesDue(first: 1) { totalCount pageInfo { endCursor } nodes { state } } }");
    assertEquals("2", due.text("promisesDue.totalCount"));
    assertEquals(List.of("BROKEN"), due.each("promisesDue.nodes", "state"));
    Reply next =
        ada.ask(
            "query($c: Cursor) { promisesDue(first: 9, after: $c) { nodes { state } } }",
            Map.of("c", due.text("promisesDue.pageInfo.endCursor")));
    assertEquals(List.of("OPEN"), next.each("promisesDue.nodes", "state"));
    assertEquals(
        List.of("CURSOR_INVALID"),
        ada.ask("{ promisesDue(first: 1, after: \"x\") { totalCount } }").errorCodes());
    assertEquals(List.of("Printer"), subjects("filter: {promiseDueAt: {isNull: false}}"));
  }

  @Test
  void aContact_seesWhatIsMeantForIt_andNothingInternal() {
    make("PT1H");
    ada.does(
        "promiseMake",
        Map.of(
            "ticketId",
            ticket,
            "what",
            "Internal",
            "after",
            "PT1H",
            "shownToContact",
            false,
            "contactId",
            desk.contact("Dora").id()),
        "");
    desk.advance(Duration.ofHours(2));
    Reply seen = carla.ask(SEEN, Map.of("id", ticket));
    assertEquals(List.of("A new drum"), seen.each("ticket.commitments.promises", "what"));
    assertEquals("BROKEN", seen.text("ticket.commitments.promises.0.state"));
    assertNull(seen.at("ticket.commitments.promises.0.agent"));
    assertEquals(List.of(), seen.list("ticket.commitments.promises.0.history"));
    assertNull(seen.at("ticket.commitments.atRisk"));
    assertEquals(List.of(), seen.list("ticket.commitments.tasks"));
    Done tried = carla.tries("promiseMake", input("PT1H"), "");
    assertEquals(List.of("PERMISSION_MISSING"), tried.problems());
    assertEquals(
        List.of("FIELD_FORBIDDEN"),
        carla.ask("{ promisesDue(first: 1) { totalCount } }").errorCodes());
  }

  @Test
  void anInput_isRefusedWithAllItsReasons() {
    Map<String, Object> wrong = new HashMap<>(input("PT1H"));
    wrong.put("what", " ");
    wrong.put("after", "-PT1H");
    wrong.put("contactId", new UUID(1, 1));
    wrong.put("agentId", new UUID(1, 1));
    Done tried = ada.tries("promiseMake", wrong, "");
    assertTrue(tried.problems().contains("COMMITMENT_TEXT_INVALID"), tried::toString);
    assertTrue(tried.problems().contains("COMMITMENT_TIME_INVALID"), tried::toString);
    assertTrue(tried.problems().contains("NOT_FOUND"), tried::toString);
  }

  @Test
  void aRuleWithoutASpan_isRefused_becauseNobodyWouldBeAskedForAnything() {
    Map<String, Object> rule = Map.of("kind", "UPDATE", "spans", List.of());
    Map<String, Object> policy = Map.of("name", "Words", "rules", List.of(rule));
    Done tried = ada.tries("commitmentPolicySave", policy, "");
    assertEquals(List.of("COMMITMENT_SPANS_MISSING"), tried.problems());
  }

  @Test
  void aVersionThatMovedOn_isRefused_andACommandSentTwice_isDoneOnce() {
    String promise = make("PT4H");
    Map<String, Object> keep =
        Map.of("promiseId", promise, "expectedVersion", 1, "operationKey", new UUID(3, 3));
    ada.does("promiseKeep", keep, "");
    ada.does("promiseKeep", keep, "");
    assertEquals(1, desk.happened("PromiseKept").size());
    Done stale =
        ada.tries(
            "promiseWithdraw",
            Map.of("promiseId", promise, "reason", "Oh", "expectedVersion", 1),
            "");
    assertEquals(List.of("VERSION_MOVED"), stale.problems());
  }

  private static boolean told(Object deed) {
    return !deed.equals("WARNED");
  }

  private Map<String, Object> input(String after) {
    return Map.of("ticketId", ticket, "what", "A new drum", "after", after);
  }

  private String make(String after) {
    return ada.does("promiseMake", input(after), "promise { id }").text("promise.id");
  }

  private Reply seen() {
    return ada.ask(SEEN, Map.of("id", ticket));
  }

  private static List<Object> deeds(Reply seen) {
    return seen.each("ticket.commitments.promises.0.history", "deed");
  }

  /** Kept, breached, waived, without notice, and the share of those. */
  private String figures() {
    Reply report = ada.ask(REPORT);
    String total = "commitmentsReport.series.0.total.";
    Object share = report.at(total + "shareWithoutNotice");
    return report.text(total + "kept")
        + " "
        + report.text(total + "breached")
        + " "
        + report.text(total + "waived")
        + " "
        + report.text(total + "withoutNotice")
        + " "
        + (share == null
            ? "null"
            : new java.math.BigDecimal(share.toString()).stripTrailingZeros().toPlainString());
  }

  private List<Object> subjects(String arguments) {
    return ada.ask("{ tickets(first: 10, " + arguments + ") { nodes { subject } } }")
        .each("tickets.nodes", "subject");
  }
}
