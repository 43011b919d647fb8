package dev.trestle.access;

import dev.trestle.domain.credentials.TokenFault;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures with one key and the one algorithm that belongs to it. The token's own header
 * is only compared with it, never followed.
 */
final class SignatureCheck {
  private static final int RSA_BITS_MIN = 2048;
  private static final int RSA_BITS_MAX = 8192;
  private static final int P256_BITS = 256;

  private final String algorithm;
  private final JwtParser parser;

  private SignatureCheck(String algorithm, JwtParser parser) {
    this.algorithm = algorithm;
    this.parser = parser;
  }

  /** A check with the key; null when no accepted algorithm goes with a key of this kind or size. */
  static @Nullable SignatureCheck with(PublicKey key, InstantSource time, long leewaySeconds) {
    SecureDigestAlgorithm<?, ?> algorithm =
        switch (key) {
          case RSAPublicKey rsa
              when rsa.getModulus().bitLength() >= RSA_BITS_MIN
                  && rsa.getModulus().bitLength() <= RSA_BITS_MAX ->
              Jwts.SIG.RS256;
          case ECPublicKey ec
              when ec.getParams().getCurve().getField().getFieldSize() == P256_BITS ->
              Jwts.SIG.ES256;
          case EdECPublicKey ed
              when NamedParameterSpec.ED25519.getName().equals(ed.getParams().getName()) ->
              Jwts.SIG.EdDSA;
          default -> null;
        };
    if (algorithm == null) {
      return null;
    }
    JwtParser parser =
        Jwts.parser()
            .json(JwtJson.READER)
            .clock(() -> Date.from(time.instant()))
            .clockSkewSeconds(leewaySeconds)
            .sig()
            .clear()
            .add(algorithm)
            .and()
            .zip()
            .clear()
            .and()
            .verifyWith(key)
            .build();
    return new SignatureCheck(algorithm.getId(), parser);
  }

  String algorithm() {
    return algorithm;
  }

  /** Refuses unless the token names the key's algorithm and carries a signature of the key. */
  void require(ParsedToken token) throws TokenRefused {
    if (!algorithm.equals(token.algorithm())) {
      throw new TokenRefused(TokenFault.ALGORITHM);
    }
    try {
      parser.parseSignedClaims(token.text());
    } catch (io.jsonwebtoken.ExpiredJwtException e) {
      throw new TokenRefused(TokenFault.EXPIRED);
    } catch (io.jsonwebtoken.PrematureJwtException e) {
      throw new TokenRefused(TokenFault.NOT_YET_VALID);
    } catch (io.jsonwebtoken.security.SecurityException e) {
      throw new TokenRefused(TokenFault.SIGNATURE);
    } catch (JwtException | IllegalArgumentException e) {
      throw new TokenRefused(TokenFault.CLAIM);
    }
  }
}
