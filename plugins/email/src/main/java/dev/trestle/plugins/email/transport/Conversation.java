package dev.trestle.plugins.email.transport;

import java.io.IOException;

/** Talking to a server from which mail is fetched. */
interface Conversation {
  /** Says who we are. */
  void signIn(Credential credential) throws IOException;

  /** Closes the connection at once, from any thread. */
  void closeQuietly();
}
