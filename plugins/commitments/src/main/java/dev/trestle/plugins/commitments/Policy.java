package dev.trestle.plugins.commitments;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How often customers hear of their tickets, and what counts as silence.
 *
 * @param nameKey the name in lower case, so that no two are called the same
 * @param place in the order in which policies are tried
 * @param filter shaped like {@code TicketFilter}; null for every ticket
 * @param workingTime whether spans are counted in the ticket's calendar; else by the clock on the
 *     wall
 * @param pausesIn categories in which no word is owed
 * @param escalateToAgentId who gets tasks that no owner can get, if any
 */
record Policy(
    UUID id,
    int version,
    String name,
    String nameKey,
    long place,
    State state,
    @Nullable Map<String, Object> filter,
    boolean workingTime,
    List<StatusCategory> pausesIn,
    List<Rule> rules,
    @Nullable UUID escalateToAgentId,
    @Nullable UUID escalateToTeamId)
    implements DeskRecord {

  static final RecordType<Policy> POLICIES =
      RecordType.of("policy", Policy.class)
          .unique("name", "COMMITMENT_POLICY_NAME_TAKEN", "nameKey")
          .sorted("place", "place");

  Policy {
    pausesIn = List.copyOf(pausesIn);
    rules = List.copyOf(rules);
  }

  /** Whether tickets are given to it. */
  enum State {
    ENABLED,
    DISABLED,
    ARCHIVED
  }

  /** What a span is for. */
  enum Kind {
    /** The customer hears from staff at least this often. */
    UPDATE,
    /** Nobody has it for so long. */
    NO_OWNER,
    /** Nothing is planned for so long. */
    NO_NEXT_ACTION,
    /** The customer has not heard for so long. */
    NO_WORD,
    /** So long before a promised time its owner is warned; by the clock on the wall. */
    PROMISE_WARNING
  }

  /** One kind's span in milliseconds for each priority, by the priority's name. */
  record Rule(Kind kind, Map<String, Long> spans) {
    Rule {
      spans = Map.copyOf(spans);
    }
  }

  @Nullable Duration span(Kind kind, TicketPriority priority) {
    for (Rule rule : rules) {
      Long span = rule.kind() == kind ? rule.spans().get(priority.name()) : null;
      if (span != null) {
        return Duration.ofMillis(span);
      }
    }
    return null;
  }

  Policy in(State next) {
    return new Policy(
        id,
        version,
        name,
        nameKey,
        place,
        next,
        filter,
        workingTime,
        pausesIn,
        rules,
        escalateToAgentId,
        escalateToTeamId);
  }

  Policy at(long next) {
    return new Policy(
        id,
        version,
        name,
        nameKey,
        next,
        state,
        filter,
        workingTime,
        pausesIn,
        rules,
        escalateToAgentId,
        escalateToTeamId);
  }
}
