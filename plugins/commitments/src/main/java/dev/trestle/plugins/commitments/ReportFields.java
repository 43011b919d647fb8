package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentFields.snapshot;
import static dev.trestle.plugins.commitments.Policy.POLICIES;

import dev.trestle.plugins.commitments.Outcome.Kind;
import dev.trestle.plugins.commitments.Policy.Rule;
import dev.trestle.plugins.commitments.Report.Number;
import dev.trestle.plugins.commitments.Report.Row;
import dev.trestle.plugins.commitments.Report.Tally;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How policies and reports are read. */
final class ReportFields {
  private static final int LISTED_MAX = 200;

  private ReportFields() {}

  /** A span for one priority. */
  record Span(TicketPriority priority, Duration allowed) {}

  /** A report as it was asked for. */
  record Answered(Instant from, Instant to, List<Row> rows) {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("CommitmentPolicy", Policy.class)
            .getter("id", Policy::id)
            .intGetter("version", Policy::version)
            .getter("name", Policy::name)
            .getter("state", Policy::state)
            .getter("filter", policy -> CommitmentFields.json(policy.filter()))
            .booleanGetter("workingTime", Policy::workingTime)
            .getter("pausesIn", Policy::pausesIn)
            .getter("rules", Policy::rules)
            .computed(
                "escalateToAgent",
                (policy, arguments, context) -> snapshot(context).agent(policy.escalateToAgentId()))
            .computed(
                "escalateToTeam",
                (policy, arguments, context) -> snapshot(context).team(policy.escalateToTeamId())));
    all.add(
        Fields.of("CommitmentRule", Rule.class)
            .getter("kind", Rule::kind)
            .getter("spans", ReportFields::spans));
    all.add(
        Fields.of("CommitmentSpan", Span.class)
            .getter("priority", Span::priority)
            .getter("allowed", Span::allowed));
    all.add(
        Fields.of("CommitmentsReport", Answered.class)
            .getter("from", Answered::from)
            .getter("to", Answered::to)
            .getter("series", Answered::rows));
    all.add(
        Fields.of("CommitmentsSeries", Row.class)
            .getter("groupId", Row::groupId)
            .getter("groupName", Row::groupName)
            .getter("total", Row::total)
            .getter("points", Row::points));
    all.add(
        Fields.of("CommitmentsTally", Tally.class)
            .getter("from", Tally::from)
            .getter("to", Tally::to)
            .intGetter("kept", tally -> tally.of(Number.KEPT))
            .intGetter("breached", tally -> tally.of(Number.BREACHED))
            .intGetter("waived", Tally::waived)
            .intGetter("withoutNotice", tally -> tally.of(Number.WITHOUT_NOTICE))
            .getter("shareWithoutNotice", Tally::shareWithoutNotice)
            .intGetter("updatesMissed", tally -> tally.of(Number.UPDATES_MISSED))
            .intGetter("chases", tally -> tally.of(Number.CHASES))
            .computed("tickets", (tally, arguments, context) -> tickets(tally, arguments)));
    all.addAll(Page.fields("CommitmentPolicy"));
    return all;
  }

  private static List<Span> spans(Rule rule) {
    List<Span> spans = new ArrayList<>();
    for (TicketPriority priority : TicketPriority.values()) {
      Long span = rule.spans().get(priority.name());
      if (span != null) {
        spans.add(new Span(priority, Duration.ofMillis(span)));
      }
    }
    return spans;
  }

  private static List<?> tickets(Tally tally, Arguments arguments) {
    int first = arguments.integerOr("first", 0);
    int skip = arguments.integerOr("skip", 0);
    if (first < 1 || first > LISTED_MAX || skip < 0) {
      throw new FieldProblem(
          ProblemType.INVALID, "PAGE_SIZE", "Ask for 1 to 200, and skip no fewer than 0.");
    }
    List<?> all = tally.tickets(Objects.requireNonNull(arguments.constant("of", Number.class)));
    int begin = Math.min(skip, all.size());
    return all.subList(begin, Math.min(begin + first, all.size()));
  }

  static Page<Policy> policies(Arguments arguments, RequestContext context) {
    return snapshot(context).records(POLICIES).sorted("place").page(arguments);
  }

  static Answered report(Arguments arguments, RequestContext context) {
    Instant from = Objects.requireNonNull(arguments.instant("from"));
    Instant to = Objects.requireNonNull(arguments.instant("to"));
    if (!from.isBefore(to)) {
      throw new FieldProblem(
          ProblemType.INVALID, "COMMITMENTS_REPORT_EMPTY", "The report must end after it begins.");
    }
    Report.Period period =
        Objects.requireNonNull(arguments.constant("period", Report.Period.class));
    List<Instant> bounds = Report.bounds(from, to, period);
    if (bounds.size() > Report.POINTS_MAX + 1 || !bounds.getLast().equals(to)) {
      throw new FieldProblem(
          ProblemType.LIMIT,
          "COMMITMENTS_REPORT_TOO_FINE",
          "A series has at most 400 points. Ask for longer periods, or less time.");
    }
    Report.Group group = Objects.requireNonNull(arguments.constant("groupBy", Report.Group.class));
    Kind only = arguments.constant("only", Kind.class);
    Lists.Seen seen = new Lists.Seen(arguments, context);
    return new Answered(from, to, new Report(snapshot(context), seen, group, only, bounds).rows());
  }
}
