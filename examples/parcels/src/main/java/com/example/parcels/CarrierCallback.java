package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.http.Endpoint.Call;
import dev.trestle.sdk.http.Endpoint.Reply;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

// docs: endpoint
/** Takes the carrier's word that a parcel has arrived: its code is the body. */
final class CarrierCallback {
  static final Endpoint ENDPOINT =
      new Endpoint("POST", "callbacks/arrived", 100, CarrierCallback::handle);

  private CarrierCallback() {}

  private static Reply handle(Call call) throws GeneralSecurityException {
    String secret = call.surroundings().settings().secret(ParcelsPlugin.CALLBACK_SECRET).orElse("");
    String signature = call.header("Carrier-Signature");
    if (secret.isEmpty() || signature == null || !isSigned(call.body(), secret, signature)) {
      return Reply.text(401, "Sign the body with the shared secret.");
    }
    Parcel parcel = call.snapshot().records(PARCELS).unique("code", new String(call.body(), UTF_8));
    if (parcel == null) {
      return Reply.text(404, "We do not wait for this parcel.");
    }
    boolean done = call.commit(null, draft -> Arrival.of(parcel.id(), draft)).isEmpty();
    return Reply.of(done ? 204 : 503);
  }

  private static boolean isSigned(byte[] body, String secret, String signature)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    String expected = HexFormat.of().formatHex(mac.doFinal(body));
    return MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
  }
}
// docs: end
