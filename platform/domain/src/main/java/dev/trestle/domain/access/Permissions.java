package dev.trestle.domain.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The kernel's permissions, and the roles a fresh desk starts with. */
public final class Permissions {
  /** See every ticket. */
  public static final String TICKET_READ_ALL = "ticket.read.all";

  /** See the tickets one has requested or watches. */
  public static final String TICKET_READ_OWN = "ticket.read.own";

  /** See the tickets shared with one's company. */
  public static final String TICKET_READ_SHARED = "ticket.read.shared";

  /** Read internal notes and full history. */
  public static final String NOTE_READ = "note.read";

  public static final String NOTE_WRITE = "note.write";
  public static final String TICKET_CREATE = "ticket.create";

  /** Record a ticket for somebody else. */
  public static final String TICKET_CREATE_FOR_OTHERS = "ticket.create.for_others";

  public static final String TICKET_COMMENT = "ticket.comment";
  public static final String TICKET_EDIT = "ticket.edit";
  public static final String TICKET_ASSIGN = "ticket.assign";
  public static final String TICKET_PRIORITIZE = "ticket.prioritize";
  public static final String TICKET_CHANGE_STATUS = "ticket.change_status";
  public static final String TICKET_RESOLVE = "ticket.resolve";
  public static final String TICKET_REOPEN = "ticket.reopen";
  public static final String TICKET_CLOSE = "ticket.close";
  public static final String TICKET_MOVE = "ticket.move";
  public static final String TICKET_MERGE = "ticket.merge";
  public static final String TICKET_LINK = "ticket.link";
  public static final String TICKET_TAG = "ticket.tag";
  public static final String TICKET_WATCH = "ticket.watch";
  public static final String TICKET_SHARE = "ticket.share";
  public static final String TICKET_IMPORT = "ticket.import";

  /** Log work; without effect in the kernel, which knows no time entries yet. */
  public static final String WORK_LOG = "work.log";

  /** See every company, site and contact. */
  public static final String DIRECTORY_READ = "directory.read";

  /** See agents, teams and queues. */
  public static final String STAFF_READ = "staff.read";

  public static final String COMPANY_MANAGE = "company.manage";
  public static final String CONTACT_MANAGE = "contact.manage";
  public static final String AGENT_MANAGE = "agent.manage";
  public static final String TEAM_MANAGE = "team.manage";
  public static final String QUEUE_MANAGE = "queue.manage";
  public static final String CUSTOM_FIELD_MANAGE = "custom_field.manage";
  public static final String ROLE_MANAGE = "role.manage";
  public static final String SERVICE_USER_MANAGE = "service_user.manage";
  public static final String CREDENTIAL_MANAGE = "credential.manage";
  public static final String SAVED_VIEW_USE = "saved_view.use";
  public static final String SAVED_VIEW_SHARE = "saved_view.share";
  public static final String FILE_UPLOAD = "file.upload";
  public static final String SEARCH = "search.use";
  public static final String EVENT_SUBSCRIBE = "event.subscribe";

  /** See every event, those without a ticket included. */
  public static final String EVENT_READ_ALL = "event.read.all";

  public static final String SYSTEM_OPERATE = "system.operate";

  /** See plugins, what they failed at, and what waits to go out. */
  public static final String PLUGIN_READ = "plugin.read";

  /** Install, change and remove plugins; whoever may can do whatever a plugin can. */
  public static final String PLUGIN_MANAGE = "plugin.manage";

  /** Every permission the kernel knows. */
  public static final Set<String> ALL =
      new TreeSet<>(
          List.of(
              TICKET_READ_ALL,
              TICKET_READ_OWN,
              TICKET_READ_SHARED,
              NOTE_READ,
              NOTE_WRITE,
              TICKET_CREATE,
              TICKET_CREATE_FOR_OTHERS,
              TICKET_COMMENT,
              TICKET_EDIT,
              TICKET_ASSIGN,
              TICKET_PRIORITIZE,
              TICKET_CHANGE_STATUS,
              TICKET_RESOLVE,
              TICKET_REOPEN,
              TICKET_CLOSE,
              TICKET_MOVE,
              TICKET_MERGE,
              TICKET_LINK,
              TICKET_TAG,
              TICKET_WATCH,
              TICKET_SHARE,
              TICKET_IMPORT,
              WORK_LOG,
              DIRECTORY_READ,
              STAFF_READ,
              COMPANY_MANAGE,
              CONTACT_MANAGE,
              AGENT_MANAGE,
              TEAM_MANAGE,
              QUEUE_MANAGE,
              CUSTOM_FIELD_MANAGE,
              ROLE_MANAGE,
              SERVICE_USER_MANAGE,
              CREDENTIAL_MANAGE,
              SAVED_VIEW_USE,
              SAVED_VIEW_SHARE,
              FILE_UPLOAD,
              SEARCH,
              EVENT_SUBSCRIBE,
              EVENT_READ_ALL,
              SYSTEM_OPERATE,
              PLUGIN_READ,
              PLUGIN_MANAGE));

