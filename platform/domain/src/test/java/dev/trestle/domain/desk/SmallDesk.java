package dev.trestle.domain.desk;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.CustomValue;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomField;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.CustomFieldType;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.StatusTransition;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk with a few people, two queues, two companies and a custom field of every type. */
public final class SmallDesk {
  public static final UUID SUPPORT = new UUID(1, 1);
  public static final UUID FIELD_WORK = new UUID(1, 2);
  public static final UUID OLD_QUEUE = new UUID(1, 3);
  public static final UUID ADA = new UUID(2, 1);
  public static final UUID BOB = new UUID(2, 2);
  public static final UUID LEFT = new UUID(2, 3);
  public static final UUID FIRST_LINE = new UUID(3, 1);
  public static final UUID SECOND_LINE = new UUID(3, 2);
  public static final UUID ACME = new UUID(4, 1);
  public static final UUID GLOBEX = new UUID(4, 2);
  public static final UUID CARL = new UUID(5, 1);
  public static final UUID CLARA = new UUID(5, 2);
  public static final UUID GUS = new UUID(5, 3);
  public static final UUID ACME_SITE = new UUID(6, 1);
  public static final UUID GLOBEX_SITE = new UUID(6, 2);

  public static final Viewer TECHNICIAN =
      DomainDesk.viewer("technician", PrincipalKind.AGENT, ADA, null);
  public static final Viewer DISPATCHER =
      DomainDesk.viewer("dispatcher", PrincipalKind.AGENT, BOB, null);
  public static final Viewer INTAKE = DomainDesk.viewer("intake", PrincipalKind.AGENT, BOB, null);
  public static final Viewer ADMINISTRATOR =
      DomainDesk.viewer("administrator", PrincipalKind.AGENT, ADA, null);
  public static final Viewer CONTACT =
      DomainDesk.viewer("contact", PrincipalKind.CONTACT, CARL, ACME);
  public static final Viewer COLLEAGUE =
      DomainDesk.viewer("contact", PrincipalKind.CONTACT, CLARA, ACME);
  public static final Viewer PARTNER =
      DomainDesk.viewer("partner", PrincipalKind.CONTACT, GUS, GLOBEX);
  public static final Viewer SERVICE =
      DomainDesk.viewer("service", PrincipalKind.SERVICE, new UUID(8, 1), null);

  public final DomainDesk desk = new DomainDesk();

  public SmallDesk() {
    desk.execute(new DomainDesk.Arrange(SmallDesk::arrange), DomainDesk.SYSTEM);
  }

  private static void arrange(Draft draft) {
    List<QueueStatus> all =
        List.of(
            new QueueStatus("new", "New", StatusCategory.NEW),
            new QueueStatus("open", "Open", StatusCategory.OPEN),
            new QueueStatus("waiting", "Waiting", StatusCategory.WAITING_ON_REQUESTER),
            new QueueStatus("vendor", "At the vendor", StatusCategory.WAITING_ON_THIRD_PARTY),
            new QueueStatus("resolved", "Resolved", StatusCategory.RESOLVED),
            new QueueStatus("closed", "Closed", StatusCategory.CLOSED));
    queue(draft, SUPPORT, "Support", all, List.of(), false);
    List<QueueStatus> visits =
        List.of(
            new QueueStatus("received", "Received", StatusCategory.NEW),
            new QueueStatus("planned", "Planned", StatusCategory.SCHEDULED),
            new QueueStatus("done", "Done", StatusCategory.CLOSED));
    queue(
        draft,
        FIELD_WORK,
        "Field work",
        visits,
        List.of(
            new StatusTransition("received", "planned"), new StatusTransition("planned", "done")),
        false);
    queue(draft, OLD_QUEUE, "Old", all, List.of(), true);
    draft.put(
        Tables.SETTINGS,
        new DeskSettings(
            new UUID(1, 9),
            1,
            "Test",
            SUPPORT,
            Map.of(),
            draft.now(),
            draft.now(),
            Document.empty()));
    agent(draft, ADA, "Ada", true);
    agent(draft, BOB, "Bob", true);
    agent(draft, LEFT, "Lefteris", false);
    team(draft, FIRST_LINE, "First line");
    team(draft, SECOND_LINE, "Second line");
    company(draft, ACME, "Acme");
    company(draft, GLOBEX, "Globex");
    contact(draft, CARL, "Carl", ACME);
    contact(draft, CLARA, "Clara", ACME);
    contact(draft, GUS, "Gus", GLOBEX);
    site(draft, ACME_SITE, ACME);
    site(draft, GLOBEX_SITE, GLOBEX);
    long id = 1;
    for (CustomFieldType type : CustomFieldType.values()) {
      String key = type.name().toLowerCase(Locale.ROOT);
      draft.put(
          Tables.CUSTOM_FIELDS,
          new CustomField(
              new UUID(10, id++),
              1,
              CustomFieldTarget.TICKET,
              key,
              key,
              null,
              type,
              List.of("red", "green", "blue"),
              type == CustomFieldType.TEXT,
              true,
              false,
              draft.now(),
              draft.now(),
              Document.empty()));
    }
  }

