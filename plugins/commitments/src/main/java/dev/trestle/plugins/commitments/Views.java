package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentTask.TASKS;
import static dev.trestle.plugins.commitments.Delegation.DELEGATIONS;
import static dev.trestle.plugins.commitments.Promise.PROMISES;

import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.Silence;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a viewer sees of a ticket's commitments. */
final class Views {
  private static final int READ_MAX = 1_000;

  /** A promise, and how much of it the viewer may see. */
  record PromiseView(Promise promise, boolean staff) {}

  /** All of a ticket. */
  record TicketCommitments(
      Snapshot snapshot, Ticket ticket, @Nullable Standing standing, boolean staff) {
    List<PromiseView> promises(Viewer viewer) {
      List<Promise> all = new ArrayList<>();
      all.addAll(snapshot.records(PROMISES).group("ticket", ticket.id()).first(READ_MAX));
      // Whoever knows only the ticket that was merged sees there what became of it.
      all.addAll(snapshot.records(PROMISES).group("movedFrom", ticket.id()).first(READ_MAX));
      List<PromiseView> views = new ArrayList<>();
      for (Promise promise : all) {
        if (staff || shown(promise, viewer)) {
          views.add(new PromiseView(promise, staff));
        }
      }
      return views;
    }

    /**
     * What was promised on a ticket that was merged into this one is for those who see that one.
     */
    private boolean shown(Promise promise, Viewer viewer) {
      boolean own = viewer.id() != null && viewer.id().equals(promise.contactId());
      return own || promise.shownToContact() && snapshot.ticket(promise.madeOn(), viewer) != null;
    }

    @Nullable Instant nextUpdateDueAt() {
      return standing == null ? null : standing.updateDueAt();
    }

    boolean updateMissed() {
      return standing != null && standing.words().missed();
    }

    int chases() {
      return standing == null ? 0 : standing.chases();
    }

    boolean atRisk() {
      return standing != null && standing.atRisk();
    }

    List<Risk> risks() {
      return standing == null ? List.of() : standing.risks();
    }

    List<Silence> silences() {
      return standing == null ? List.of() : standing.begun();
    }

    List<CommitmentTask> tasks() {
      return snapshot.records(TASKS).group("open", ticket.id()).first(READ_MAX);
    }

    List<Delegation> delegations() {
      return snapshot.records(DELEGATIONS).group("ticket", ticket.id()).first(READ_MAX);
    }
  }

  private Views() {}

  /** Null for staff without the permission; contacts see what is meant for them. */
  static @Nullable TicketCommitments of(
      Snapshot snapshot, Viewer viewer, Ticket ticket, boolean mayRead) {
    if (!mayRead && viewer.kind() != PrincipalKind.CONTACT) {
      return null;
    }
    return new TicketCommitments(snapshot, ticket, Keeper.of(snapshot, ticket.id()), mayRead);
  }
}
