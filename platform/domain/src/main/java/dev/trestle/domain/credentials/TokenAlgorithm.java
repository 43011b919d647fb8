package dev.trestle.domain.credentials;

import org.jspecify.annotations.Nullable;

/** A signature algorithm that outside tokens may be signed with; all of them have public keys. */
public enum TokenAlgorithm {
  RS256("RS256"),
  ES256("ES256"),
  EDDSA("EdDSA");

  private final String headerName;

  TokenAlgorithm(String headerName) {
    this.headerName = headerName;
  }

  /** The name in token headers and key sets. */
  public String headerName() {
    return headerName;
  }

  /** The algorithm of this header name; null when it is none of these. */
  public static @Nullable TokenAlgorithm of(String headerName) {
    for (TokenAlgorithm algorithm : values()) {
      if (algorithm.headerName.equals(headerName)) {
        return algorithm;
      }
    }
    return null;
  }
}
