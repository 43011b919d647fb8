package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the messages of one mailbox, over one connection at a time, which another thread may cut.
 *
 * @param <C> how its server is talked to
 */
abstract sealed class Fetcher<C extends Conversation> permits ImapFetcher, Pop3Fetcher {
  /** After so many messages it is noted how far fetching came. */
  static final int NOTED_EVERY = 50;

  final Visit visit;
  final Mailbox.Fetch fetch;
  private final Mailbox.Server server;
  private volatile @Nullable C current;
  private volatile boolean letIn;

  Fetcher(Visit visit) {
    this.visit = visit;
    this.fetch = visit.mailbox().fetch();
    this.server = Objects.requireNonNull(fetch.server());
  }

  /** A conversation that is protected as the settings say, but nobody has signed in. */
  abstract C connected(Mailbox.Server server) throws Trouble;

  /** Takes what is there, for as long as the server goes on telling of new messages. */
  abstract void takeFrom(C conversation) throws IOException, InterruptedException, IntakeBusy;

  /** Ends a conversation, in good order where that goes on. */
  void end(C conversation) {
    conversation.closeQuietly();
  }

  /** Fetches until the visit is over, or the connection is; may return for another turn. */
  final void fetch() throws IOException, InterruptedException, IntakeBusy {
    letIn = false;
    visit.judge(server);
    Credential credential = visit.credential(server);
    C conversation = connected(server);
    current = conversation;
    try {
      signIn(conversation, credential);
      letIn = true;
      takeFrom(conversation);
    } finally {
      current = null;
      end(conversation);
    }
  }

  private void signIn(C conversation, Credential credential) throws IOException {
    try {
      conversation.signIn(credential);
    } catch (Trouble refused) {
      visit.forgetToken();
      throw refused;
    }
  }

  /** Whether the server let it in at its last turn. */
  final boolean wasLetIn() {
    return letIn;
  }

  /** Says that nothing is wrong any more. */
  final void works() {
    visit.note(reception -> reception.troubled("", visit.now()));
  }

  /** Closes the connection at once, from another thread. */
  final void cut() {
    C open = current;
    if (open != null) {
      open.closeQuietly();
    }
  }
}
