package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SignInDesk;
import dev.trestle.domain.credentials.SignInDesk.PasswordOutcome;
import dev.trestle.domain.credentials.SignInDesk.PasswordProblem;
import dev.trestle.domain.credentials.SignInDesk.RefreshOutcome;
import dev.trestle.domain.credentials.SignInDesk.SignInOutcome;
import dev.trestle.domain.credentials.TokenFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String ADA = "ada@example.test";

  private final Desk desk = new Desk();
  private final Account ada = desk.hire(ADA);

  private RefusalReason reason(SignInOutcome outcome) {
    return assertInstanceOf(SignInOutcome.Refused.class, outcome).reason();
  }

  private Account current() {
    return desk.accounts.get(ada.id());
  }

  private byte[] totpSecret() throws Exception {
    return desk.box.open(String.valueOf(current().totpSecretSealed()), "totp:" + ada.id());
  }

  private String code() throws Exception {
    return Totp.code(totpSecret(), desk.now.getEpochSecond() / 30, 6, "HmacSHA1");
  }

  private SignInDesk.RecoveryCodes setUpSecondFactor() throws Exception {
    desk.accounts.put(ada.id(), desk.signIns.beginTotp(current()).account());
    SignInDesk.RecoveryCodes codes = desk.signIns.confirmTotp(current(), code());
    assertNotNull(codes);
    desk.accounts.put(ada.id(), codes.account());
    return codes;
  }

  private RefreshOutcome refresh(String token) {
    RefreshOutcome outcome = desk.signIns.refresh(token, desk);
    switch (outcome) {
      case RefreshOutcome.Exchanged done -> desk.sessions.put(done.session().id(), done.session());
      case RefreshOutcome.Reused reused -> desk.sessions.put(reused.ended().id(), reused.ended());
      case RefreshOutcome.GivenAgain _, RefreshOutcome.Refused _ -> {}
    }
    return outcome;
  }

  private String exchanged(String token) {
    return assertInstanceOf(RefreshOutcome.Exchanged.class, refresh(token)).tokens().refreshToken();
  }

  @Test
  void grantsAPairOfTokens_forTheRightPassword() {
    SignInOutcome.Granted granted = desk.signIn("  ADA@Example.test ");
    assertTrue(granted.tokens().refreshToken().startsWith("trs_"));
    assertInstanceOf(Bearer.SignedIn.class, desk.who(granted.tokens().accessToken()));
  }

  @Test
  void saysTheSame_forAWrongPasswordAnUnknownAddressADisabledAndAPasswordlessAccount() {
    assertEquals(RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(ADA, "wrong", null)));
    assertEquals(
        RefusalReason.INVALID_CREDENTIALS,
        reason(desk.tryToSignIn("nobody@example.test", "wrong", null)));
    desk.accounts.put(ada.id(), AccessTokensTest.disabled(current()));
    assertEquals(
        RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(ADA, Desk.PASSWORD, null)));
    for (String odd : List.of("", "\0", "\ud800", "x".repeat(1_000_000))) {
      assertEquals(
          RefusalReason.INVALID_CREDENTIALS,
          reason(desk.tryToSignIn("other" + odd.length() + "@example.test", odd, null)));
    }
  }

  @Test
  void makesEachFurtherGuessWaitLonger_forKnownAndUnknownAccountsAlike() {
    for (String email : List.of(ADA, "nobody@example.test")) {
      for (int i = 0; i < 5; i++) {
        assertEquals(
            RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(email, "wrong", null)));
      }
      SignInOutcome.Refused refused =
          assertInstanceOf(
              SignInOutcome.Refused.class, desk.tryToSignIn(email, Desk.PASSWORD, null));
      assertEquals(RefusalReason.TOO_MANY_ATTEMPTS, refused.reason());
      assertEquals(1000, refused.retryAfterMillis());
    }
    desk.advance(Duration.ofSeconds(1));
    assertInstanceOf(SignInOutcome.Granted.class, desk.tryToSignIn(ADA, Desk.PASSWORD, null));
    assertEquals(0, current().failedAttempts());
  }

  @Test
  void keepsTheLockInTheRecord_soThatARestartDoesNotLiftIt() {
    for (int i = 0; i < 5; i++) {
      desk.tryToSignIn(ADA, "wrong", null);
    }
    assertEquals(5, current().failedAttempts());
    Desk restarted = new Desk();
    restarted.accounts.put(ada.id(), current());
    assertEquals(
        RefusalReason.TOO_MANY_ATTEMPTS, reason(restarted.tryToSignIn(ADA, Desk.PASSWORD, null)));
  }

  @Test
  void asksForTheSecondFactor_andTakesEachCodeOnce() throws Exception {
    setUpSecondFactor();
    assertEquals(
        RefusalReason.SECOND_FACTOR_REQUIRED, reason(desk.tryToSignIn(ADA, Desk.PASSWORD, null)));
    // The code that confirmed the set-up is used up as well.
    assertEquals(
        RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(ADA, Desk.PASSWORD, code())));
    desk.advance(Duration.ofSeconds(30));
    String code = code();
    assertInstanceOf(SignInOutcome.Granted.class, desk.tryToSignIn(ADA, Desk.PASSWORD, code));
    assertEquals(
        RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(ADA, Desk.PASSWORD, code)));
    assertEquals(RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(ADA, "wrong", code)));
  }

  @Test
  void takesEachRecoveryCodeOnce_howeverItIsTyped() throws Exception {
    List<String> codes = setUpSecondFactor().codes();
    assertEquals(10, codes.size());
    String typed = codes.get(3).toUpperCase().replace("-", " ");
    assertInstanceOf(SignInOutcome.Granted.class, desk.tryToSignIn(ADA, Desk.PASSWORD, typed));
    assertEquals(9, current().recoveryCodeHashes().size());
    assertEquals(
        RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(ADA, Desk.PASSWORD, typed)));
  }

  @Test
  void removesASecondFactorOnlyWithItsCode_andNeverReplacesOneInForce() throws Exception {
    List<String> codes = setUpSecondFactor().codes();
    assertNull(desk.signIns.beginTotp(current()));
    assertNull(desk.signIns.removeTotp(current(), "000000"));
    Account removed = desk.signIns.removeTotp(current(), codes.getFirst());
    assertNotNull(removed);
    assertFalse(removed.secondFactorRequired());
    assertNull(removed.totpSecretSealed());
    assertTrue(removed.recoveryCodeHashes().isEmpty());
    assertFalse(desk.signIns.resetTotp(current()).secondFactorRequired());
  }

  @Test
  void doesNotAskForASecondFactorThatWasNeverConfirmed() {
    desk.accounts.put(ada.id(), desk.signIns.beginTotp(current()).account());
    assertNull(desk.signIns.confirmTotp(current(), "000000"));
    assertInstanceOf(SignInOutcome.Granted.class, desk.tryToSignIn(ADA, Desk.PASSWORD, null));
  }

  @Test
  void hashesAgain_whenTheParametersGrewStronger() {
    PasswordHasher weaker =
        new PasswordHasher(
            new PasswordHasher.Parameters(32, 1, 1, 1, 1, Duration.ofSeconds(5)), desk.random);
    String old = weaker.hash(Desk.PASSWORD);
    desk.accounts.put(ada.id(), current().withRenewedHash(old));
    desk.signIn(ADA);
    assertNotEquals(old, current().passwordHash());
    assertTrue(String.valueOf(current().passwordHash()).contains("m=64"));
    desk.signIn(ADA);
  }

  @Test
  void opensOnlyThePasswordChange_withAOneTimePassword() {
    SignInDesk.OneTime oneTime = desk.signIns.giveOneTimePassword(current());
    assertNotNull(oneTime);
    desk.accounts.put(ada.id(), oneTime.account());
    assertEquals(
        RefusalReason.INVALID_CREDENTIALS, reason(desk.tryToSignIn(ADA, Desk.PASSWORD, null)));
    SignInOutcome.Granted granted =
        assertInstanceOf(
            SignInOutcome.Granted.class, desk.tryToSignIn(ADA, oneTime.password(), null));
    String token = granted.tokens().accessToken();
    assertTrue(assertInstanceOf(Bearer.SignedIn.class, desk.who(token)).passwordChangeDue());
    assertEquals(
        new PasswordOutcome.Weak(List.of(PasswordProblem.PASSWORD_UNCHANGED)),
        desk.signIns.changePassword(current(), oneTime.password(), oneTime.password()));
    desk.advance(Duration.ofSeconds(1));
    PasswordOutcome.Changed changed =
        assertInstanceOf(
            PasswordOutcome.Changed.class,
            desk.signIns.changePassword(current(), oneTime.password(), "quiet rivers run deeper"));
    desk.accounts.put(ada.id(), changed.account());
    assertEquals(TokenFault.REVOKED, desk.fault(token));
    assertEquals(
        new RefreshOutcome.Refused(RefusalReason.TOKEN_REVOKED, TokenFault.REVOKED),
        refresh(granted.tokens().refreshToken()));
    SignInOutcome.Granted again =
        assertInstanceOf(
            SignInOutcome.Granted.class, desk.tryToSignIn(ADA, "quiet rivers run deeper", null));
    assertFalse(
        assertInstanceOf(Bearer.SignedIn.class, desk.who(again.tokens().accessToken()))
            .passwordChangeDue());
  }

  @Test
  void changesAPasswordOnlyWithTheOldOne_andSlowsGuessingAtItDown() {
    for (int i = 0; i < 5; i++) {
      assertEquals(
          new PasswordOutcome.Refused(RefusalReason.INVALID_CREDENTIALS, 0),
          desk.signIns.changePassword(current(), "wrong", "quiet rivers run deeper"));
    }
    assertEquals(
        new PasswordOutcome.Refused(RefusalReason.TOO_MANY_ATTEMPTS, 1000),
        desk.signIns.changePassword(current(), Desk.PASSWORD, "quiet rivers run deeper"));
  }

  @Test
  void exchangesARefreshTokenForANewPair() {
    String first = desk.signIn(ADA).tokens().refreshToken();
    desk.advance(Duration.ofMinutes(9));
    RefreshOutcome.Exchanged done =
        assertInstanceOf(RefreshOutcome.Exchanged.class, refresh(first));
    assertNotEquals(first, done.tokens().refreshToken());
    assertInstanceOf(Bearer.SignedIn.class, desk.who(done.tokens().accessToken()));
    exchanged(done.tokens().refreshToken());
  }

  @Test
  void givesTheSameSuccessorAgain_whileTheAnswerMayHaveBeenLost() {
    String first = desk.signIn(ADA).tokens().refreshToken();
    String second = exchanged(first);
    desk.advance(Duration.ofSeconds(29));
    RefreshOutcome.GivenAgain again =
        assertInstanceOf(RefreshOutcome.GivenAgain.class, refresh(first));
    assertEquals(second, again.tokens().refreshToken());
    exchanged(second);
  }

  @Test
  void endsTheSession_whenAnExchangedTokenComesBackAfterTheGrace() {
    String first = desk.signIn(ADA).tokens().refreshToken();
    String second = exchanged(first);
    desk.advance(Duration.ofSeconds(30));
    RefreshOutcome.Reused reused = assertInstanceOf(RefreshOutcome.Reused.class, refresh(first));
    assertEquals(RevocationCause.TOKEN_REUSED.name(), reused.ended().revokedBecause());
    assertEquals(
        new RefreshOutcome.Refused(RefusalReason.TOKEN_REVOKED, TokenFault.REVOKED),
        refresh(second));
  }

  @Test
  void endsTheSession_whenATokenComesBackWhoseSuccessorWasUsed_evenWithinTheGrace() {
    String first = desk.signIn(ADA).tokens().refreshToken();
    String third = exchanged(exchanged(first));
    assertInstanceOf(RefreshOutcome.Reused.class, refresh(first));
    assertInstanceOf(RefreshOutcome.Refused.class, refresh(third));
  }

  @Test
  void doesNotEndASession_whenSomebodyGuessesAtItsTokens() {
    String first = desk.signIn(ADA).tokens().refreshToken();
    OpaqueToken real = OpaqueToken.parse(OpaqueToken.Kind.REFRESH, first);
    assertNotNull(real);
    OpaqueToken guess = OpaqueToken.generate(OpaqueToken.Kind.REFRESH, real.id(), desk.random);
    assertEquals(
        new RefreshOutcome.Refused(RefusalReason.INVALID_CREDENTIALS, TokenFault.UNKNOWN),
        refresh(guess.text()));
    assertNull(desk.signIns.signOut(guess.text(), desk));
    exchanged(first);
  }

  @Test
  void letsASessionEnd_whenItIsNotUsedForTwoWeeks_orAfterNinetyDays() {
    // The first millisecond is the one of the password itself, which voids what began in it.
    desk.advance(Duration.ofMillis(1));
    String token = desk.signIn(ADA).tokens().refreshToken();
    for (int week = 0; week < 12; week++) {
      desk.advance(Duration.ofDays(7));
      desk.rotateKeys();
      token = exchanged(token);
    }
    desk.advance(Duration.ofDays(6));
    desk.rotateKeys();
    assertEquals(
        new RefreshOutcome.Refused(RefusalReason.TOKEN_EXPIRED, TokenFault.EXPIRED),
        refresh(token));
    String idle = desk.signIn(ADA).tokens().refreshToken();
    desk.advance(Duration.ofDays(14));
    assertEquals(
        new RefreshOutcome.Refused(RefusalReason.TOKEN_EXPIRED, TokenFault.EXPIRED), refresh(idle));
  }

  @Test
  void signsOutWithTheCurrentToken_afterWhichNothingOfTheSessionWorks() {
    SignInOutcome.Granted granted = desk.signIn(ADA);
    Session ended = desk.signIns.signOut(granted.tokens().refreshToken(), desk);
    assertNotNull(ended);
    desk.sessions.put(ended.id(), ended);
    assertEquals(TokenFault.REVOKED, desk.fault(granted.tokens().accessToken()));
    assertInstanceOf(RefreshOutcome.Refused.class, refresh(granted.tokens().refreshToken()));
    assertNull(desk.signIns.signOut(granted.tokens().refreshToken(), desk));
  }

  @Test
  void refusesRefreshTokensOfAnyOtherForm() {
    String good = desk.signIn(ADA).tokens().refreshToken();
    for (String bad :
        List.of(
            "",
            "trs_",
            good + "x",
            " " + good,
            good.toUpperCase(),
            good.replace("trs_", "trt_"),
            good.substring(4),
            good.substring(0, good.length() - 1),
            "x".repeat(1_000_000))) {
      assertEquals(
          new RefreshOutcome.Refused(RefusalReason.INVALID_CREDENTIALS, TokenFault.FORM),
          refresh(bad));
    }
  }

  @Test
  void neverLetsTwoPartiesBothGoOn_whateverTheOrderOfTheirRefreshes() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String owner = desk.signIn(ADA).tokens().refreshToken();
      for (int i = random.nextInt(4); i > 0; i--) {
        owner = exchanged(owner);
      }
      String[] held = {owner, owner};
      boolean ended = false;
      for (int step = 0; step < 12 && !ended; step++) {
        int party = random.nextInt(2);
        desk.advance(Duration.ofSeconds(31 + random.nextInt(100)));
        switch (refresh(held[party])) {
          case RefreshOutcome.Exchanged done -> held[party] = done.tokens().refreshToken();
          case RefreshOutcome.Reused _ -> ended = true;
          case RefreshOutcome other -> throw new AssertionError("seed " + seed + " " + other);
        }
        if (step > 0 && !held[0].equals(owner) && !held[1].equals(owner)) {
          throw new AssertionError("both went on, seed " + seed);
        }
      }
      if (ended) {
        assertInstanceOf(RefreshOutcome.Refused.class, refresh(held[0]), "seed " + seed);
        assertInstanceOf(RefreshOutcome.Refused.class, refresh(held[1]), "seed " + seed);
      }
    }
  }

  @Test
  void showsNoSecretInAnyText() throws Exception {
    List<Object> shown = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    SignInOutcome.Granted granted = desk.signIn(ADA);
    SignInDesk.RecoveryCodes codes = setUpSecondFactor();
    SignInDesk.OneTime oneTime = desk.signIns.giveOneTimePassword(current());
    assertNotNull(oneTime);
    SignInDesk.NewApiToken api =
        desk.signIns.createApiToken(desk.nextId(), "probe", List.of("ticket:read"), 0);
    RefreshOutcome refreshed = refresh(granted.tokens().refreshToken());
    shown.addAll(
        List.of(
            granted,
            codes,
            oneTime,
            api,
            refreshed,
            current(),
            desk.sessions,
            desk.keys,
            desk.signingKeys,
            new SignInDesk.SignInRequest(ADA, Desk.PASSWORD, "123", null, null)));
    secrets.addAll(codes.codes());
    secrets.add(granted.tokens().accessToken());
    secrets.add(granted.tokens().refreshToken());
    secrets.add(granted.session().refreshTokenHash());
    secrets.add(oneTime.password());
    secrets.add(String.valueOf(oneTime.account().passwordHash()));
    secrets.add(String.valueOf(current().totpSecretSealed()));
    secrets.addAll(current().recoveryCodeHashes());
    secrets.add(api.secret());
    secrets.add(api.token().secretHash());
    secrets.add(desk.signingKeys.getFirst().privateSealed());
    secrets.add(Desk.PASSWORD);
    for (Object each : shown) {
      for (String secret : secrets) {
        assertFalse(each.toString().contains(secret), each.getClass().getName());
      }
    }
  }

  private void changePassword(String from, String to) {
    desk.accounts.put(
        ada.id(),
        assertInstanceOf(
                PasswordOutcome.Changed.class, desk.signIns.changePassword(current(), from, to))
            .account());
  }

  @Test
  void endsASessionOpenedInTheMillisecondOfAPasswordChange_andLetsTheNextOneLive() {
    String other = "quiet rivers run deeper";
    String before = desk.signIn(ADA).tokens().accessToken();
    changePassword(Desk.PASSWORD, other);
    assertEquals(TokenFault.REVOKED, desk.fault(before));
    String after =
        assertInstanceOf(SignInOutcome.Granted.class, desk.tryToSignIn(ADA, other, null))
            .tokens()
            .accessToken();
    assertNull(desk.fault(after));
    changePassword(other, Desk.PASSWORD);
    assertEquals(TokenFault.REVOKED, desk.fault(after));
  }

  @Test
  void endsSessionsByAPasswordChange_thoughTheClockSteppedBackSinceTheLastOne() {
    changePassword(Desk.PASSWORD, "quiet rivers run deeper");
    desk.advance(Duration.ofHours(-2));
    changePassword("quiet rivers run deeper", Desk.PASSWORD);
    String token = desk.signIn(ADA).tokens().accessToken();
    assertNull(desk.fault(token));
    changePassword(Desk.PASSWORD, "quiet rivers run deeper");
    assertEquals(TokenFault.REVOKED, desk.fault(token));
  }

  @Test
  void takesANewPasswordAtOnce_thoughTheAccountWasGuessedAt() {
    for (int i = 0; i < 8; i++) {
      desk.tryToSignIn(ADA, "guess " + i, null);
    }
    SignInDesk.OneTime given = desk.signIns.giveOneTimePassword(current());
    assertNotNull(given);
    desk.accounts.put(ada.id(), given.account());
    assertEquals(
        RefusalReason.TOO_MANY_ATTEMPTS, reason(desk.tryToSignIn(ADA, given.password(), null)));
    desk.signIns.forgive(current());
    assertInstanceOf(SignInOutcome.Granted.class, desk.tryToSignIn(ADA, given.password(), null));
  }

  @Test
  void refusesAOneTimePasswordAfterAWeek_andSaysWhatToDo() {
    SignInDesk.OneTime given = desk.signIns.giveOneTimePassword(current());
    assertNotNull(given);
    desk.accounts.put(ada.id(), given.account());
    desk.advance(Duration.ofDays(7).minusMillis(1));
    assertInstanceOf(SignInOutcome.Granted.class, desk.tryToSignIn(ADA, given.password(), null));
    desk.advance(Duration.ofMillis(1));
    assertEquals(
        RefusalReason.ONE_TIME_PASSWORD_EXPIRED,
        reason(desk.tryToSignIn(ADA, given.password(), null)));
    assertEquals(
        RefusalReason.INVALID_CREDENTIALS,
        reason(desk.tryToSignIn(ADA, "not this one", null)),
        "who does not know it learns nothing");
    changePassword(given.password(), "quiet rivers run deeper");
    desk.advance(Duration.ofDays(30));
    assertInstanceOf(
        SignInOutcome.Granted.class, desk.tryToSignIn(ADA, "quiet rivers run deeper", null));
  }
}
