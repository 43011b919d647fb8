package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.read.MailSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Fetches by POP3: looks, takes what it does not know by its unique id, deletes it where that is
 * wished, and hangs up.
 */
final class Pop3Fetcher extends Fetcher<Pop3> {
  /** Stands before the id of a message that must not be deleted; no id holds a blank. */
  private static final String STAYS = " ";

  private static final int NOTED_OF = 20;

  Pop3Fetcher(Visit visit) {
    super(visit);
  }

  @Override
  Pop3 connected(Mailbox.Server server) throws Trouble {
    return Pop3.connected(server, visit.trust());
  }

  @Override
  void takeFrom(Pop3 pop) throws IOException, IntakeBusy {
    works();
    takeNew(pop, pop.messages());
    // Only a conversation that ends in good order deletes anything.
    pop.quit();
  }

  private void takeNew(Pop3 pop, List<Pop3.Listed> messages) throws IOException, IntakeBusy {
    Set<String> known = new LinkedHashSet<>(visit.reception().known());
    List<String> there = new ArrayList<>();
    int taken = 0;
    Left left = new Left();
    for (Pop3.Listed each : messages) {
      if (isNew(each, known) && !visit.over() && !left.tooMany()) {
        MailSource raw = () -> pop.content(each.number());
        Left.Fate fate = left.tries(() -> visit.take(raw, "pop3 " + each.uniqueId()));
        if (fate == Left.Fate.IN_PART) {
          known.add(STAYS + each.uniqueId());
        } else if (fate == Left.Fate.TAKEN && deletes()) {
          pop.delete(each.number());
        } else if (fate == Left.Fate.TAKEN) {
          known.add(each.uniqueId());
        }
        taken += fate == Left.Fate.LEFT ? 0 : 1;
      }
      if (known.contains(STAYS + each.uniqueId())) {
        there.add(STAYS + each.uniqueId());
      } else if (known.contains(each.uniqueId()) && !deletes()) {
        there.add(each.uniqueId());
      }
      // What is known is noted as a whole, so the more there is, the less often.
      if (taken >= Math.max(NOTED_EVERY, known.size() / NOTED_OF)) {
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

  private boolean deletes() {
    return fetch.afterwards() == Mailbox.Afterwards.DELETE;
  }

  /**
   * Where what is taken is deleted, whatever is there is taken, if need be once more: a server may
   * give the id of a message that is gone to another one.
   */
  private boolean isNew(Pop3.Listed message, Set<String> known) {
    return !known.contains(STAYS + message.uniqueId())
        && (deletes() || !known.contains(message.uniqueId()));
  }

  private void note(List<String> ids, int taken) {
    visit.note(reception -> reception.knowing(ids).took(taken, visit.now()));
  }
}
