package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.LinkTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketParent;
import dev.trestle.domain.command.TicketCommands.ShareTicket;
import dev.trestle.domain.command.TicketCommands.UnlinkTicket;
import dev.trestle.domain.command.TicketCommands.UnshareTicket;
import dev.trestle.domain.command.TicketCommands.UnwatchTicket;
import dev.trestle.domain.command.TicketCommands.WatchTicket;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.record.TicketLink;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides how a ticket stands to other tickets, to followers and to partners. */
final class RelationDeciders {
  private static final int ANCESTORS_MAX = 50;

  private RelationDeciders() {}

  static void link(LinkTicket wish, Draft draft) {
    Ticket ticket = TicketDeciders.workable(draft, wish, Permissions.TICKET_LINK);
    Ticket other = TicketWork.visible(draft, wish.otherTicketId(), "input", "otherTicketId");
    if (ticket == null || other == null) {
      return;
    }
    if (ticket.id().equals(other.id())) {
      draft.invalid(
          "LINK_TO_ITSELF", "A ticket cannot be linked to itself.", "input", "otherTicketId");
      return;
    }
    TicketLink link =
        new TicketLink(
            draft.newId(), 1, ticket.id(), other.id(), wish.kind(), draft.now(), Document.empty());
    draft.put(Tables.LINKS, link);
    saved(draft, "TicketLinked", ticket, change("link", null, wish.kind() + " " + other.number()));
    draft.result("link", link.id());
  }

  static void unlink(UnlinkTicket wish, Draft draft) {
    Ticket ticket = TicketDeciders.workable(draft, wish, Permissions.TICKET_LINK);
    if (ticket == null) {
      return;
    }
    TicketLink link = draft.find(Tables.LINKS, wish.linkId());
    if (link == null
        || !(link.fromTicketId().equals(ticket.id()) || link.toTicketId().equals(ticket.id()))) {
      TicketWork.notFound(draft, "link of this ticket", "input", "linkId");
      return;
    }
    draft.remove(Tables.LINKS, link);
    Ticket other =
        draft.find(
            Tables.TICKETS,
            link.fromTicketId().equals(ticket.id()) ? link.toTicketId() : link.fromTicketId());
    String was = link.kind() + " " + (other == null ? "" : other.number());
    saved(draft, "TicketUnlinked", ticket, change("link", was, null));
  }

  private static List<Change> change(
      String field, @Nullable String before, @Nullable String after) {
    return List.of(new Change(field, before, after, null, null));
  }

  private static void saved(Draft draft, String event, Ticket ticket, List<Change> changes) {
    TicketDraft changed = ticket.toDraft();
    changed.updatedAtMillis = Math.max(draft.now(), ticket.updatedAtMillis());
    draft.put(Tables.TICKETS, changed.build());
    draft.event(event, Tables.TICKETS, ticket.id(), ticket.id(), changes, null, false);
    draft.result("ticket", ticket.id());
  }

  static void setParent(SetTicketParent wish, Draft draft) {
    Ticket ticket = TicketDeciders.workable(draft, wish, Permissions.TICKET_LINK);
    if (ticket == null) {
      return;
    }
    if (Objects.equals(ticket.parentId(), wish.parentId())) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    if (wish.parentId() != null) {
      Ticket parent = TicketWork.visible(draft, wish.parentId(), "input", "parentId");
      if (parent == null) {
        return;
      }
      refuseCircle(draft, ticket, parent);
      if (ticket.open()) {
        ParentGate.childOpens(draft, parent.id(), "input", "parentId");
      }
    }
    TicketDraft changed = ticket.toDraft();
    changed.parentId = wish.parentId();
    TicketWork.save(draft, "TicketParentSet", ticket, changed, null, false);
  }

