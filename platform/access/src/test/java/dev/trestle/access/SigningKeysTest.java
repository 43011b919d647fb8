package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TokenFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys live 90 days, their successors are published a day before they sign. */
class SigningKeysTest {
  private final Desk desk = new Desk();

  private long now() {
    return desk.now.toEpochMilli();
  }

  private List<SigningKey> due() {
    return desk.signIns.rotateKeys(desk);
  }

  @Test
  void aNewDeskSignsAtOnce_andHasNothingToDoForLong() {
    assertEquals(1, desk.signingKeys.size());
    assertEquals(now(), desk.signingKeys.getFirst().activeFromMillis());
    assertEquals(List.of(), due());
    desk.advance(Duration.ofDays(88));
    assertEquals(List.of(), due());
  }

  @Test
  void theSuccessorIsPublishedADayAhead_andTheOldKeyOutlivesItsLastToken() {
    SigningKey first = desk.signingKeys.getFirst();
    desk.advance(Duration.ofDays(89));
    desk.rotateKeys();
    SigningKey old = desk.signingKeys.getFirst();
    SigningKey next = desk.signingKeys.getLast();
    assertEquals(first.id(), old.id());
    assertEquals(
        first.activeFromMillis() + Duration.ofDays(90).toMillis(), next.activeFromMillis());
    // Ten minutes of a token's life, and the leeway on both sides.
    assertEquals(
        next.activeFromMillis() + Duration.ofMinutes(11).toMillis(), old.retiresAtMillis());
    assertEquals(List.of(), due(), "once is enough");
    String published = desk.signIns.jwksJson(desk);
    assertTrue(published.contains(old.kid()) && published.contains(next.kid()));
    assertFalse(published.contains(old.privateSealed()));
    desk.advance(Duration.ofDays(1).plusMinutes(11));
    assertFalse(desk.signIns.jwksJson(desk).contains(old.kid()));
  }

  @Test
  void aDeskThatWasOffForLongStillGivesNoticeBeforeTheNextKeySigns() {
    desk.advance(Duration.ofDays(400));
    desk.rotateKeys();
    assertEquals(2, desk.signingKeys.size());
    assertEquals(
        now() + Duration.ofDays(1).toMillis(), desk.signingKeys.getLast().activeFromMillis());
    desk.hire("ada@desk.example");
    String token = desk.signIn("ada@desk.example").tokens().accessToken();
    assertNull(desk.fault(token));
  }

  @Test
  void aSuccessorThatNeverCameIsMadeAtOnce_whenTheOldKeyHasRetired() {
    SigningKey only = desk.signingKeys.getFirst();
    desk.signingKeys = new ArrayList<>(List.of(only.retireAt(now() + 1)));
    desk.advance(Duration.ofMinutes(1));
    desk.rotateKeys();
    assertEquals(now(), desk.signingKeys.getLast().activeFromMillis());
  }

  @Test
  void theFirstKeyGoesOnSigning_whenTheClockStepsBackBehindItsBegin() {
    desk.hire("ada@desk.example");
    desk.advance(Duration.ofHours(-3));
    desk.rotateKeys();
    assertEquals(1, desk.signingKeys.size());
    String token = desk.signIn("ada@desk.example").tokens().accessToken();
    assertNull(desk.fault(token));
    desk.advance(Duration.ofHours(3));
    assertEquals(TokenFault.EXPIRED, desk.fault(token), "and its tokens live no longer");
  }

  @Test
  void aSuccessorDoesNotSignBeforeItsTime_thoughTheClockStepsBackBehindBoth() {
    desk.hire("ada@desk.example");
    SigningKey first = desk.signingKeys.getFirst();
    desk.advance(Duration.ofDays(89));
    desk.rotateKeys();
    desk.advance(Duration.ofDays(-90));
    String token = desk.signIn("ada@desk.example").tokens().accessToken();
    String header =
        new String(
            Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
            StandardCharsets.UTF_8);
    assertTrue(header.contains(first.kid()), header);
    assertNull(desk.fault(token));
  }
}
