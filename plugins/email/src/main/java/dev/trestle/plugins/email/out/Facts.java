package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands for the places of a text: facts of a ticket that its customer may know. */
final class Facts {
  private static final Pattern PREFIXES =
      Pattern.compile(
          "^(?:(?:re|aw|antw|sv|fwd?|wg|tr|rv|rif|i|doorst)\\s*(?:\\[[0-9]{1,3}\\])?\\s*[:：]\\s*)+",
          Pattern.CASE_INSENSITIVE);

  private Facts() {}

  /** Of a ticket, as it is now. */
  static Function<Placeholder, @Nullable String> of(
      Snapshot snapshot,
      Surroundings surroundings,
      Ticket ticket,
      Mailbox mailbox,
      @Nullable PublicWord word,
      String language,
      Instant now) {
    return place ->
        switch (place) {
          case TICKET_NUMBER -> ticket.number();
          case TICKET_SUBJECT -> bare(ticket.subject(), ticket.number());
          case TICKET_STATUS -> status(snapshot, ticket);
          case CONTACT_NAME -> {
            Contact contact = snapshot.contact(ticket.requesterId());
            yield contact == null ? null : contact.name();
          }
          case COMPANY_NAME -> {
            Company company = snapshot.company(ticket.companyId());
            yield company == null ? null : company.name();
          }
          case AGENT_NAME -> holder(snapshot, ticket);
          case AUTHOR_NAME -> word == null ? null : word.author();
          case DESK_NAME -> name(mailbox);
          case DESK_ADDRESS -> mailbox.address();
          case NEXT_WORD -> {
            Instant next = NextWord.of(surroundings.queries(), ticket, now);
            yield next == null ? null : CustomerTimes.of(snapshot, ticket, language).text(next);
          }
          case MESSAGE -> word == null ? null : word.text().strip();
        };
  }

  /** Of a ticket that there is not, for those who write texts. */
  static Function<Placeholder, @Nullable String> example(
      Surroundings surroundings, String language) {
    Map<Placeholder, String> key =
        Map.of(
            Placeholder.TICKET_SUBJECT, "example.subject",
            Placeholder.TICKET_STATUS, "example.status",
            Placeholder.NEXT_WORD, "example.next",
            Placeholder.MESSAGE, "example.message");
    return place ->
        switch (place) {
          case TICKET_NUMBER -> "4711";
          case TICKET_SUBJECT, TICKET_STATUS, NEXT_WORD, MESSAGE ->
              surroundings.texts().text(language, Objects.requireNonNull(key.get(place)));
          case CONTACT_NAME -> "Carla Meier";
          case COMPANY_NAME -> "Meier & Sons";
          case AGENT_NAME, AUTHOR_NAME -> "Ada";
          case DESK_NAME -> "Support";
          case DESK_ADDRESS -> "support@desk.example";
        };
  }

  /** The name by which a mailbox writes. */
  static String name(Mailbox mailbox) {
    Mailbox.Send send = mailbox.send();
    return send == null || send.fromName().isEmpty() ? mailbox.name() : send.fromName();
  }

  /** A subject without what answers put in front of it, and without the ticket's own mark. */
  static String bare(String subject, String number) {
    String unmarked =
        subject.replaceAll("\\s*\\[[^\\[\\]]{0,40}#\\s?" + Pattern.quote(number) + "\\]\\s*", " ");
    return PREFIXES.matcher(unmarked.strip()).replaceFirst("").strip();
  }

  private static @Nullable String holder(Snapshot snapshot, Ticket ticket) {
    Agent agent = snapshot.agent(ticket.assigneeId());
    if (agent != null) {
      return agent.name();
    }
    Team team = snapshot.team(ticket.teamId());
    if (team != null) {
      return team.name();
    }
    Queue queue = snapshot.queue(ticket.queueId());
    return queue == null ? null : queue.name();
  }

  private static @Nullable String status(Snapshot snapshot, Ticket ticket) {
    Queue queue = snapshot.queue(ticket.queueId());
    return queue == null
        ? null
        : queue.statuses().stream()
            .filter(status -> status.key().equals(ticket.status()))
            .map(Queue.Status::name)
            .findFirst()
            .orElse(null);
  }
}
