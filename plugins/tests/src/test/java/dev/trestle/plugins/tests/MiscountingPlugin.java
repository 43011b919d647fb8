package dev.trestle.plugins.tests;

import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.schema.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Shows clocks in the words of the real ones; a ticket's subject says what is wrong with its. */
public final class MiscountingPlugin implements DeskPlugin {
  static final String MANIFEST =
      """
      id=miscounting
      version=1.0.0
      name=Miscounting
      description=Shows clocks that do not add up.
      vendor=Tests
      plugin.class=dev.trestle.plugins.tests.MiscountingPlugin
      sdk=>=0.1.0 <0.2.0
      reads=ticket
      """;

  /** A part of a clock's account. */
  record Part(Instant from, Instant to, boolean counted, String reason) {}

  /** A clock of eight hours, and its only cycle. */
  record Run(String state, Duration used, Instant startedAt, List<Part> because) {
    Duration target() {
      return Duration.ofHours(8);
    }

    Duration remaining() {
      return target().minus(used);
    }
  }

  /** A ticket's clocks, with the cycles that they say they have. */
  record Miscounted(Run clock, Run cycle) {}

  @Override
  public List<String> schema() {
    String run =
        """
          "How it stands."
          state: String!
          "What is allowed."
          target: Duration!
          "What is used."
          used: Duration!
          "What is left."
          remaining: Duration!
          "When it began."
          startedAt: DateTime!
          "When it ended; always null."
          endedAt: DateTime
          "Its account."
          because: [MiscountedPart!]!
        """;
    return List.of(
        """
        extend type Ticket {
          "Clocks that may not add up."
          sla: Miscounted
        }
        "Clocks."
        type Miscounted {
          "All of them."
          clocks: [MiscountedClock!]!
        }
        "A clock."
        type MiscountedClock {
          "What it counts."
          kind: String!
          "For whom."
          agreement: String!
          "Its cycles."
          cycles: [MiscountedCycle!]!
        %1$s}
        "A cycle."
        type MiscountedCycle {
        %1$s}
        "A part of an account."
        type MiscountedPart {
          "From when."
          from: DateTime!
          "Until when."
          to: DateTime!
          "Whether it counts."
          counted: Boolean!
          "Why."
          reason: String!
        }
        """
            .formatted(run));
  }

  @Override
  public List<Fields<?>> fields() {
    return List.of(
        Fields.of("Ticket", Ticket.class)
            .getter(
                "sla",
                ticket -> clocks(ticket.subject(), Instant.ofEpochMilli(ticket.createdAtMillis()))),
        Fields.of("Miscounted", Miscounted.class).getter("clocks", List::of),
        run(Fields.of("MiscountedClock", Miscounted.class), true)
            .getter("kind", clock -> "RESOLUTION")
            .getter("agreement", clock -> "CUSTOMER")
            .getter("cycles", List::of),
        run(Fields.of("MiscountedCycle", Miscounted.class), false),
        Fields.of("MiscountedPart", Part.class)
            .getter("from", Part::from)
            .getter("to", Part::to)
            .booleanGetter("counted", Part::counted)
            .getter("reason", Part::reason));
  }

  private static Fields<Miscounted> run(Fields<Miscounted> fields, boolean clock) {
    return fields
        .getter("state", both -> pick(both, clock).state())
        .getter("target", both -> pick(both, clock).target())
        .getter("used", both -> pick(both, clock).used())
        .getter("remaining", both -> pick(both, clock).remaining())
        .getter("startedAt", both -> pick(both, clock).startedAt())
        .getter("endedAt", both -> null)
        .getter("because", both -> pick(both, clock).because());
  }

  private static Run pick(Miscounted both, boolean clock) {
    return clock ? both.clock() : both.cycle();
  }

  /** Two hours have passed, the first of which counts. */
  private static Miscounted clocks(String fault, Instant created) {
    Instant pause = created.plus(Duration.ofHours(1));
    Instant now = created.plus(Duration.ofHours(fault.equals("end") ? 3 : 2));
    List<Part> because =
        List.of(
            new Part(created, pause, true, "COUNTED"),
            new Part(
                fault.equals("gap") ? pause.plusMillis(1) : pause,
                now,
                false,
                fault.equals("reason") ? "COUNTED" : "PAUSED"));
    Duration used = Duration.ofHours(1).plusMillis(fault.equals("sum") ? 1 : 0);
    Run run = new Run(fault.equals("late") ? "MISSED" : "PAUSED", used, created, because);
    Run other = new Run("RUNNING", used, created, because);
    return new Miscounted(fault.equals("cycle") ? other : run, run);
  }
}
