package dev.trestle.access;

import dev.trestle.domain.credentials.TokenFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JWT in strict compact form whose header asks for nothing unusual. Its signature is <em>not</em>
 * checked yet: the payload is good only for finding the issuer.
 */
record ParsedToken(
    String text,
    String algorithm,
    @Nullable String kid,
    @Nullable String type,
    Map<String, @Nullable Object> payload) {

  /** Longer than any real token; some issuers list hundreds of groups. */
  static final int LENGTH_MAX = 16 * 1024;

  private static final int KID_LENGTH_MAX = 200;

  // A header that would let the token name its own key, change how it is read, or demand support
  // for something we do not know. x5t (a mere fingerprint) is common and simply not looked at.
  private static final Set<String> REFUSED_HEADERS =
      Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc", "cty", "epk", "p2c", "p2s");

  static ParsedToken parse(String token) throws TokenRefused {
    if (token.length() > LENGTH_MAX) {
      throw new TokenRefused(TokenFault.SIZE);
    }
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      throw new TokenRefused(TokenFault.FORM);
    }
    byte[] headerBytes = decode(token.substring(0, first));
    byte[] payloadBytes = decode(token.substring(first + 1, second));
    decode(token.substring(second + 1));
    Map<String, @Nullable Object> header = json(headerBytes);
    for (String name : header.keySet()) {
      if (REFUSED_HEADERS.contains(name)) {
        throw new TokenRefused(TokenFault.HEADER);
      }
    }
    String algorithm = text(header, "alg");
    if (algorithm == null) {
      throw new TokenRefused(TokenFault.ALGORITHM);
    }
    String kid = text(header, "kid");
    if (kid != null && kid.length() > KID_LENGTH_MAX) {
      throw new TokenRefused(TokenFault.HEADER);
    }
    return new ParsedToken(token, algorithm, kid, text(header, "typ"), json(payloadBytes));
  }

  private static @Nullable String text(Map<String, @Nullable Object> header, String name)
      throws TokenRefused {
    Object value = header.get(name);
    if (value == null && !header.containsKey(name)) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw new TokenRefused(TokenFault.HEADER);
    }
    return text;
  }

  private static byte[] decode(String segment) throws TokenRefused {
    if (segment.isEmpty()) {
      throw new TokenRefused(TokenFault.FORM);
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean base64url =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!base64url) {
        throw new TokenRefused(TokenFault.FORM);
      }
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(segment);
      // The last character may carry bits that the decoder drops; then several texts would be the
      // same token.
      if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
        throw new TokenRefused(TokenFault.FORM);
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new TokenRefused(TokenFault.FORM);
    }
  }

  private static Map<String, @Nullable Object> json(byte[] bytes) throws TokenRefused {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return StrictJson.object(text);
    } catch (CharacterCodingException | StrictJson.NotJson e) {
      throw new TokenRefused(TokenFault.JSON);
    }
  }

  /** The text is a credential, so it is left out. */
  @Override
  public String toString() {
    return "ParsedToken[algorithm=" + algorithm + "]";
  }
}
