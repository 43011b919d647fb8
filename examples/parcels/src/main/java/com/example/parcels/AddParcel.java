package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

// docs: decider
/** The input of {@code parcelAdd}: each component takes the input field of its name. */
record AddParcel(UUID ticketId, String code, @Nullable Instant expectedAt) {
  private static final int CODE_MAX = 40;

  static void decide(AddParcel wish, Draft draft) {
    Ticket ticket = draft.snapshot().ticket(wish.ticketId(), draft.viewer());
    if (ticket == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such ticket.", "input", "ticketId");
      return;
    }
    String code = wish.code().strip();
    if (!code.matches("[A-Za-z0-9-]{1," + CODE_MAX + "}")) {
      draft.refuse(
          ProblemType.INVALID,
          "PARCEL_CODE_INVALID",
          "Give the carrier's code: 1 to 40 letters, digits and hyphens.",
          "input",
          "code");
      return;
    }
    Parcel parcel = new Parcel(draft.newId(), 0, ticket.id(), code, wish.expectedAt(), null);
    draft.put(PARCELS, parcel);
    Awaited.sumUp(draft, parcel);
    draft.event(Happening.internal("ParcelAdded", PARCELS, parcel.id(), ticket.id()));
    draft.result("parcel", parcel.id());
    // docs: end
    // docs: set-timer
    if (wish.expectedAt() != null) {
      draft.setTimer(
          new TimerSetting(LateTimer.NAME, parcel.id().toString(), wish.expectedAt(), ticket.id()));
    }
    // docs: end
    // docs: send
    if (draft.surroundings().settings().flag("announce")) {
      draft.send(CarrierChannel.NAME, code, Map.of("code", code));
    }
    // docs: end
  }
}
