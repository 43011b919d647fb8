package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.hooks.Campaign;
import dev.trestle.benchmarks.hooks.Campaign.Part;
import dev.trestle.benchmarks.hooks.Campaign.Report;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;

/** Whether a receiver in all its moods gets every event, and what a delivery costs. */
final class Webhooks {
  private final Desks desks;
  private final int events;

  Webhooks(Desks desks, int events) {
    this.desks = desks;
    this.events = events;
  }

  String run() {
    String machine = Machine.line();
    Report report;
    try (ServerProcess desk =
        desks.startIn(desks.fresh("webhooks"), Desks.Way.RUN, Campaign.SETTINGS)) {
      report = new Campaign(desk, () -> desks.signIn(desk), events).run();
    }
    if (!report.faults().isEmpty()) {
      throw new IllegalStateException("The campaign failed: " + report.faults());
    }
    Table table =
        new Table(
            "receiver",
            "received",
            "events/s",
            "attempts",
            "failed",
            "repeats",
            "connections",
            "drain",
            "server CPU us/event",
            "written B/event",
            "resident");
    for (Part part : report.parts()) {
      table.row(
          part.name(),
          Figures.count(part.received()),
          Figures.count(part.received() / part.seconds()),
          Figures.count(part.attempts()),
          Figures.count(part.failures()),
          Figures.count(part.repeats()),
          Figures.count(part.connections()),
          Figures.seconds(part.drainSeconds()),
          Figures.micros(part.used().cpuSeconds() / part.received()),
          Figures.count((double) part.used().writtenBytes() / part.received()),
          Figures.megabytes(part.residentBytes()));
    }
    return Figures.count(events)
        + " events to one webhook, none lost, in order per ticket, each signature verified by the"
        + " published library, the same webhook-id whenever it came. "
        + machine
        + ".\n\n"
        + table;
  }
}
