package dev.trestle.plugins.email.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReplyTokensTest {
  private final ReplyTokens tokens = new ReplyTokens("key".getBytes(StandardCharsets.UTF_8));

  @Test
  void knowsItsOwn_alsoWhenAServerWroteThemInCapitals() {
    String address = tokens.address("support@desk.example", "T-4711");
    assertTrue(address.startsWith("support+t.t-4711."), address);
    String token = address.substring(address.indexOf('+') + 1, address.indexOf('@'));
    assertEquals("t-4711", tokens.number(token));
    assertEquals("t-4711", tokens.number(token.toUpperCase(Locale.ROOT)));
  }

  @Test
  void knowsNoOther() {
    String token = tokens.token("4711");
    assertNull(tokens.number(token.replace("4711", "4712")));
    assertNull(new ReplyTokens(new byte[] {1}).number(token));
    assertNull(tokens.number("newsletter"));
    assertNull(tokens.number(token.substring(1)));
  }
}
