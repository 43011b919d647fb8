package dev.trestle.domain.ticket;

import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import org.jspecify.annotations.Nullable;

/** What people call a record, so that history reads without looking anything up. */
final class Names {
  private Names() {}

  static @Nullable String of(@Nullable Stored record) {
    return switch (record) {
      case null -> null;
      case Agent agent -> agent.name();
      case Team team -> team.name();
      case Contact contact -> contact.name();
      case Company company -> company.name();
      case Site site -> site.name();
      case Queue queue -> queue.name();
      case Ticket ticket -> ticket.number();
      default -> null;
    };
  }
}