  private static void queue(
      Draft draft,
      UUID id,
      String name,
      List<QueueStatus> statuses,
      List<StatusTransition> transitions,
      boolean archived) {
    draft.put(
        Tables.QUEUES,
        new Queue(
            id,
            1,
            name,
            statuses,
            transitions,
            List.of(),
            List.of(ADA),
            null,
            archived,
            draft.now(),
            draft.now(),
            Document.empty()));
  }

  private static void agent(Draft draft, UUID id, String name, boolean active) {
    draft.put(
        Tables.AGENTS,
        new Agent(
            id,
            1,
            name,
            null,
            null,
            null,
            null,
            List.of(),
            active,
            null,
            draft.now(),
            draft.now(),
            Document.empty()));
  }

  private static void team(Draft draft, UUID id, String name) {
    draft.put(
        Tables.TEAMS,
        new Team(
            id, 1, name, List.of(ADA), null, false, draft.now(), draft.now(), Document.empty()));
  }

  private static void company(Draft draft, UUID id, String name) {
    draft.put(
        Tables.COMPANIES,
        new Company(
            id,
            1,
            name,
            List.of(),
            null,
            false,
            null,
            false,
            Map.of(),
            draft.now(),
            draft.now(),
            Document.empty()));
  }

  private static void contact(Draft draft, UUID id, String name, UUID company) {
    draft.put(
        Tables.CONTACTS,
        new Contact(
            id,
            1,
            company,
            null,
            name,
            null,
            null,
            null,
            false,
            List.of(),
            null,
            false,
            Map.of(),
            draft.now(),
            draft.now(),
            Document.empty()));
  }

  private static void site(Draft draft, UUID id, UUID company) {
    draft.put(
        Tables.SITES,
        new Site(
            id,
            1,
            company,
            "Site of " + company,
            null,
            null,
            null,
            false,
            draft.now(),
            draft.now(),
            Document.empty()));
  }

  /** A ticket that an agent writes down. */
  public UUID ticket(String subject) {
    return desk.execute(create(subject).wish(), TECHNICIAN).id("ticket");
  }

  /** A ticket with a parent. */
  public UUID child(UUID parent) {
    NewTicket wish = create("Child");
    wish.parentId = parent;
    return desk.execute(wish.wish(), TECHNICIAN).id("ticket");
  }

  /** A ticket that a contact asks for, which nobody has answered yet. */
  public UUID request(String text) {
    NewTicket wish = create("Request");
    wish.text = text;
    return desk.execute(wish.wish(), CONTACT).id("ticket");
  }

  public Ticket get(UUID id) {
    return Objects.requireNonNull(desk.state().get(Tables.TICKETS, id));
  }

  public static NewTicket create(String subject) {
    NewTicket wish = new NewTicket();
    wish.subject = subject;
    return wish;
  }

  public static CommentTicket comment(UUID ticket, String text) {
    return new CommentTicket(ticket, null, text, null, null, null);
  }

  /** The wish for a ticket, of which a test sets what it is about. */
  public static final class NewTicket {
    public @Nullable UUID id;
    public String subject = "Printer";
    public @Nullable String text;
    public @Nullable UUID queueId;
    public @Nullable String status;
    public @Nullable UUID requesterId;
    public @Nullable UUID companyId;
    public @Nullable UUID siteId;
    public @Nullable UUID assigneeId;
    public @Nullable UUID teamId;
    public @Nullable UUID parentId;
    public @Nullable List<UUID> watcherIds;
    public @Nullable List<String> tags;
    public @Nullable List<CustomValue> customFields;
    public java.time.@Nullable Instant dueAt;
    public @Nullable List<UUID> attachmentIds;

    public CreateTicket wish() {
      return new CreateTicket(
          id,
          subject,
          text,
          queueId,
          status,
          null,
          null,
          requesterId,
          companyId,
          siteId,
          assigneeId,
          teamId,
          parentId,
          watcherIds,
          tags,
          customFields,
          dueAt,
          attachmentIds,
          null);
    }
  }
}
