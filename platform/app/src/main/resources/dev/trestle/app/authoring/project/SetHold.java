package @package@;

import static @package@.@Name@Plugin.HOLDS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The input of the mutation: each component takes the input field of its name.
 *
 * @param reason blank or null when the ticket waits no more
 */
record SetHold(UUID ticketId, @Nullable String reason) {
  private static final int REASON_MAX = 200;

  /** Pure: it reads the wish and the draft, and nothing else, for it may be asked again. */
  static void decide(SetHold wish, Draft draft) {
    Ticket ticket = draft.snapshot().ticket(wish.ticketId(), draft.viewer());
    String reason = wish.reason() == null ? "" : wish.reason().strip();
    if (ticket == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such ticket.", "input", "ticketId");
    }
    if (reason.length() > REASON_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "@CODE@_REASON_TOO_LONG",
          "Say it in at most " + REASON_MAX + " characters.",
          "input",
          "reason");
    }
    if (ticket == null || draft.refused()) {
      return;
    }
    if (reason.isEmpty()) {
      draft.remove(HOLDS, ticket.id());
    } else {
      draft.put(HOLDS, new Hold(ticket.id(), 0, reason, draft.now(), draft.viewer().name()));
    }
    draft.result("ticket", ticket.id());
  }
}
