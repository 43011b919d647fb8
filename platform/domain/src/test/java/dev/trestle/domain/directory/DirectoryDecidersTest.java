package dev.trestle.domain.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.DirectoryCommands.ArchiveQueue;
import dev.trestle.domain.command.DirectoryCommands.ArchiveTeam;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.CreateCompany;
import dev.trestle.domain.command.DirectoryCommands.CreateContact;
import dev.trestle.domain.command.DirectoryCommands.CreateQueue;
import dev.trestle.domain.command.DirectoryCommands.CreateRole;
import dev.trestle.domain.command.DirectoryCommands.CreateSavedView;
import dev.trestle.domain.command.DirectoryCommands.DeactivateAgent;
import dev.trestle.domain.command.DirectoryCommands.DefineCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditAgent;
import dev.trestle.domain.command.DirectoryCommands.EditCompany;
import dev.trestle.domain.command.DirectoryCommands.EditCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditQueue;
import dev.trestle.domain.command.DirectoryCommands.EditRole;
import dev.trestle.domain.command.DirectoryCommands.EditTeam;
import dev.trestle.domain.command.DirectoryCommands.RegisterUpload;
import dev.trestle.domain.command.DirectoryCommands.RemoveRole;
import dev.trestle.domain.command.DirectoryCommands.RemoveSavedView;
import dev.trestle.domain.command.DirectoryCommands.StatusSpec;
import dev.trestle.domain.command.DirectoryCommands.TransitionSpec;
import dev.trestle.domain.command.Patch;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.CustomValue;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DirectoryDecidersTest {
  private final MemoryDesk desk = MemoryDesk.started();

  private UUID agent(String name, String role) {
    return desk.done(
        new CreateAgent(
            null,
            name,
            name + "@example.com",
            null,
            null,
            null,
            List.of(desk.role(role)),
            null,
            null));
  }

  private UUID ticket(@Nullable UUID assignee, @Nullable List<CustomValue> values) {
    return desk.done(
        new CreateTicket(
            null, "Printer", null, null, null, null, null, null, null, null, assignee, null, null,
            null, null, values, null, null, null));
  }

  private CreateContact contact(String name, String email, @Nullable List<UUID> roles) {
    return new CreateContact(null, name, email, null, null, null, null, null, roles, null, null);
  }

  private EditQueue statuses(StatusSpec... statuses) {
    return new EditQueue(
        desk.support().id(),
        null,
        Patch.absent(),
        Patch.of(List.of(statuses)),
        Patch.absent(),
        Patch.absent(),
        Patch.absent());
  }

  private static EditAgent roles(UUID agent, List<UUID> roles) {
    return new EditAgent(
        agent,
        null,
        Patch.absent(),
        Patch.absent(),
        Patch.absent(),
        Patch.absent(),
        Patch.absent(),
        Patch.of(roles));
  }

  @Test
  void aFreshDeskTakesItsFirstTicketAtOnceAndIsSetUpOnlyOnce() {
    UUID ticket = ticket(null, null);
    assertEquals("new", desk.state.get(Tables.TICKETS, ticket).status());
    desk.viewer = new MemoryDesk().viewer;
    assertEquals(
        List.of("DESK_SET_UP"),
        desk.refused(new SetUpDesk("x", "x", "x@example.com", "x", true, "UTC")));
  }

  @Test
  void anAccountExistsForTheFirstAdministratorAndNoEventTellsItsHash() {
    assertEquals("ada@example.com", desk.first(Tables.ACCOUNTS).email());
    assertTrue(desk.first(Tables.ACCOUNTS).mustChangePassword());
    assertTrue(desk.events.contains("DeskSetUp"));
  }

  @Test
  void everythingWrongWithAnInputIsSaidAtOnce() {
    assertEquals(
        List.of("REQUIRED", "EMAIL_INVALID", "PHONE_INVALID", "LOCALE_INVALID"),
        desk.refused(
            new CreateContact(
                null, " ", "no address", "none", "_", null, null, null, null, null, null)));
  }

  @Test
  void anAddressIsKeptInLowerCaseAndBelongsToOneContact() {
    UUID id = desk.done(contact("Bo", "Bo@Example.COM", null));
    assertEquals("bo@example.com", desk.state.get(Tables.CONTACTS, id).email());
    assertEquals(List.of("EMAIL_TAKEN"), desk.refused(contact("Bob", "BO@example.com", null)));
  }

  @Test
  void anEditWithoutAChangeChangesNothingAndAMovedVersionIsAConflict() {
    UUID id = desk.done(new CreateCompany(null, "Acme", null, null, null, null, null));
    EditCompany same =
        new EditCompany(
            id,
            null,
            Patch.of("Acme"),
            Patch.absent(),
            Patch.absent(),
            Patch.absent(),
            Patch.absent(),
            null);
    desk.done(same);
    assertEquals(1, desk.state.get(Tables.COMPANIES, id).version());
    assertEquals(List.of(), desk.events);
    assertEquals(
        List.of("VERSION_MOVED"),
        desk.refused(
            new EditCompany(
                id,
                7,
                Patch.of("Other"),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                null)));
  }

  @Test
  void noQueueIsEverLeftWithoutAWatcher() {
    assertEquals(
        List.of("QUEUE_UNWATCHED"),
        desk.refused(new EditTeam(desk.team().id(), null, Patch.absent(), Patch.of(List.of()))));
    assertEquals(List.of("QUEUE_UNWATCHED"), desk.refused(new ArchiveTeam(desk.team().id(), null)));
    assertEquals(
        List.of("QUEUE_UNWATCHED"),
        desk.refused(new CreateQueue(null, "Second", null, null, List.of(), List.of(), null)));
  }

  @Test
  void theOneWhoMakesAQueueWatchesItUnlessOthersAreNamed() {
    UUID id = desk.done(new CreateQueue(null, "Second", null, null, null, null, null));
    assertEquals(
        List.of(Objects.requireNonNull(desk.viewer.id())),
        desk.state.get(Tables.QUEUES, id).watcherAgentIds());
  }

  @Test
  void aStatusThatTicketsAreInCanNeitherGoNorChangeItsMeaning() {
    ticket(null, null);
    StatusSpec open = new StatusSpec("open", "Open", StatusCategory.OPEN);
    StatusSpec closed = new StatusSpec("closed", "Closed", StatusCategory.CLOSED);
    assertEquals(List.of("STATUS_IN_USE"), desk.refused(statuses(open, closed)));
    assertEquals(
        List.of("STATUS_IN_USE"),
        desk.refused(
            statuses(new StatusSpec("new", "New", StatusCategory.SCHEDULED), open, closed)));
    desk.done(statuses(new StatusSpec("new", "Fresh", StatusCategory.NEW), open, closed));
  }

  @Test
  void aQueueNeedsAnOpenAndAnEndedStatusAndItsStepsKnowBothEnds() {
    StatusSpec open = new StatusSpec("open", "Open", StatusCategory.OPEN);
    assertEquals(List.of("STATUS_MISSING"), desk.refused(statuses(open)));
    assertEquals(
        List.of("STATUS_UNKNOWN"),
        desk.refused(
            new EditQueue(
                desk.support().id(),
                null,
                Patch.absent(),
                Patch.absent(),
                Patch.of(List.of(new TransitionSpec("new", "gone"))),
                Patch.absent(),
                Patch.absent())));
  }

  @Test
  void aQueueWithOpenTicketsOrTheDefaultOneIsNotArchived() {
    ticket(null, null);
    assertEquals(
        List.of("QUEUE_IS_DEFAULT", "QUEUE_HAS_OPEN_TICKETS"),
        desk.refused(new ArchiveQueue(desk.support().id(), null)));
  }

  @Test
  void whoLeavesHandsOverOpenTicketsAndLeavesTeams() {
    UUID bob = agent("bob", "technician");
    UUID eve = agent("eve", "technician");
    UUID held = ticket(bob, null);
    UUID ada = Objects.requireNonNull(desk.viewer.id());
    desk.done(new EditTeam(desk.team().id(), null, Patch.absent(), Patch.of(List.of(ada, bob))));
    desk.done(new DeactivateAgent(bob, null, eve));
    assertEquals(List.of("TicketAssigned", "AgentDeactivated", "TeamEdited"), desk.events);
    assertEquals(eve, desk.state.get(Tables.TICKETS, held).assigneeId());
    assertEquals(List.of(ada), desk.team().memberIds());
    desk.done(new DeactivateAgent(eve, null, null));
    assertNull(desk.state.get(Tables.TICKETS, held).assigneeId());
    Agent gone = desk.state.get(Tables.AGENTS, eve);
    assertFalse(gone.active());
  }

  @Test
  void moreOpenTicketsThanACommitShouldCarryAreHandedOverInParts() {
    UUID bob = agent("bob", "technician");
    for (int i = 0; i < 501; i++) {
      ticket(bob, null);
    }
    assertEquals(
        List.of("TOO_MANY_OPEN_TICKETS"), desk.refused(new DeactivateAgent(bob, null, null)));
  }

  @Test
  void theLastAdministratorStays() {
    UUID ada = Objects.requireNonNull(desk.viewer.id());
    assertEquals(
        List.of("LAST_ADMINISTRATOR"), desk.refused(roles(ada, List.of(desk.role("technician")))));
    assertTrue(desk.refused(new DeactivateAgent(ada, null, null)).contains("LAST_ADMINISTRATOR"));
    agent("bob", "administrator");
    assertEquals(List.of(), desk.refused(roles(ada, List.of(desk.role("technician")))));
  }

  @Test
  void nobodyGivesAwayMoreThanTheyHold() {
    UUID manager = agent("mia", "manager");
    UUID ada = Objects.requireNonNull(desk.viewer.id());
    desk.viewer = desk.viewerOf(manager);
    assertEquals(
        List.of("ROLE_EXCEEDS_OWN"),
        desk.refused(roles(manager, List.of(desk.role("administrator")))));
    assertEquals(
        List.of("PERMISSION_MISSING"),
        desk.refused(new CreateRole(null, "all", "All", null, List.of("role.manage")))
            .subList(0, 1));
    // Whoever may set an administrator's address could sign in as that person.
    assertEquals(
        List.of("ROLE_EXCEEDS_OWN"),
        desk.refused(
            new EditAgent(
                ada,
                null,
                Patch.absent(),
                Patch.of("mia@elsewhere.example"),
                Patch.absent(),
                Patch.absent(),
                Patch.absent(),
                Patch.absent())));
  }

  @Test
  void theAdministratorsRoleKeepsEveryPermissionAndRolesInUseStay() {
    UUID role = desk.role("administrator");
    assertEquals(
        List.of("ADMINISTRATOR_KEEPS_ALL"),
        desk.refused(
            new EditRole(
                role, null, Patch.absent(), Patch.absent(), Patch.of(List.of("ticket.create")))));
    assertEquals(List.of("ROLE_BUILT_IN", "ROLE_IN_USE"), desk.refused(new RemoveRole(role, null)));
  }

  @Test
  void anUnknownPermissionIsRefusedWithTheNearestOne() {
    assertEquals("ticket.assign", RoleDeciders.nearest("tickets.asign"));
    assertTrue(
        desk.refused(new CreateRole(null, "r", "R", null, List.of("ticket.asign")))
            .contains("PERMISSION_UNKNOWN"));
  }

  @Test
  void anOptionInUseCannotGo() {
    UUID field =
        desk.done(
            new DefineCustomField(
                null,
                CustomFieldTarget.TICKET,
                "floor",
                "Floor",
                null,
                CustomFieldType.CHOICE,
                List.of("one", "two"),
                null,
                null));
    UUID id = ticket(null, List.of(new CustomValue("floor", "one", null)));
    Ticket ticket = desk.state.get(Tables.TICKETS, id);
    assertEquals("one", ticket.customFields().get("floor"));
    assertEquals(List.of("OPTION_IN_USE"), desk.refused(options(field, "two")));
    assertEquals(List.of(), desk.refused(options(field, "one")));
  }

  private static EditCustomField options(UUID field, String... options) {
    return new EditCustomField(
        field,
        null,
        Patch.absent(),
        Patch.absent(),
        Patch.of(List.of(options)),
        Patch.absent(),
        Patch.absent());
  }

  @Test
  void aPrivateViewIsNotThereForOthers() {
    UUID view = desk.done(new CreateSavedView(null, "Mine", Map.of(), List.of(), false));
    UUID bob = agent("bob", "technician");
    desk.viewer = desk.viewerOf(bob);
    assertEquals(List.of("NOT_FOUND"), desk.refused(new RemoveSavedView(view, null)));
    assertEquals(
        List.of("PERMISSION_MISSING"),
        desk.refused(new CreateSavedView(null, "Ours", Map.of(), List.of(), true)));
  }

  @Test
  void anUploadRegisteredTwiceIsOneFile() {
    RegisterUpload wish =
        new RegisterUpload(desk.nextId(), "a.txt", "text/plain", 3, "0".repeat(64));
    desk.done(wish);
    desk.done(wish);
    assertEquals(1, desk.state.table(Tables.ATTACHMENTS).size());
    assertEquals(List.of(), desk.events);
  }
}
