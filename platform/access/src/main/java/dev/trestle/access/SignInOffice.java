package dev.trestle.access;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SignInDesk;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TokenFault;
import dev.trestle.domain.port.IdSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries out the steps that make or change credentials. */
final class SignInOffice implements SignInDesk {
  private static final String DESK_NAME = "Trestle";
  private static final int EMAIL_LENGTH_MAX = 320;
  private static final int USER_AGENT_LENGTH_MAX = 200;

  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final ReadableSecrets secrets;
  private final SecondFactor secondFactor;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final ApiTokens apiTokens;
  private final SigningKeys signingKeys;
  private final SignInGuard guard;
  private final Duration oneTimePasswordLifetime;
  private final IdSource ids;
  private final InstantSource time;

  SignInOffice(
      AccessSettings settings,
      SecretBox box,
      AccessTokens accessTokens,
      InstantSource time,
      SecureRandom random,
      IdSource ids) {
    this.hasher = new PasswordHasher(settings.passwordHashing(), random);
    this.policy = new PasswordPolicy(settings.passwordLengthMin());
    this.secrets = new ReadableSecrets(random);
    this.secondFactor = new SecondFactor(box, random);
    this.refreshTokens = new RefreshTokens(random, settings);
    this.accessTokens = accessTokens;
    this.apiTokens = new ApiTokens(random, ids);
    this.signingKeys = new SigningKeys(box, random, ids, settings);
    this.guard = new SignInGuard(SignInGuard.Limits.ACCOUNT, SignInGuard.Limits.ADDRESS);
    this.oneTimePasswordLifetime = settings.oneTimePasswordLifetime();
    this.ids = ids;
    this.time = time;
  }

  @Override
  public SignInOutcome signIn(SignInRequest request, CredentialRecords records) {
    long now = time.millis();
    String email = request.email().strip().toLowerCase(Locale.ROOT);
    long wait = guard.enter(email, request.address(), now);
    if (wait > 0) {
      return new SignInOutcome.Refused(RefusalReason.TOO_MANY_ATTEMPTS, null, wait);
    }
    Account account = email.length() > EMAIL_LENGTH_MAX ? null : records.accountByEmail(email);
    long locked = account == null ? 0 : account.lockedUntilMillis() - now;
    // A lock further ahead than any lock is set means that the clock stepped back.
    if (locked > 0 && locked <= SignInGuard.Limits.ACCOUNT.waitMaxMillis()) {
      return new SignInOutcome.Refused(RefusalReason.TOO_MANY_ATTEMPTS, null, locked);
    }
    PasswordHasher.Check check =
        hasher.check(account == null ? null : account.passwordHash(), request.password());
    return switch (check) {
      case BUSY -> {
        guard.undecided(email, request.address());
        yield new SignInOutcome.Refused(RefusalReason.SIGN_IN_BUSY, null, 0);
      }
      case DIFFERS -> wrong(account, now);
      case MATCHES, MATCHES_OLD_PARAMETERS ->
          account == null || account.disabled()
              ? wrong(null, now)
              : passwordRight(
                  account,
                  check == PasswordHasher.Check.MATCHES_OLD_PARAMETERS,
                  email,
                  request,
                  records);
    };
  }

  private SignInOutcome passwordRight(
      Account account,
      boolean hashAgain,
      String email,
      SignInRequest request,
      CredentialRecords records) {
    long now = time.millis();
    Account next = account;
    if (account.secondFactorRequired()) {
      String code = request.code();
      if (code == null || code.isBlank()) {
        guard.undecided(email, request.address());
        return new SignInOutcome.Refused(RefusalReason.SECOND_FACTOR_REQUIRED, null, 0);
      }
      Account used = secondFactor.use(account, code, now);
      if (used == null) {
        return wrong(account, now);
      }
      next = used;
    }
    guard.succeeded(email, request.address());
    if (account.passwordExpired(now)) {
      return new SignInOutcome.Refused(RefusalReason.ONE_TIME_PASSWORD_EXPIRED, null, 0);
    }
    String renewed = hashAgain ? hasher.hash(request.password()) : null;
    if (renewed != null) {
      next = next.withRenewedHash(renewed);
    }
    return open(next, request.userAgent(), records);
  }

  private static SignInOutcome wrong(@Nullable Account account, long now) {
    Account changed = null;
    if (account != null && !account.disabled()) {
      int failures = Math.min(account.failedAttempts() + 1, 1_000);
      long wait = SignInGuard.Limits.ACCOUNT.waitMillis(failures);
      changed = account.failed(failures, wait == 0 ? 0 : now + wait);
    }
    return new SignInOutcome.Refused(RefusalReason.INVALID_CREDENTIALS, changed, 0);
  }

  @Override
  public SignInOutcome open(
      Account account, @Nullable String userAgent, CredentialRecords records) {
    if (account.disabled()) {
      return new SignInOutcome.Refused(RefusalReason.INVALID_CREDENTIALS, null, 0);
    }
    String agent =
        userAgent == null || userAgent.length() <= USER_AGENT_LENGTH_MAX
            ? userAgent
            : userAgent.substring(0, USER_AGENT_LENGTH_MAX);
    RefreshTokens.Turn.Rotated begun =
        refreshTokens.begin(ids.next(), account.id(), agent, account.sessionBegin(time.millis()));
    Account reset = account.failed(0, 0);
    return new SignInOutcome.Granted(
        reset, begun.session(), pair(reset, begun.session(), begun.token(), records));
  }

