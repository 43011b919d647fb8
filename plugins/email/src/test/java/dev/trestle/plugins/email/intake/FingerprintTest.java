package dev.trestle.plugins.email.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final String MAIL = "From: a@b.example\nMessage-ID: <1@b>\n\nHello\n\nthere\n";

  @Test
  void isTheSame_whicheverWayAMessageCame() {
    assertEquals(print(MAIL), print(MAIL.replace("\n", "\r\n")));
    assertEquals(print(MAIL), print(MAIL.replace("\n", "\r")));
    assertEquals(print(MAIL), print(MAIL + "\n\n"));
    assertEquals(
        print(MAIL), print("Received: from x\n\tby y; today\nX-Spam-Status: no,\n no\n" + MAIL));
  }

  @Test
  void isAnother_whereTheSenderWroteSomethingElse() {
    assertNotEquals(print(MAIL), print(MAIL.replace("1@b", "2@b")));
    assertNotEquals(print(MAIL), print(MAIL.replace("Hello\n\nthere", "Hello\nthere")));
    assertNotEquals(print(MAIL), print(MAIL + "Received: from x\n"));
    assertNotEquals(print(MAIL), print(MAIL.replace("\n\n", "\n\nReceived: from x\n")));
  }

  @Test
  void isAnother_whereNothingIsAField() {
    assertNotEquals(print("one"), print("other"));
    assertNotEquals(print("From: a@b.example\none"), print("From: a@b.example\nother"));
  }

  private static String print(String text) {
    Fingerprint print = new Fingerprint();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    print.see(bytes, 0, bytes.length / 2);
    print.see(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    return print.hex();
  }
}
