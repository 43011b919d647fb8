package dev.trestle.domain.access;

import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.SavedView;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which records a viewer may see: the one place every path to a record asks. */
public final class Visibility {
  private Visibility() {}

  public static boolean seesAllTickets(Viewer viewer) {
    return viewer.may(Permissions.TICKET_READ_ALL);
  }

  /** Whether the viewer reads internal notes, given that it sees the ticket. */
  public static boolean readsNotes(Viewer viewer) {
    return viewer.may(Permissions.NOTE_READ);
  }

  public static boolean sees(Viewer viewer, State state, @Nullable Ticket ticket) {
    if (ticket == null) {
      return false;
    }
    if (seesAllTickets(viewer)) {
      return true;
    }
    UUID id = viewer.id();
    if (id == null) {
      return false;
    }
    if (viewer.may(Permissions.TICKET_READ_OWN)
        && (id.equals(ticket.requesterId())
            || ticket.watcherIds().contains(id)
            || seesCompanyOf(viewer, state, ticket))) {
      return true;
    }
    return viewer.may(Permissions.TICKET_READ_SHARED)
        && viewer.companyId() != null
        && ticket.sharedWithCompanyIds().contains(viewer.companyId());
  }

  private static boolean seesCompanyOf(Viewer viewer, State state, Ticket ticket) {
    UUID company = openCompany(viewer, state);
    return company != null && company.equals(ticket.companyId());
  }

  /** The company all of whose tickets this contact sees; null when it sees only its own. */
  public static @Nullable UUID openCompany(Viewer viewer, State state) {
    if (viewer.kind() != PrincipalKind.CONTACT || viewer.companyId() == null) {
      return null;
    }
    Contact contact = state.get(Tables.CONTACTS, viewer.id());
    if (contact == null || !viewer.companyId().equals(contact.companyId())) {
      return null;
    }
    Company company = state.get(Tables.COMPANIES, viewer.companyId());
    boolean open =
        contact.seesCompanyTickets() || (company != null && company.ticketsOpenToContacts());
    return open ? viewer.companyId() : null;
  }

  /** Whether the viewer sees this company: staff do, others only their own. */
  public static boolean seesCompany(Viewer viewer, UUID companyId) {
    return viewer.may(Permissions.DIRECTORY_READ) || companyId.equals(viewer.companyId());
  }

  /**
   * Whether the viewer sees this person: staff do, others themselves and colleagues they work with.
   */
  public static boolean seesContact(Viewer viewer, State state, Contact contact) {
    if (viewer.may(Permissions.DIRECTORY_READ) || contact.id().equals(viewer.id())) {
      return true;
    }
    UUID open = openCompany(viewer, state);
    return open != null && open.equals(contact.companyId());
  }

  /**
   * Whether the viewer sees this file: its uploader does, others once a message names it that they
   * may read.
   */
  public static boolean seesAttachment(Viewer viewer, State state, Attachment file) {
    if (file.uploaderId() != null && file.uploaderId().equals(viewer.id())) {
      return true;
    }
    return file.ticketId() != null
        && (file.publicMessage() || readsNotes(viewer))
        && sees(viewer, state, state.get(Tables.TICKETS, file.ticketId()));
  }

  /**
   * Whether the viewer sees this view: its owner does, and all who may use views once it is shared.
   */
  public static boolean seesSavedView(Viewer viewer, SavedView view) {
    return viewer.may(Permissions.SAVED_VIEW_USE)
        && (view.shared() || view.ownerId().equals(viewer.id()));
  }
}
