package dev.trestle.domain.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.Patch;
import dev.trestle.domain.command.TicketCommands.AssignTicket;
import dev.trestle.domain.command.TicketCommands.CustomValue;
import dev.trestle.domain.command.TicketCommands.EditTicket;
import dev.trestle.domain.command.TicketCommands.LinkTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketCustomFields;
import dev.trestle.domain.command.TicketCommands.SetTicketDue;
import dev.trestle.domain.command.TicketCommands.SetTicketParent;
import dev.trestle.domain.command.TicketCommands.ShareTicket;
import dev.trestle.domain.command.TicketCommands.TagTicket;
import dev.trestle.domain.command.TicketCommands.UnlinkTicket;
import dev.trestle.domain.command.TicketCommands.UnshareTicket;
import dev.trestle.domain.command.TicketCommands.UntagTicket;
import dev.trestle.domain.command.TicketCommands.UnwatchTicket;
import dev.trestle.domain.command.TicketCommands.WatchTicket;
import dev.trestle.domain.desk.DomainDesk.Answer;
import dev.trestle.domain.desk.SmallDesk;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.LinkKind;
import dev.trestle.sdk.desk.StatusCategory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TicketFieldsTest {
  private final SmallDesk small = new SmallDesk();

  @Test
  void startsInTheDefaultQueue_withANumberOfItsOwn() {
    UUID first = small.ticket(" A ");
    UUID second = small.ticket("B");
    assertEquals("A", small.get(first).subject());
    assertEquals(SmallDesk.SUPPORT, small.get(first).queueId());
    assertEquals(StatusCategory.NEW, small.get(first).statusCategory());
    assertEquals("1001", small.get(first).number());
    assertEquals("1002", small.get(second).number());
    assertEquals(1, small.get(first).version());
  }

  @Test
  void tellsAllProblemsAtOnce_andTakesNoNumber() {
    SmallDesk.NewTicket wish = SmallDesk.create(" ");
    wish.queueId = new UUID(0, 1);
    wish.requesterId = new UUID(0, 2);
    wish.assigneeId = SmallDesk.LEFT;
    wish.teamId = new UUID(0, 3);
    wish.siteId = SmallDesk.GLOBEX_SITE;
    wish.companyId = SmallDesk.ACME;
    wish.watcherIds = List.of(new UUID(0, 4));
    wish.dueAt = Instant.MAX;
    wish.customFields = List.of(new CustomValue("nope", "1", null));
    wish.attachmentIds = List.of(new UUID(0, 5));
    Answer answer = small.desk.execute(wish.wish(), SmallDesk.TECHNICIAN);
    assertEquals(
        List.of(
            "AGENT_INACTIVE",
            "CUSTOM_FIELD_UNKNOWN",
            "NOT_FOUND",
            "NOT_FOUND",
            "NOT_FOUND",
            "NOT_FOUND",
            "REQUIRED",
            "REQUIRED",
            "SITE_OF_OTHER_COMPANY",
            "TIME_OUT_OF_RANGE"),
        answer.codes().stream().sorted().toList());
    assertEquals("1001", small.get(small.ticket("next")).number());
  }

  @Test
  void takesTheCompanyAndSiteFromTheRequester() {
    SmallDesk.NewTicket wish = SmallDesk.create("A");
    wish.requesterId = SmallDesk.CARL;
    UUID id = small.desk.execute(wish.wish(), SmallDesk.INTAKE).id("ticket");
    assertEquals(SmallDesk.ACME, small.get(id).companyId());
  }

  @Test
  void refusesAnIdThatAnythingHas() {
    UUID taken = small.ticket("A");
    for (UUID id : List.of(taken, SmallDesk.ADA, SmallDesk.ACME)) {
      SmallDesk.NewTicket wish = SmallDesk.create("B");
      wish.id = id;
      assertEquals(
          List.of("ID_TAKEN"), small.desk.execute(wish.wish(), SmallDesk.TECHNICIAN).codes());
    }
  }

  @Test
  void letsContactsSetNothingButTheirOwn() {
    SmallDesk.NewTicket wish = SmallDesk.create("A");
    wish.requesterId = SmallDesk.CLARA;
    wish.assigneeId = SmallDesk.ADA;
    wish.tags = List.of("x");
    wish.companyId = SmallDesk.GLOBEX;
    wish.customFields =
        List.of(new CustomValue("integer", "1", null), new CustomValue("text", "seen", null));
    assertEquals(
        List.of(
            "CUSTOM_FIELD_UNKNOWN",
            "FIELD_NOT_ALLOWED",
            "FIELD_NOT_ALLOWED",
            "NOT_FOUND",
            "REQUESTER_NOT_ALLOWED"),
        small.desk.execute(wish.wish(), SmallDesk.CONTACT).codes().stream().sorted().toList());
  }

  @Test
  void countsAReassignment_whenOneTeamHandsToAnother() {
    UUID id = small.ticket("A");
    assign(id, Patch.of(SmallDesk.ADA), Patch.of(SmallDesk.FIRST_LINE));
    assertEquals(0, small.get(id).reassignmentCount());
    assign(id, Patch.absent(), Patch.of(SmallDesk.SECOND_LINE));
    assertEquals(1, small.get(id).reassignmentCount());
    assertEquals(SmallDesk.ADA, small.get(id).assigneeId());
    assign(id, Patch.of(null), Patch.absent());
    assertEquals(null, small.get(id).assigneeId());
    assertEquals(
        List.of("AGENT_INACTIVE"), assign(id, Patch.of(SmallDesk.LEFT), Patch.absent()).codes());
    assertEquals(List.of("REQUIRED"), assign(id, Patch.absent(), Patch.absent()).codes());
  }

  @Test
  void keepsCustomFieldsOfEveryType() {
    UUID id = small.ticket("A");
    Answer answer =
        fields(
            id,
            value("text", " hello "),
            value("integer", "-42"),
            value("decimal", "12.50"),
            value("boolean", "true"),
            value("date", "2031-03-03"),
            value("date_time", "2031-03-03T09:00:00Z"),
            value("choice", "red"),
            new CustomValue("multi_choice", null, List.of("red", "blue", "red")));
    assertEquals(List.of(), answer.codes());
    assertEquals(
        Map.of(
            "text",
            "hello",
            "integer",
            -42L,
            "decimal",
            new BigDecimal("12.50"),
            "boolean",
            true,
            "date",
            "2031-03-03",
            "date_time",
            Instant.parse("2031-03-03T09:00:00Z").toEpochMilli(),
            "choice",
            "red",
            "multi_choice",
            List.of("red", "blue")),
        small.get(id).customFields());
    assertTrue(fields(id, value("text", null), value("multi_choice", null)).done());
    assertFalse(small.get(id).customFields().containsKey("text"));
    assertFalse(small.get(id).customFields().containsKey("multi_choice"));
  }

  @Test
  void refusesCustomValuesThatAreNoSuchThing_eachWithItsPlace() {
    UUID id = small.ticket("A");
    Answer answer =
        fields(
            id,
            value("integer", "9223372036854775808"),
            value("integer", "4.2"),
            value("decimal", "1e1000000000"),
            value("decimal", "NaN"),
            value("boolean", "yes"),
            value("date", "2031-02-30"),
            value("date", "+999999999-12-31"),
            value("date_time", "2031-03-03"),
            value("date_time", "+1000000000-12-31T23:59:59Z"),
            value("choice", "purple"),
            new CustomValue("multi_choice", null, List.of("red", "purple")),
            value("text", "x".repeat(10_001)),
            value("text", "nul\u0000"),
            value("unheard_of", "1"));
    assertEquals(14, answer.problems().size(), () -> answer.problems().toString());
    assertEquals(List.of("input", "customFields", "9", "value"), answer.problems().get(9).path());
    assertEquals(1, small.get(id).version());
  }

  @Test
  void linksOnce_andUnlinksFromEitherEnd() {
    UUID a = small.ticket("A");
    UUID b = small.ticket("B");
    LinkTicket wish = new LinkTicket(a, null, b, LinkKind.values()[0]);
    UUID link = small.desk.execute(wish, SmallDesk.TECHNICIAN).id("link");
    assertEquals(List.of("LINK_EXISTS"), small.desk.execute(wish, SmallDesk.TECHNICIAN).codes());
    assertEquals(
        List.of("LINK_TO_ITSELF"),
        small
            .desk
            .execute(new LinkTicket(a, null, a, LinkKind.values()[0]), SmallDesk.TECHNICIAN)
            .codes());
    UUID c = small.ticket("C");
    assertEquals(
        List.of("NOT_FOUND"),
        small.desk.execute(new UnlinkTicket(c, null, link), SmallDesk.TECHNICIAN).codes());
    assertTrue(small.desk.execute(new UnlinkTicket(b, null, link), SmallDesk.TECHNICIAN).done());
    assertEquals(0, small.desk.state().table(Tables.LINKS).size());
  }

  @Test
  void refusesToBeItsOwnAncestor() {
    UUID a = small.ticket("A");
    UUID b = small.child(a);
    UUID c = small.child(b);
    assertEquals(List.of("PARENT_CIRCLE"), parent(a, c).codes());
    assertEquals(List.of("PARENT_CIRCLE"), parent(a, a).codes());
    assertTrue(parent(c, null).done());
    assertTrue(parent(a, c).done());
  }

  @Test
  void isWatchedAndShared_onceEach() {
    UUID id = small.request("Help");
    assertTrue(watch(id, null).done());
    assertTrue(watch(id, SmallDesk.CLARA).done());
    assertTrue(watch(id, SmallDesk.CLARA).done());
    assertEquals(List.of(SmallDesk.ADA, SmallDesk.CLARA), small.get(id).watcherIds());
    assertEquals(List.of("NOT_FOUND"), watch(id, new UUID(0, 9)).codes());
    small.desk.execute(new UnwatchTicket(id, null, SmallDesk.CLARA), SmallDesk.TECHNICIAN);
    assertEquals(List.of(SmallDesk.ADA), small.get(id).watcherIds());
    small.desk.execute(new ShareTicket(id, null, SmallDesk.GLOBEX), SmallDesk.DISPATCHER);
    assertEquals(List.of(SmallDesk.GLOBEX), small.get(id).sharedWithCompanyIds());
    assertTrue(small.desk.execute(SmallDesk.comment(id, "We can help"), SmallDesk.PARTNER).done());
    small.desk.execute(new UnshareTicket(id, null, SmallDesk.GLOBEX), SmallDesk.DISPATCHER);
    assertEquals(
        List.of("NOT_FOUND"),
        small.desk.execute(SmallDesk.comment(id, "Hello?"), SmallDesk.PARTNER).codes());
  }

  @Test
  void tagsInLowerCase_sortedAndOnce() {
    UUID id = small.ticket("A");
    small.desk.execute(
        new TagTicket(id, null, List.of("Zebra", "apple ", "APPLE")), SmallDesk.TECHNICIAN);
    assertEquals(List.of("apple", "zebra"), small.get(id).tags());
    small.desk.execute(new UntagTicket(id, null, List.of("ZEBRA")), SmallDesk.TECHNICIAN);
    assertEquals(List.of("apple"), small.get(id).tags());
    assertEquals(
        List.of("REQUIRED", "TOO_LONG"),
        small
            .desk
            .execute(new TagTicket(id, null, List.of(" ", "x".repeat(61))), SmallDesk.TECHNICIAN)
            .codes());
  }

  @Test
  void changesPlaceWithTheRequester() {
    UUID id = small.request("Help");
    EditTicket wish =
        new EditTicket(
            id,
            null,
            Patch.of("New subject"),
            Patch.absent(),
            Patch.of(SmallDesk.GUS),
            Patch.absent(),
            Patch.absent());
    assertTrue(small.desk.execute(wish, SmallDesk.TECHNICIAN).done());
    assertEquals(SmallDesk.GLOBEX, small.get(id).companyId());
    assertEquals(
        List.of("REQUIRED"),
        small
            .desk
            .execute(
                new EditTicket(
                    id,
                    null,
                    Patch.of(null),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent(),
                    Patch.absent()),
                SmallDesk.TECHNICIAN)
            .codes());
  }

  @Test
  void isDueWithinTheYearsThatTextsCanCarry() {
    UUID id = small.ticket("A");
    assertEquals(
        List.of("TIME_OUT_OF_RANGE"),
        small.desk.execute(new SetTicketDue(id, null, Instant.MIN), SmallDesk.TECHNICIAN).codes());
    Instant due = Instant.parse("2031-04-01T00:00:00Z");
    assertTrue(small.desk.execute(new SetTicketDue(id, null, due), SmallDesk.TECHNICIAN).done());
    assertEquals(due.toEpochMilli(), small.get(id).dueAtMillis());
  }

  private Answer assign(UUID id, Patch<UUID> agent, Patch<UUID> team) {
    return small.desk.execute(new AssignTicket(id, null, agent, team), SmallDesk.TECHNICIAN);
  }

  private Answer parent(UUID id, @Nullable UUID parent) {
    return small.desk.execute(new SetTicketParent(id, null, parent), SmallDesk.TECHNICIAN);
  }

  private Answer watch(UUID id, @Nullable UUID watcher) {
    return small.desk.execute(new WatchTicket(id, null, watcher), SmallDesk.TECHNICIAN);
  }

  private Answer fields(UUID id, CustomValue... values) {
    return small.desk.execute(
        new SetTicketCustomFields(id, null, List.of(values)), SmallDesk.TECHNICIAN);
  }

  private static CustomValue value(String key, @Nullable String value) {
    return new CustomValue(key, value, null);
  }
}
