package dev.trestle.plugins.webhooks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.trestle.plugins.webhooks.Webhook.Signing;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final String ID = "evt_7_0";
  private static final String BODY =
      "{\"type\":\"TicketResolved\",\"data\":{\"subject\":\"Drück\"}}";
  private static final byte[] ED25519_HEADER = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  // The peer refuses messages of another time than its own clock's.
  private final long now = System.currentTimeMillis() / 1000;
  private final Random random = new Random(4711);

  @Test
  void hmacIsAcceptedByThePublishedLibrary() throws Exception {
    byte[] secret = Signatures.make(Signing.HMAC_SHA256, this::bytes).secret();
    String header = header(Signing.HMAC_SHA256, secret);
    com.standardwebhooks.Webhook peer =
        new com.standardwebhooks.Webhook(Signatures.secretText(secret));
    assertEquals(peer.sign(ID, now, BODY), header);
    assertDoesNotThrow(() -> peer.verify(BODY, headers(header)));
    assertThrows(
        WebhookVerificationException.class, () -> peer.verify(BODY + " ", headers(header)));
  }

  @Test
  void whileTwoKeysAreLive_receiversAcceptWithEither() throws Exception {
    byte[] older = Signatures.make(Signing.HMAC_SHA256, this::bytes).secret();
    byte[] newer = Signatures.make(Signing.HMAC_SHA256, this::bytes).secret();
    String both = header(Signing.HMAC_SHA256, newer, older);
    for (byte[] held : List.of(older, newer)) {
      com.standardwebhooks.Webhook peer =
          new com.standardwebhooks.Webhook(Signatures.secretText(held));
      assertDoesNotThrow(() -> peer.verify(BODY, headers(both)));
    }
    com.standardwebhooks.Webhook stranger =
        new com.standardwebhooks.Webhook(Signatures.secretText(bytes(32)));
    assertThrows(WebhookVerificationException.class, () -> stranger.verify(BODY, headers(both)));
  }

  @Test
  void ed25519IsVerifiedWithThePublicKeyAlone() throws Exception {
    Signatures.Made made = Signatures.make(Signing.ED25519, this::bytes);
    String header = header(Signing.ED25519, made.secret());
    assertTrue(header.startsWith("v1a,"), header);
    byte[] signature = Base64.getDecoder().decode(header.substring("v1a,".length()));
    assertNotNull(made.publicKey());
    assertTrue(made.publicKey().startsWith("whpk_"), made.publicKey());
    assertTrue(verifies(made.publicKey(), signature, ID + "." + now + "." + BODY));
    assertFalse(verifies(made.publicKey(), signature, ID + "." + (now + 1) + "." + BODY));
  }

  @Test
  void receiversOfHmacHaveNoPublicKey() {
    assertNull(Signatures.make(Signing.HMAC_SHA256, this::bytes).publicKey());
  }

  private String header(Signing signing, byte[]... secrets) {
    return Signatures.header(signing, List.of(secrets), ID, now, BODY);
  }

  private Map<String, List<String>> headers(String signature) {
    return Map.of(
        "webhook-id", List.of(ID),
        "webhook-timestamp", List.of(String.valueOf(now)),
        "webhook-signature", List.of(signature));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static boolean verifies(String publicKey, byte[] signature, String signed)
      throws Exception {
    byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    byte[] encoded = new byte[ED25519_HEADER.length + raw.length];
    System.arraycopy(ED25519_HEADER, 0, encoded, 0, ED25519_HEADER.length);
    System.arraycopy(raw, 0, encoded, ED25519_HEADER.length, raw.length);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(key);
    check.update(signed.getBytes(StandardCharsets.UTF_8));
    return check.verify(signature);
  }
}
