package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.files.FileFacts;
import dev.trestle.sdk.files.FileRefused;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.http.Endpoint.Call;
import dev.trestle.sdk.http.Endpoint.Reply;
import java.io.IOException;
import java.util.List;

// docs: photo
/** Takes the photo by which a driver proves where a parcel was left. */
final class CarrierPhoto {
  static final Endpoint ENDPOINT =
      Endpoint.streaming("PUT", "photos/*", 50 << 20, CarrierPhoto::handle);

  private CarrierPhoto() {}

  private static Reply handle(Call call) throws IOException {
    Parcel parcel =
        call.snapshot().records(PARCELS).unique("code", call.path().substring("photos/".length()));
    if (parcel == null) {
      return Reply.text(404, "We do not wait for this parcel.");
    }
    try {
      FileFacts photo =
          call.surroundings().files().store(parcel.code() + ".jpg", "image/jpeg", call.content());
      Wish note =
          Wish.note(parcel.ticketId(), "Parcel " + parcel.code() + " was left like this.")
              .with("attachmentIds", List.of(photo.id()));
      return Reply.of(call.commit(null, draft -> draft.perform(note)).isEmpty() ? 204 : 503);
    } catch (FileRefused refused) {
      return Reply.text(
          refused.reason() == FileRefused.Reason.TOO_LARGE ? 413 : 503,
          String.valueOf(refused.getMessage()));
    }
  }
}
// docs: end
