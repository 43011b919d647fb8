package dev.trestle.plugins.tests;

import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.plugins.sla.api.PromisedClock;
import dev.trestle.plugins.sla.api.SlaClocks;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.List;

/** A plugin that asks another one what was promised. */
public final class AskingPlugin implements DeskPlugin {
  static final String MANIFEST =
      """
      id=asking
      version=1.0.0
      name=Asking
      description=Asks what was promised.
      vendor=Tests
      plugin.class=dev.trestle.plugins.tests.AskingPlugin
      sdk=>=0.1.0 <0.2.0
      requires=capability:sla.clocks, sla@>=0.1.0, calendars@>=0.1.0
      reads=ticket, message
      """;

  @Override
  public List<String> schema() {
    return List.of(
        """
        extend type Query {
          "What was promised on a ticket, a line for each clock. Null when the ticket is unknown."
          promised(
            "The ticket's id."
            ticketId: ID!
          ): [String!]
        }
        """);
  }

  @Override
  public RootFields roots() {
    return new RootFields().query("promised", AskingPlugin::promised);
  }

  private static Object promised(Arguments arguments, RequestContext context) {
    Surroundings surroundings = context.get(Surroundings.class);
    Snapshot snapshot = context.get(Snapshot.class);
    return surroundings
        .service(SlaClocks.class)
        .orElseThrow()
        .of(
            snapshot,
            snapshot.ticket(arguments.id("ticketId")),
            surroundings.service(Calendars.class).orElseThrow(),
            surroundings.now())
        .stream()
        .map(AskingPlugin::line)
        .toList();
  }

  private static String line(PromisedClock clock) {
    return String.join(
        " ",
        clock.policyName(),
        clock.agreement(),
        clock.kind(),
        clock.state(),
        clock.remaining().toString(),
        "due " + clock.dueAt(),
        "projected " + clock.projectedAt(),
        "at risk " + clock.atRiskAt());
  }
}
