package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.sdk.work.Work;
import dev.trestle.sdk.work.Worker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

// docs: worker
/** Holds a request open at the carrier's, which answers when somebody picks up a parcel. */
final class PickUpWatch implements Worker {
  private static final URI PICKED_UP = URI.create("https://carrier.example/picked-up");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofHours(1);

  @Override
  public String name() {
    return "pickUps";
  }

  @Override
  public void run(Work work) throws Exception {
    while (!work.stopping()) {
      if (work.surroundings().settings().flag("watchPickUps")) {
        WebAnswer answer = work.surroundings().network().send(WebRequest.get(PICKED_UP, PATIENCE));
        pickedUp(work, new String(answer.body(), StandardCharsets.UTF_8));
      } else {
        // A change of the setting ends the pause, as one of the records does.
        work.pause(LONG);
      }
    }
  }

  private static void pickedUp(Work work, String code) {
    Parcel parcel = work.snapshot().records(PARCELS).unique("code", code);
    if (parcel != null && parcel.awaited()) {
      work.commit(parcel.id(), draft -> Arrival.of(parcel.id(), draft));
    }
  }
}
// docs: end
