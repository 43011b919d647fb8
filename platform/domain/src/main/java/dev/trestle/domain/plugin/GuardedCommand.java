package dev.trestle.domain.plugin;

import dev.trestle.domain.command.CommandGuards.Proposal;
import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One command before one plugin's guard. */
final class GuardedCommand implements GuardContext {
  private static final int FINDINGS_MAX = 100;
  private static final int RELIED_MAX = 10_000;

  private final ActivePlugin plugin;
  private final Proposal proposal;
  private final List<TicketChange> tickets;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<Expectation> expectations = new ArrayList<>();

  GuardedCommand(ActivePlugin plugin, Proposal proposal, List<TicketChange> tickets) {
    this.plugin = plugin;
    this.proposal = proposal;
    this.tickets = tickets;
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }

  List<Expectation> expectations() {
    return expectations;
  }

  @Override
  public String command() {
    return proposal.command();
  }

  @Override
  public Viewer viewer() {
    return proposal.viewer();
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(proposal.nowMillis());
  }

  @Override
  public Snapshot before() {
    return plugin.stores().snapshot(proposal.before());
  }

  @Override
  public Snapshot after() {
    return plugin.stores().snapshot(proposal.foreseen().get());
  }

  @Override
  public List<TicketChange> tickets() {
    if (!plugin.consented().reads().contains("ticket")) {
      throw new ProblemException(
          ProblemType.PLUGIN,
          "PLUGIN_NOT_CONSENTED",
          "The plugin " + plugin.id() + " guards tickets without consent to read them.");
    }
    return tickets;
  }

  @Override
  public <R extends Record & DeskRecord> void relyOn(RecordType<R> type, UUID id) {
    R record = before().records(type).get(id);
    if (expectations.size() == RELIED_MAX) {
      throw new IllegalStateException("a guard relies on at most " + RELIED_MAX + " records");
    }
    expectations.add(
        new Expectation.Version(
            NeutralSchema.named(TableDefinitions.name(plugin.id(), type)),
            id,
            record == null ? 0 : record.version()));
  }

  @Override
  public Surroundings surroundings() {
    return plugin.surroundings();
  }

  @Override
  public void refuse(String code, String message, String... path) {
    add(problems, code, message, path);
  }

  @Override
  public void warn(String code, String message, String... path) {
    add(warnings, code, message, path);
  }

  private static void add(List<Problem> findings, String code, String message, String... path) {
    if (findings.size() < FINDINGS_MAX) {
      findings.add(Problem.of(ProblemType.PRECONDITION, code, message, path));
    }
  }
}