  private static void refuseCircle(Draft draft, Ticket ticket, Ticket parent) {
    Ticket above = parent;
    for (int depth = 0; above != null; depth++) {
      if (above.id().equals(ticket.id()) || depth > ANCESTORS_MAX) {
        draft.invalid(
            "PARENT_CIRCLE",
            "This would make the ticket its own ancestor, or nest more than "
                + ANCESTORS_MAX
                + " levels. Choose another parent.",
            "input",
            "parentId");
        return;
      }
      // Each link of the chain has to stay, or two commands at once could close a circle.
      draft.relyOn(Tables.TICKETS, above);
      above = draft.find(Tables.TICKETS, above.parentId());
    }
  }

  static void watch(WatchTicket wish, Draft draft) {
    UUID watcher = watcher(draft, wish.watcherId());
    Ticket ticket = TicketWork.find(draft, wish);
    if (ticket == null || watcher == null) {
      return;
    }
    Watchers.check(draft, watcher, "input", "watcherId");
    if (draft.hasProblems()) {
      return;
    }
    if (ticket.watcherIds().contains(watcher)) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    List<UUID> all = new ArrayList<>(ticket.watcherIds());
    all.add(watcher);
    TicketDraft changed = ticket.toDraft();
    changed.watcherIds = Watchers.checked(draft, all, "input", "watcherId");
    TicketWork.save(draft, "TicketWatched", ticket, changed, null, false);
  }

  static void unwatch(UnwatchTicket wish, Draft draft) {
    UUID watcher = watcher(draft, wish.watcherId());
    Ticket ticket = TicketWork.find(draft, wish);
    if (ticket == null || watcher == null) {
      return;
    }
    if (!ticket.watcherIds().contains(watcher)) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketDraft changed = ticket.toDraft();
    changed.watcherIds = ticket.watcherIds().stream().filter(id -> !id.equals(watcher)).toList();
    TicketWork.save(draft, "TicketUnwatched", ticket, changed, null, false);
  }

  /**
   * Whom it is about; null with a problem said. Anybody who sees a ticket may follow it, following
   * for others needs a permission.
   */
  private static @Nullable UUID watcher(Draft draft, @Nullable UUID wished) {
    Viewer viewer = draft.viewer();
    if (wished != null && !wished.equals(viewer.id())) {
      return draft.require(Permissions.TICKET_WATCH) ? wished : null;
    }
    if (!draft.requireSignedIn()) {
      return null;
    }
    if (viewer.kind() != PrincipalKind.AGENT && viewer.kind() != PrincipalKind.CONTACT) {
      draft.invalid(
          "WATCHER_REQUIRED",
          "Only people follow tickets. Name an agent or a contact.",
          "input",
          "watcherId");
      return null;
    }
    return viewer.id();
  }

  static void share(ShareTicket wish, Draft draft) {
    Ticket ticket = TicketDeciders.workable(draft, wish, Permissions.TICKET_SHARE);
    Company company =
        TicketWork.named(draft, Tables.COMPANIES, wish.companyId(), "input", "companyId");
    if (ticket == null || company == null) {
      return;
    }
    if (ticket.sharedWithCompanyIds().contains(company.id())) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    List<UUID> all = new ArrayList<>(ticket.sharedWithCompanyIds());
    all.add(company.id());
    TicketDraft changed = ticket.toDraft();
    changed.sharedWithCompanyIds = all;
    TicketWork.save(draft, "TicketShared", ticket, changed, null, false);
  }

  static void unshare(UnshareTicket wish, Draft draft) {
    Ticket ticket = TicketDeciders.workable(draft, wish, Permissions.TICKET_SHARE);
    if (ticket == null) {
      return;
    }
    if (!ticket.sharedWithCompanyIds().contains(wish.companyId())) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketDraft changed = ticket.toDraft();
    changed.sharedWithCompanyIds =
        ticket.sharedWithCompanyIds().stream().filter(id -> !id.equals(wish.companyId())).toList();
    TicketWork.save(draft, "TicketUnshared", ticket, changed, null, false);
  }
}