  private static final List<String> INTAKE =
      List.of(
          TICKET_READ_ALL,
          TICKET_CREATE,
          TICKET_CREATE_FOR_OTHERS,
          TICKET_COMMENT,
          NOTE_READ,
          NOTE_WRITE,
          TICKET_TAG,
          TICKET_WATCH,
          TICKET_MOVE,
          TICKET_PRIORITIZE,
          DIRECTORY_READ,
          STAFF_READ,
          CONTACT_MANAGE,
          SAVED_VIEW_USE,
          FILE_UPLOAD,
          SEARCH,
          EVENT_SUBSCRIBE);

  private static final List<String> TECHNICIAN =
      plus(
          INTAKE,
          TICKET_EDIT,
          TICKET_ASSIGN,
          TICKET_CHANGE_STATUS,
          TICKET_RESOLVE,
          TICKET_REOPEN,
          TICKET_CLOSE,
          TICKET_MERGE,
          TICKET_LINK,
          WORK_LOG);

  private static final List<String> DISPATCHER = plus(TECHNICIAN, SAVED_VIEW_SHARE, TICKET_SHARE);

  private static final List<String> MANAGER =
      plus(
          DISPATCHER,
          COMPANY_MANAGE,
          AGENT_MANAGE,
          TEAM_MANAGE,
          QUEUE_MANAGE,
          CUSTOM_FIELD_MANAGE,
          EVENT_READ_ALL);

  /** A role a fresh desk starts with. */
  public record StartingRole(
      String key, String name, String description, List<String> permissions) {}

  public static final String ROLE_ADMINISTRATOR = "administrator";
  public static final String ROLE_CONTACT = "contact";

  /** The roles a fresh desk starts with. */
  public static final List<StartingRole> STARTING_ROLES =
      List.of(
          new StartingRole(
              ROLE_ADMINISTRATOR, "Administrator", "May do everything.", List.copyOf(ALL)),
          new StartingRole(
              "manager", "Manager", "Runs the desk: people, queues, companies.", MANAGER),
          new StartingRole(
              "dispatcher", "Dispatcher", "Decides who does what and when.", DISPATCHER),
          new StartingRole("technician", "Technician", "Does the work.", TECHNICIAN),
          new StartingRole(
              "intake",
              "Intake",
              "Records requests and reassures requesters; does not log work.",
              INTAKE),
          new StartingRole(
              ROLE_CONTACT,
              "Contact",
              "A client's person: sees the public parts of the own tickets.",
              List.of(
                  TICKET_READ_OWN,
                  TICKET_CREATE,
                  TICKET_COMMENT,
                  TICKET_REOPEN,
                  FILE_UPLOAD,
                  SEARCH,
                  EVENT_SUBSCRIBE)),
          new StartingRole(
              "partner",
              "Partner",
              "An outside firm: sees only the tickets shared with it.",
              List.of(TICKET_READ_SHARED, TICKET_COMMENT, FILE_UPLOAD, SEARCH, EVENT_SUBSCRIBE)),
          new StartingRole(
              "service",
              "Service",
              "A machine: takes in and reads tickets; its token's scopes narrow it further.",
              plus(INTAKE, TICKET_IMPORT, COMPANY_MANAGE, EVENT_READ_ALL)));

  private Permissions() {}

  private static List<String> plus(List<String> base, String... further) {
    TreeSet<String> all = new TreeSet<>(base);
    all.addAll(List.of(further));
    return List.copyOf(all);
  }
}
