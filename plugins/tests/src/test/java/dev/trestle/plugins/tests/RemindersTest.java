package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.plugins.reminders.RemindersPlugin;
import dev.trestle.testkit.Happened;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.Story;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RemindersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @AutoClose private final TestDesk desk = TestDesk.with(PluginUnderTest.of(RemindersPlugin.class));
  private final TestPerson ada = desk.admin();

  @Test
  void aReminderIsToldOnce_atItsTime() {
    Story story = desk.story();
    String ticket = story.given("ticketCreate", Map.of("subject", "Printer")).id("ticket");
    story
        .when("reminderSet", Map.of("ticketId", ticket, "after", "PT1H", "text", "Call back"))
        .then("ReminderSet")
        .advance(HOUR.minusMillis(1))
        .thenNothing()
        .advance(Duration.ofMillis(1))
        .then("ReminderFired", "TicketNoted")
        .advance(Duration.ofDays(30))
        .thenNothing();
    Happened fired = desk.happened("ReminderFired").getFirst();
    assertEquals(List.of("dueAt: 2031-03-03T10:00:00Z -> null"), fired.changes());
    assertEquals("Reminder for Ada, due 2031-03-03 10:00 UTC: Call back", notes(ticket).getFirst());
  }

  @Test
  void afterTheDeskWasDown_itIsToldLate_withTheTimeItWasDue() {
    String ticket = ada.ticket("Printer");
    set(ada, ticket, "PT1H");
    desk.restart(Duration.ofDays(7));
    desk.settle();
    Happened fired = desk.happened("ReminderFired").getFirst();
    assertEquals(List.of("dueAt: 2031-03-03T10:00:00Z -> null"), fired.changes());
    assertEquals(Instant.parse("2031-03-10T09:00:00Z"), fired.at());
    assertEquals(List.of("Reminder for Ada, due 2031-03-03 10:00 UTC."), notes(ticket));
  }

  @Test
  void theNoteIsInTheAgentsLanguageAndZone() {
    TestPerson bob = desk.agent("Bob", "technician");
    ada.does(
        "agentEdit",
        Map.of("agentId", bob.id(), "locale", "de-AT", "timeZone", "Europe/Vienna"),
        "");
    String ticket = ada.ticket("Drucker");
    set(bob, ticket, "PT1H");
    desk.advance(HOUR);
    assertEquals(
        List.of("Erinnerung für Bob, fällig 2031-03-03 11:00 Europe/Vienna."), notes(ticket));
  }

  @Test
  void aMovedReminder_isToldAtTheNewTimeOnly_andADismissedOneNever() {
    String ticket = ada.ticket("Printer");
    String moved = set(ada, ticket, "PT1H");
    String dismissed = set(ada, ticket, "PT2H");
    ada.does("reminderMove", Map.of("reminderId", moved, "after", "PT5H"), "");
    ada.does("reminderDismiss", Map.of("reminderId", dismissed), "");
    desk.advance(Duration.ofHours(4));
    assertEquals(List.of(), desk.happened("ReminderFired"));
    desk.advance(HOUR);
    assertEquals(1, desk.happened("ReminderFired").size());
    assertEquals(
        List.of("REMINDER_ENDED"),
        ada.tries("reminderDismiss", Map.of("reminderId", moved), "").problems());
  }

  @Test
  void onlyWhoMay_remindsOthers() {
    TestPerson bob = desk.agent("Bob", "technician");
    String ticket = ada.ticket("Printer");
    Map<String, Object> forAda = Map.of("ticketId", ticket, "after", "PT1H", "agentId", ada.id());
    assertEquals(List.of("PERMISSION_MISSING"), bob.tries("reminderSet", forAda, "").problems());
    ada.does("reminderSet", Map.of("ticketId", ticket, "after", "PT1H", "agentId", bob.id()), "");
    assertEquals(
        1, bob.ask("{ myReminders(first: 9) { totalCount } }").number("myReminders.totalCount"));
    assertEquals(
        0, ada.ask("{ myReminders(first: 9) { totalCount } }").number("myReminders.totalCount"));
  }

  @Test
  void onesOwnRemindersComePageByPage_earliestFirst_whileSomeAreTold() {
    String ticket = ada.ticket("Printer");
    for (int hours = 5; hours >= 1; hours--) {
      set(ada, ticket, "PT" + hours + "H");
    }
    String page =
        "query($after: Cursor) { myReminders(first: 2, after: $after) { totalCount nodes { dueAt }"
            + " pageInfo { hasNextPage endCursor } } }";
    Reply first = ada.ask(page);
    assertEquals(
        List.of("2031-03-03T10:00:00.000Z", "2031-03-03T11:00:00.000Z"),
        first.each("myReminders.nodes", "dueAt"));
    desk.advance(Duration.ofHours(2));
    Reply second = ada.ask(page, Map.of("after", first.text("myReminders.pageInfo.endCursor")));
    assertEquals(
        List.of("2031-03-03T12:00:00.000Z", "2031-03-03T13:00:00.000Z"),
        second.each("myReminders.nodes", "dueAt"));
    assertEquals(3, second.number("myReminders.totalCount"));
    assertEquals(
        List.of("PAGE_SIZE_REQUIRED"), ada.ask("{ myReminders { totalCount } }").errorCodes());
  }

  @Test
  void ticketsSortAndFilterByTheirEarliestReminder() {
    String later = ada.ticket("Later");
    String sooner = ada.ticket("Sooner");
    ada.ticket("Never");
    set(ada, later, "PT5H");
    set(ada, sooner, "PT9H");
    set(ada, sooner, "PT1H");
    assertEquals(
        List.of("Sooner", "Later", "Never"), subjects("orderBy: [{field: REMINDER_DUE_AT}]"));
    assertEquals(
        List.of("Sooner"), subjects("filter: {reminderDueAt: {lt: \"2031-03-03T12:00:00Z\"}}"));
    desk.advance(Duration.ofHours(2));
    assertEquals(List.of(), subjects("filter: {reminderDueAt: {lt: \"2031-03-03T12:00:00Z\"}}"));
  }

  @Test
  void aSleepingTicket_wakesWhenAContactReplies_andNotWhenAnAgentWrites() {
    TestPerson carla = desk.contact("Carla");
    String ticket =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Printer", "requesterId", carla.id()),
                "ticket { id }")
            .text("ticket.id");
    ada.does("snoozeStart", Map.of("ticketId", ticket, "untilReply", true), "");
    assertEquals(List.of("Printer"), subjects("filter: {snoozed: true}"));
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "Any news?"), "");
    desk.settle();
    assertEquals(List.of("Printer"), subjects("filter: {snoozed: true}"));
    carla.does("ticketComment", Map.of("ticketId", ticket, "text", "It burns."), "");
    desk.settle();
    assertEquals(List.of(), subjects("filter: {snoozed: true}"));
    assertEquals(
        List.of("Somebody outside has replied."),
        desk.happened("TicketWoken").stream().map(Happened::reason).toList());
  }

  @Test
  void aSleepingTicket_wakesAtItsDate_withANote() {
    String ticket = ada.ticket("Printer");
    ada.does("snoozeStart", Map.of("ticketId", ticket, "after", "P2D"), "");
    desk.advance(Duration.ofDays(2));
    assertEquals(List.of("Printer"), subjects("filter: {snoozed: false}"));
    assertEquals(
        List.of("Put to sleep by Ada, due again since 2031-03-05 09:00 UTC."), notes(ticket));
  }

  @Test
  void aTicketThatEnds_sleepsNoMore() {
    String ticket = ada.ticket("Printer");
    ada.does("snoozeStart", Map.of("ticketId", ticket, "after", "P2D"), "");
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.settle();
    Reply seen =
        ada.ask("query($id: ID!) { ticket(id: $id) { snooze { until } } }", Map.of("id", ticket));
    assertNull(seen.at("ticket.snooze"));
    desk.advance(Duration.ofDays(3));
    assertEquals(1, desk.happened("TicketWoken").size());
    assertEquals(List.of(), notes(ticket));
  }

  @Test
  void aTimeIsNeeded_justOne_andInTheFuture() {
    String ticket = ada.ticket("Printer");
    assertEquals(
        List.of("REMINDER_TIME_REQUIRED"), refusals("reminderSet", Map.of("ticketId", ticket)));
    assertEquals(
        List.of("REMINDER_TIME_REQUIRED"),
        refusals(
            "reminderSet",
            Map.of("ticketId", ticket, "after", "PT1H", "dueAt", "2031-03-04T09:00:00Z")));
    assertEquals(
        List.of("REMINDER_TIME_PAST"),
        refusals("reminderSet", Map.of("ticketId", ticket, "dueAt", "2031-03-03T09:00:00Z")));
    assertEquals(
        List.of("REMINDER_TIME_TOO_FAR"),
        refusals("reminderSet", Map.of("ticketId", ticket, "after", "P100000D")));
    assertEquals(
        List.of("REMINDER_TIME_REQUIRED"), refusals("snoozeStart", Map.of("ticketId", ticket)));
  }

  private List<String> refusals(String mutation, Map<String, Object> input) {
    return ada.tries(mutation, input, "").problems();
  }

  private static String set(TestPerson who, String ticket, String after) {
    return who.does("reminderSet", Map.of("ticketId", ticket, "after", after), "reminder { id }")
        .text("reminder.id");
  }

  private List<Object> notes(String ticket) {
    return ada.ask(
            "query($id: ID!) { ticket(id: $id) { messages(first: 50, kind: NOTE) { nodes { text } } } }",
            Map.of("id", ticket))
        .each("ticket.messages.nodes", "text");
  }

  private List<Object> subjects(String arguments) {
    return ada.ask("{ tickets(first: 10, " + arguments + ") { nodes { subject } } }")
        .each("tickets.nodes", "subject");
  }
}
