package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketLink;
import dev.trestle.domain.state.Pointer;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ticket the viewer sees.
 *
 * @param slot its place in the table, by which its timeline is found
 */
public record TicketView(Ticket it, int slot, Scope scope) implements Scoped {

  <T> @Nullable T staff(Function<Ticket, @Nullable T> value) {
    return scope.staff() ? value.apply(it) : null;
  }

  List<TicketView> mergedTickets() {
    List<TicketView> merged = new ArrayList<>();
    scope
        .state()
        .table(Tables.TICKETS)
        .group("mergedInto", it.id())
        .forEach(other -> {
          TicketView view = scope.ticketAt(other);
          if (view != null) {
            merged.add(view);
          }
        });
    return merged;
  }

  List<LinkView> links() {
    Table<TicketLink> links = scope.state().table(Tables.LINKS);
    List<LinkView> found = new ArrayList<>();
    links
        .group("ticket", it.id())
        .forEach(at -> {
          LinkView view = LinkView.from(it.id(), links.require(at), scope);
          if (view != null) {
            found.add(view);
          }
        });
    return found;
  }

  /** Staff see all followers; others only the contacts whom they may see. */
  List<Object> watchers() {
    return Scope.present(
        it.watcherIds(), id -> scope.staff() ? scope.party(id) : scope.contact(id));
  }

  List<CompanyView> sharedWith() {
    return scope.staff() ? Scope.present(it.sharedWithCompanyIds(), scope::company) : List.of();
  }

  List<AttachmentView> attachments() {
    Table<Attachment> files = scope.state().table(Tables.ATTACHMENTS);
    List<AttachmentView> found = new ArrayList<>();
    files
        .group("ticket", it.id())
        .forEach(at -> {
          Attachment file = files.require(at);
          if (file.publicMessage() || scope.notes()) {
            found.add(new AttachmentView(file));
          }
        });
    found.sort(Comparator.comparingLong(file -> file.it().createdAtMillis()));
    return found;
  }

  /** Whether the viewer may read this entry of a ticket it sees. */
  boolean reads(long pointer) {
    return Pointer.isPublic(pointer) || scope.notes();
  }
}
