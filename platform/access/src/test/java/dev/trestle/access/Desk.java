package dev.trestle.access;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SignInDesk;
import dev.trestle.domain.credentials.SignInDesk.SignInOutcome;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TokenFault;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.sdk.desk.PrincipalKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk in memory for tests: settable time, seeded randomness, records in maps. */
final class Desk implements CredentialRecords, InstantSource {
  static final String ISSUER = "https://desk.example.test";
  static final String PASSWORD = "seven tall herons wade";

  final AccessSettings settings =
      AccessSettings.of(ISSUER).withPasswordHashing(PasswordHasher.Parameters.FOR_TESTS);
  final SecureRandom random = seeded(7);
  final SecretKeys keys = SecretKeys.generate(random);
  final SecretBox box = new SecretBox(keys, random);
  final Map<UUID, Account> accounts = new HashMap<>();
  final Map<UUID, Session> sessions = new HashMap<>();
  final Map<UUID, ApiToken> apiTokens = new HashMap<>();
  final Map<String, TrustedIssuer> issuers = new HashMap<>();
  List<SigningKey> signingKeys = new ArrayList<>();
  final List<String> fetched = new ArrayList<>();
  String published = "";
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long lastId = 0;
  final Access access = Access.open(settings, keys, this, random, this::nextId, this::fetch);
  final SignInDesk signIns = access.signIns();

  Desk() {
    rotateKeys();
  }

  static SecureRandom seeded(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  UUID nextId() {
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | ++lastId);
  }

  private String fetch(String url) throws IOException {
    fetched.add(url);
    if (published.isEmpty()) {
      throw new IOException("away");
    }
    return published;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  void rotateKeys() {
    for (SigningKey key : signIns.rotateKeys(this)) {
      signingKeys.removeIf(each -> each.id().equals(key.id()));
      signingKeys.add(key);
    }
    signingKeys.sort(Comparator.comparingLong(SigningKey::createdAtMillis));
  }

  Account hire(String email) {
    Account bare =
        Account.begun(nextId(), nextId(), PrincipalKind.AGENT, email, now.toEpochMilli());
    Account account =
        ((SignInDesk.PasswordOutcome.Changed) signIns.setPassword(bare, PASSWORD)).account();
    accounts.put(account.id(), account);
    return account;
  }

  SignInOutcome tryToSignIn(String email, String password, @Nullable String code) {
    SignInOutcome outcome =
        signIns.signIn(
            new SignInDesk.SignInRequest(email, password, code, "192.0.2.1", "test"), this);
    switch (outcome) {
      case SignInOutcome.Granted granted -> {
        accounts.put(granted.account().id(), granted.account());
        sessions.put(granted.session().id(), granted.session());
      }
      case SignInOutcome.Refused refused -> {
        Account account = refused.account();
        if (account != null) {
          accounts.put(account.id(), account);
        }
      }
    }
    return outcome;
  }

  SignInOutcome.Granted signIn(String email) {
    return (SignInOutcome.Granted) tryToSignIn(email, PASSWORD, null);
  }

  Bearer who(String bearer) {
    return access.bearers().verify(bearer, this);
  }

  @Nullable TokenFault fault(String bearer) {
    return who(bearer) instanceof Bearer.Refused refused ? refused.fault() : null;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public @Nullable Account account(UUID id) {
    return accounts.get(id);
  }

  @Override
  public @Nullable Account accountByEmail(String email) {
    return accounts.values().stream()
        .filter(account -> account.email().equals(email))
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable Session session(UUID id) {
    return sessions.get(id);
  }

  @Override
  public @Nullable ApiToken apiToken(UUID id) {
    return apiTokens.get(id);
  }

  @Override
  public List<SigningKey> signingKeys() {
    return signingKeys;
  }

  @Override
  public @Nullable TrustedIssuer trustedIssuer(String issuer) {
    return issuers.get(issuer);
  }
}
