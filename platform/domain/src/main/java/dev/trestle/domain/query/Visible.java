package dev.trestle.domain.query;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a viewer may see, as a condition that lists, counts and search add to every other. */
public final class Visible {
  private Visible() {}

  public static SlotFilter tickets(Viewer viewer, State state) {
    if (Visibility.seesAllTickets(viewer)) {
      return SlotFilter.ALL;
    }
    UUID id = viewer.id();
    if (id == null) {
      return SlotFilter.NONE;
    }
    Table<Ticket> tickets = state.table(Tables.TICKETS);
    List<SlotFilter> sets = new ArrayList<>();
    if (viewer.may(Permissions.TICKET_READ_OWN)) {
      sets.add(SlotFilter.in(tickets.group("requester", id)));
      sets.add(SlotFilter.in(tickets.group("watcher", id)));
      UUID company = Visibility.openCompany(viewer, state);
      if (company != null) {
        sets.add(SlotFilter.in(tickets.group("company", company)));
      }
    }
    if (viewer.may(Permissions.TICKET_READ_SHARED) && viewer.companyId() != null) {
      sets.add(SlotFilter.in(tickets.group("sharedWith", viewer.companyId())));
    }
    return sets.isEmpty() ? SlotFilter.NONE : SlotFilter.or(sets);
  }

  public static SlotFilter companies(Viewer viewer, State state) {
    Table<Company> companies = state.table(Tables.COMPANIES);
    return viewer.may(Permissions.DIRECTORY_READ)
        ? SlotFilter.ALL
        : SlotFilter.where(slot -> Visibility.seesCompany(viewer, companies.require(slot).id()));
  }

  public static SlotFilter sites(Viewer viewer, State state) {
    Table<Site> sites = state.table(Tables.SITES);
    if (viewer.may(Permissions.DIRECTORY_READ)) {
      return SlotFilter.ALL;
    }
    UUID company = viewer.companyId();
    return company == null
        ? SlotFilter.NONE
        : SlotFilter.where(slot -> company.equals(sites.require(slot).companyId()));
  }

  public static SlotFilter contacts(Viewer viewer, State state) {
    Table<Contact> contacts = state.table(Tables.CONTACTS);
    return viewer.may(Permissions.DIRECTORY_READ)
        ? SlotFilter.ALL
        : SlotFilter.where(slot -> Visibility.seesContact(viewer, state, contacts.require(slot)));
  }

  /** Agents, teams and queues are for staff. */
  public static SlotFilter staffOnly(Viewer viewer) {
    return viewer.may(Permissions.STAFF_READ) ? SlotFilter.ALL : SlotFilter.NONE;
  }
}
