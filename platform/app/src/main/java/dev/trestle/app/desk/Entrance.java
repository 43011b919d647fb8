package dev.trestle.app.desk;

import dev.trestle.domain.access.Viewer;
import dev.trestle.http.exchange.Authenticator;
import dev.trestle.http.exchange.Refusals;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds out who makes a request. */
final class Entrance implements Authenticator {
  /** Prepares the credentials of a desk; how to sign in when this is its first start. */
  RunningDesk.@Nullable FirstSignIn open(DeskSettings settings) {
    return null;
  }

  byte[] jwks() {
    return "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Viewer authenticate(@Nullable String authorization, String remoteAddress) {
    if (authorization != null) {
      throw Refusals.unauthenticated(
          "TOKEN_INVALID", "This token is not good here.", "Sign in again.");
    }
    return Viewer.ANONYMOUS;
  }
}
