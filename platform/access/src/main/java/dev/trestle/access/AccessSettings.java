package dev.trestle.access;

import java.time.Duration;

/**
 * What an operator may tune about access.
 *
 * @param issuer the {@code iss} of the desk's own tokens, usually its public address
 * @param audience the {@code aud} of the desk's own tokens
 * @param accessTokenLifetime how long an access token lives
 * @param leeway how far clocks may differ; a token is taken that much after its end
 * @param refreshGrace how long an exchanged refresh token still gives its successor again
 * @param sessionIdle a session not refreshed for this long is over
 * @param sessionLifetime a session is over after this, however much it is used
 * @param signingKeyLifetime a signing key is replaced after this
 * @param signingKeyNotice how long a new signing key is published before it signs
 * @param oneTimePasswordLifetime how long a one-time password signs in
 * @param outsideTokenLifetimeMax an outside token meant to live longer is refused
 */
public record AccessSettings(
    String issuer,
    String audience,
    Duration accessTokenLifetime,
    Duration leeway,
    Duration refreshGrace,
    Duration sessionIdle,
    Duration sessionLifetime,
    Duration signingKeyLifetime,
    Duration signingKeyNotice,
    Duration oneTimePasswordLifetime,
    Duration outsideTokenLifetimeMax,
    PasswordHasher.Parameters passwordHashing,
    int passwordLengthMin) {

  public AccessSettings {
    if (accessTokenLifetime.compareTo(Duration.ofSeconds(30)) < 0
        || accessTokenLifetime.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("accessTokenLifetime has to be from 30 s to 1 h");
    }
    if (leeway.isNegative() || leeway.compareTo(Duration.ofSeconds(60)) > 0) {
      throw new IllegalArgumentException("leeway has to be from 0 to 60 s");
    }
    if (oneTimePasswordLifetime.compareTo(Duration.ofMinutes(1)) < 0
        || oneTimePasswordLifetime.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("oneTimePasswordLifetime has to be from 1 min to 366 d");
    }
    if (passwordLengthMin < 8 || passwordLengthMin > 64) {
      throw new IllegalArgumentException("passwordLengthMin has to be from 8 to 64");
    }
  }

  /** What suits most desks. */
  public static AccessSettings of(String issuer) {
    return new AccessSettings(
        issuer,
        "trestle",
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofDays(14),
        Duration.ofDays(90),
        Duration.ofDays(90),
        Duration.ofDays(1),
        Duration.ofDays(7),
        Duration.ofHours(24),
        PasswordHasher.Parameters.OWASP,
        12);
  }

  /** The same settings with cheaper password hashing, for tests. */
  public AccessSettings withPasswordHashing(PasswordHasher.Parameters parameters) {
    return new AccessSettings(
        issuer,
        audience,
        accessTokenLifetime,
        leeway,
        refreshGrace,
        sessionIdle,
        sessionLifetime,
        signingKeyLifetime,
        signingKeyNotice,
        oneTimePasswordLifetime,
        outsideTokenLifetimeMax,
        parameters,
        passwordLengthMin);
  }

  /** The same settings with another life of one-time passwords. */
  public AccessSettings withOneTimePasswordLifetime(Duration lifetime) {
    return new AccessSettings(
        issuer,
        audience,
        accessTokenLifetime,
        leeway,
        refreshGrace,
        sessionIdle,
        sessionLifetime,
        signingKeyLifetime,
        signingKeyNotice,
        lifetime,
        outsideTokenLifetimeMax,
        passwordHashing,
        passwordLengthMin);
  }

  long leewaySeconds() {
    return leeway.toSeconds();
  }
}
