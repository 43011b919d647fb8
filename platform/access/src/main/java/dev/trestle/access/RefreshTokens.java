package dev.trestle.access;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.TokenFault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rotates the refresh tokens of a session.
 *
 * <p>Of each session exactly one token is current. Presenting it makes a random successor current.
 * The successor is also kept, sealed under the token it replaced: within the grace time that token
 * gets the very same successor again (the first answer may have been lost, or two tabs asked at
 * once), which changes nothing and makes no second line of tokens. Later, or once the successor was
 * used itself, the old token shows that two parties hold it, and the session ends for both. A thief
 * who answers within the grace time each time stays unseen as long as the owner does the same; the
 * first one to fall behind ends it for both.
 */
final class RefreshTokens {
  private final SecureRandom random;
  private final long graceMillis;
  private final long idleMillis;
  private final long lifetimeMillis;

  RefreshTokens(SecureRandom random, AccessSettings settings) {
    this.random = random;
    this.graceMillis = settings.refreshGrace().toMillis();
    this.idleMillis = settings.sessionIdle().toMillis();
    this.lifetimeMillis = settings.sessionLifetime().toMillis();
  }

  /** What presenting a token comes to. */
  sealed interface Turn {
    /** The session to put and its new current token. */
    record Rotated(Session session, OpaqueToken token) implements Turn {}

    /** The token that replaced the presented one a moment ago. */
    record GivenAgain(Session session, OpaqueToken token) implements Turn {}

    /** The session, ended because a replaced token came back. */
    record Reused(Session ended) implements Turn {}

    record Refused(TokenFault fault) implements Turn {}
  }

  /** A new session and its first token. */
  Turn.Rotated begin(UUID sessionId, UUID accountId, @Nullable String userAgent, long nowMillis) {
    OpaqueToken token = OpaqueToken.generate(OpaqueToken.Kind.REFRESH, sessionId, random);
    Session session =
        new Session(
            sessionId,
            0,
            accountId,
            token.familyHash(),
            token.hash(),
            null,
            null,
            0,
            nowMillis,
            expiry(nowMillis, nowMillis),
            0,
            null,
            userAgent,
            Document.empty());
    return new Turn.Rotated(session, token);
  }

  Turn present(OpaqueToken token, Session session, long nowMillis) {
    if (token.hashesTo(session.refreshTokenHash())) {
      TokenFault fault = fault(session, nowMillis);
      return fault == null ? rotate(token, session, nowMillis) : new Turn.Refused(fault);
    }
    if (session.revoked()) {
      return new Turn.Refused(TokenFault.REVOKED);
    }
    if (token.hashesTo(session.previousTokenHash())) {
      long age = nowMillis - session.previousRotatedAtMillis();
      OpaqueToken successor = successor(token, session);
      // A clock that stepped back makes the age negative, which is no reason to end the session.
      if (age < graceMillis && successor != null) {
        TokenFault fault = fault(session, nowMillis);
        return fault == null ? new Turn.GivenAgain(session, successor) : new Turn.Refused(fault);
      }
    }
    // Session ids are no secret: a session must not end because somebody guesses at its tokens.
    // Only who really held one of them knows the half that they share.
    return Hashes.same(token.familyHash(), session.familyHash())
        ? new Turn.Reused(session.revoke(RevocationCause.TOKEN_REUSED, nowMillis))
        : new Turn.Refused(TokenFault.UNKNOWN);
  }

  private Turn rotate(OpaqueToken token, Session session, long nowMillis) {
    OpaqueToken next = token.sibling(random);
    String sealed =
        SecretBox.sealWith(
            keyFrom(token),
            next.text().getBytes(StandardCharsets.US_ASCII),
            sealContext(session),
            random);
    long expiresAt = expiry(session.createdAtMillis(), nowMillis);
    return new Turn.Rotated(session.rotate(next.hash(), sealed, nowMillis, expiresAt), next);
  }

  /** The token that replaced the given one, if it is still the current one; else null. */
  private static @Nullable OpaqueToken successor(OpaqueToken token, Session session) {
    String sealed = session.successorSealed();
    if (sealed == null) {
      return null;
    }
    try {
      byte[] text = SecretBox.openWith(keyFrom(token), sealed, sealContext(session));
      OpaqueToken next =
          OpaqueToken.parse(OpaqueToken.Kind.REFRESH, new String(text, StandardCharsets.US_ASCII));
      return next != null && next.hashesTo(session.refreshTokenHash()) ? next : null;
    } catch (SecretBox.Unopenable e) {
      return null;
    }
  }

  private static @Nullable TokenFault fault(Session session, long nowMillis) {
    if (session.revoked()) {
      return TokenFault.REVOKED;
    }
    return nowMillis >= session.expiresAtMillis() ? TokenFault.EXPIRED : null;
  }

  private long expiry(long createdAtMillis, long nowMillis) {
    return Math.min(createdAtMillis + lifetimeMillis, nowMillis + idleMillis);
  }

  /**
   * An AES key that only a holder of the token can make; the token is random, so a hash will do.
   */
  private static byte[] keyFrom(OpaqueToken token) {
    MessageDigest digest = Hashes.sha256();
    digest.update("trestle refresh successor".getBytes(StandardCharsets.US_ASCII));
    return digest.digest(token.text().getBytes(StandardCharsets.US_ASCII));
  }

  private static String sealContext(Session session) {
    return "successor:" + session.id();
  }
}