  @Override
  public RefreshOutcome refresh(String refreshToken, CredentialRecords records) {
    OpaqueToken token = OpaqueToken.parse(OpaqueToken.Kind.REFRESH, refreshToken);
    if (token == null) {
      return refused(TokenFault.FORM);
    }
    Session session = records.session(token.id());
    Account account = session == null ? null : records.account(session.accountId());
    if (session == null || account == null) {
      return refused(TokenFault.UNKNOWN);
    }
    RefreshTokens.Turn turn = refreshTokens.present(token, session, time.millis());
    TokenFault standing = standing(session, account);
    return switch (turn) {
      case RefreshTokens.Turn.Refused(TokenFault fault) -> refused(fault);
      case RefreshTokens.Turn.Reused(Session ended) -> new RefreshOutcome.Reused(ended);
      case RefreshTokens.Turn.Rotated(Session next, OpaqueToken successor) ->
          standing != null
              ? refused(standing)
              : new RefreshOutcome.Exchanged(next, pair(account, next, successor, records));
      case RefreshTokens.Turn.GivenAgain(Session same, OpaqueToken successor) ->
          standing != null
              ? refused(standing)
              : new RefreshOutcome.GivenAgain(same.id(), pair(account, same, successor, records));
    };
  }

  private static @Nullable TokenFault standing(Session session, Account account) {
    if (account.voids(session)) {
      return TokenFault.REVOKED;
    }
    return account.disabled() ? TokenFault.DISABLED : null;
  }

  @Override
  public @Nullable Session signOut(String refreshToken, CredentialRecords records) {
    OpaqueToken token = OpaqueToken.parse(OpaqueToken.Kind.REFRESH, refreshToken);
    Session session = token == null ? null : records.session(token.id());
    if (token == null || session == null || session.revoked()) {
      return null;
    }
    return token.hashesTo(session.refreshTokenHash()) || token.hashesTo(session.previousTokenHash())
        ? session.revoke(RevocationCause.SIGNED_OUT, time.millis())
        : null;
  }

  @Override
  public PasswordOutcome changePassword(Account account, String oldPassword, String newPassword) {
    PasswordOutcome.Refused refused = refuseWrongPassword(account, oldPassword);
    if (refused != null) {
      return refused;
    }
    return oldPassword.equals(newPassword)
        ? new PasswordOutcome.Weak(List.of(PasswordProblem.PASSWORD_UNCHANGED))
        : setPassword(account, newPassword);
  }

  @Override
  public PasswordOutcome.@Nullable Refused refuseWrongPassword(Account account, String password) {
    long wait = guard.enter(account.email(), null, time.millis());
    if (wait > 0) {
      return new PasswordOutcome.Refused(RefusalReason.TOO_MANY_ATTEMPTS, wait);
    }
    return switch (hasher.check(account.passwordHash(), password)) {
      case BUSY -> {
        guard.undecided(account.email(), null);
        yield new PasswordOutcome.Refused(RefusalReason.SIGN_IN_BUSY, 0);
      }
      case DIFFERS -> new PasswordOutcome.Refused(RefusalReason.INVALID_CREDENTIALS, 0);
      case MATCHES, MATCHES_OLD_PARAMETERS -> {
        guard.succeeded(account.email(), null);
        yield null;
      }
    };
  }

  @Override
  public PasswordOutcome setPassword(Account account, String newPassword) {
    List<PasswordProblem> problems = policy.problems(newPassword, account.email());
    if (!problems.isEmpty()) {
      return new PasswordOutcome.Weak(problems);
    }
    return setOperatorPassword(account, newPassword);
  }

  @Override
  public PasswordOutcome setOperatorPassword(Account account, String newPassword) {
    String hash = hasher.hash(newPassword);
    return hash == null
        ? new PasswordOutcome.Refused(RefusalReason.SIGN_IN_BUSY, 0)
        : new PasswordOutcome.Changed(account.withPassword(hash, time.millis()));
  }

  @Override
  public @Nullable OneTime giveOneTimePassword(Account account) {
    String password = secrets.oneTimePassword();
    String hash = hasher.hash(password);
    long now = time.millis();
    return hash == null
        ? null
        : new OneTime(
            account.withOneTimePassword(hash, now, now + oneTimePasswordLifetime.toMillis()),
            password);
  }

  @Override
  public void forgive(Account account) {
    guard.forgive(account.email());
  }

  @Override
  public @Nullable TotpSetUp beginTotp(Account account) {
    return account.secondFactorRequired() ? null : secondFactor.begin(account, DESK_NAME);
  }

  @Override
  public @Nullable RecoveryCodes confirmTotp(Account account, String code) {
    return secondFactor.confirm(account, code, time.millis());
  }

  @Override
  public @Nullable Account removeTotp(Account account, String code) {
    Account used = secondFactor.use(account, code, time.millis());
    return used == null ? null : resetTotp(used);
  }

  @Override
  public Account resetTotp(Account account) {
    return account.withSecondFactor(null, false, 0, List.of());
  }

  @Override
  public NewApiToken createApiToken(
      UUID principalId, String name, List<String> scopes, long expiresAtMillis) {
    return apiTokens.create(principalId, name, scopes, time.millis(), expiresAtMillis);
  }

  @Override
  public List<SigningKey> rotateKeys(CredentialRecords records) {
    return signingKeys.rotate(records.signingKeys(), time.millis());
  }

  @Override
  public String jwksJson(CredentialRecords records) {
    return SigningKeys.jwks(records.signingKeys(), time.millis());
  }

  private TokenPair pair(
      Account account, Session session, OpaqueToken refresh, CredentialRecords records) {
    AccessTokens.Issued access = accessTokens.issue(account, session, records.signingKeys());
    return new TokenPair(access.text(), access.expiresAtMillis(), refresh.text());
  }

  private static RefreshOutcome refused(TokenFault fault) {
    return new RefreshOutcome.Refused(fault.reason(), fault);
  }
}
