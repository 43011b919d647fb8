package dev.trestle.http.exchange;

import dev.trestle.domain.access.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Tells who stands behind a request. Called for every request, and again for every event of an open
 * subscription, so that a role that was taken away counts at once; it should answer from memory.
 */
@FunctionalInterface
public interface Authenticator {

  /**
   * @param authorization the Authorization header as sent; null when there is none, which is
   *     answered by {@link Viewer#ANONYMOUS}
   * @param remoteAddress the client's address as text
   * @throws Refusal 401 with a code when the credential is not, or no longer, valid
   */
  Viewer authenticate(@Nullable String authorization, String remoteAddress);
}
