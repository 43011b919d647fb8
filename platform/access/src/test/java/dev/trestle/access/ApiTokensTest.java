package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.SignInDesk.NewApiToken;
import dev.trestle.domain.credentials.TokenFault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiTokensTest {
  private final Desk desk = new Desk();
  private final UUID probe = desk.nextId();
  private final NewApiToken made =
      desk.signIns.createApiToken(
          probe, "probe", List.of("ticket:read"), desk.now.plusSeconds(3600).toEpochMilli());

  ApiTokensTest() {
    desk.apiTokens.put(made.token().id(), made.token());
  }

  @Test
  void namesTheMachineAndItsScopes() {
    Bearer.Machine who = assertInstanceOf(Bearer.Machine.class, desk.who(made.secret()));
    assertEquals(probe, who.principalId());
    assertEquals(made.token().id(), who.tokenId());
    assertEquals(List.of("ticket:read"), who.scopes());
  }

  @Test
  void keepsOnlyTheHashAndTheLastFourCharacters() {
    assertTrue(made.secret().startsWith("trt_"));
    assertTrue(made.secret().endsWith(made.token().lastFour()));
    OpaqueToken token = OpaqueToken.parse(OpaqueToken.Kind.API, made.secret());
    assertNotNull(token);
    assertFalse(made.token().secretHash().contains(token.secret()));
    assertEquals(64, made.token().secretHash().length());
  }

  @Test
  void isRefused_whenItIsRevokedExpiredUnknownOrChanged() {
    ApiToken token = made.token();
    String text = made.secret();
    char last = text.charAt(text.length() - 1);
    String changed = text.substring(0, text.length() - 1) + (last == 'A' ? 'B' : 'A');
    assertEquals(TokenFault.UNKNOWN, desk.fault(changed));
    for (String bad : List.of("trt_", text + "=", text + " ", text.substring(1), "trt__", "trt")) {
      assertInstanceOf(Bearer.Refused.class, desk.who(bad), bad);
    }
    assertEquals(TokenFault.FORM, desk.fault("trt_" + "x".repeat(1_000_000)));
    desk.apiTokens.put(token.id(), token.revoke(desk.now.toEpochMilli()));
    assertEquals(TokenFault.REVOKED, desk.fault(text));
    desk.apiTokens.put(token.id(), token);
    desk.advance(Duration.ofHours(1));
    assertEquals(TokenFault.EXPIRED, desk.fault(text));
    desk.apiTokens.clear();
    assertEquals(TokenFault.UNKNOWN, desk.fault(text));
  }

  @Test
  void isNoRefreshToken_norTheOtherWayRound() {
    desk.hire("ada@example.test");
    String refresh = desk.signIn("ada@example.test").tokens().refreshToken();
    assertInstanceOf(Bearer.Refused.class, desk.who(refresh));
    assertInstanceOf(Bearer.Refused.class, desk.who(refresh.replace("trs_", "trt_")));
  }

  @Test
  void readsBackEveryTokenItWrites() {
    for (long seed = 0; seed < 500; seed++) {
      java.util.Random random = new java.util.Random(seed);
      UUID id = new UUID(random.nextLong(), random.nextLong());
      OpaqueToken token = OpaqueToken.generate(OpaqueToken.Kind.API, id, Desk.seeded(seed));
      assertEquals(token, OpaqueToken.parse(OpaqueToken.Kind.API, token.text()), "seed " + seed);
    }
  }
}
