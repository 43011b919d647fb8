package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.read.MailSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches by POP3: looks, takes what it does not know by its unique id, deletes it where that is
 * wished, and hangs up.
 */
final class Pop3Fetcher implements Fetcher {
  private static final int KNOWN_MAX = 5_000;
  private static final int NOTED_EVERY = 50;

  private final Visit visit;
  private final Mailbox.Fetch fetch;
  private final Mailbox.Server server;
  private volatile @Nullable Pop3 current;

  Pop3Fetcher(Visit visit) {
    this.visit = visit;
    this.fetch = visit.mailbox().fetch();
    this.server = Objects.requireNonNull(fetch.server());
  }

  @Override
  public void fetch() throws IOException, InterruptedException, IntakeBusy {
    visit.judge(server);
    Credential credential = visit.credential(server);
    Pop3 pop = Pop3.connected(server, visit.trust());
    current = pop;
    try {
      pop.signIn(credential);
      visit.note(reception -> reception.troubled("", visit.now()));
      takeNew(pop, pop.messages());
      // Only a conversation that ends in good order deletes anything.
      pop.quit();
    } finally {
      current = null;
      pop.closeQuietly();
    }
  }

  private void takeNew(Pop3 pop, List<Pop3.Listed> messages) throws IOException, IntakeBusy {
    Set<String> known = new HashSet<>(visit.reception().known());
    List<String> there = new ArrayList<>();
    int taken = 0;
    Left left = new Left();
    for (Pop3.Listed each : messages) {
      boolean stays = fetch.afterwards() != Mailbox.Afterwards.DELETE;
      MailSource raw = () -> pop.content(each.number());
      if (!known.contains(each.uniqueId())
          && !visit.over()
          && !left.tooMany()
          && left.takes(() -> visit.take(raw, "pop3 " + each.uniqueId()))) {
        known.add(each.uniqueId());
        taken++;
      }
      if (known.contains(each.uniqueId())) {
        there.add(each.uniqueId());
        if (!stays) {
          pop.delete(each.number());
        }
      }
      if (taken == NOTED_EVERY) {
        note(List.copyOf(known), taken);
        taken = 0;
      }
    }
    note(there, taken);
    if (left.any()) {
      // What was taken before may go all the same.
      pop.quit();
      left.tell();
    }
  }

  private void note(List<String> ids, int taken) {
    List<String> kept = ids.subList(Math.max(0, ids.size() - KNOWN_MAX), ids.size());
    visit.note(reception -> reception.knowing(kept).took(taken, visit.now()));
  }

  @Override
  public void cut() {
    Pop3 open = current;
    if (open != null) {
      open.closeQuietly();
    }
  }
}
