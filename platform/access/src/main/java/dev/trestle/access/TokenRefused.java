package dev.trestle.access;

import dev.trestle.domain.credentials.TokenFault;

/** Leaves a chain of token checks at the first that fails; never leaves this package. */
final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final TokenFault fault;

  TokenRefused(TokenFault fault) {
    // A hostile token must be cheap to refuse, so no stack trace is recorded.
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  TokenFault fault() {
    return fault;
  }
}
