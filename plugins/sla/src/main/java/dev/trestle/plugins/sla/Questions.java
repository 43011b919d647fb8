package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.Forecast.Breach;
import dev.trestle.plugins.sla.Report.Row;
import dev.trestle.plugins.sla.Report.Tally;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Forecasts and reports. */
final class Questions {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LISTED_MAX = 200;

  /** A report as it was asked for. */
  record Answered(Instant from, Instant to, List<Row> rows) {}

  void add(RootFields roots) {
    roots
        .slowQuery("slaForecast", PATIENCE, this::forecast)
        .guarded(SlaPlugin.READ)
        .slowQuery("slaReport", PATIENCE, this::report)
        .guarded(SlaPlugin.READ);
  }

  static void add(List<Fields<?>> all) {
    all.add(
        Fields.of("SlaForecast", Forecast.Result.class)
            .intGetter("breachCount", result -> result.breaches().size())
            .intGetter("ticketCount", Forecast.Result::ticketCount)
            .computed(
                "breaches", (result, arguments, context) -> listed(result.breaches(), arguments)));
    all.add(
        Fields.of("SlaForecastBreach", Breach.class)
            .getter("ticket", Breach::ticketId)
            .getter("agreement", Breach::agreement)
            .getter("kind", Breach::kind)
            .getter("policy", Breach::policy)
            .getter("dueAt", Breach::dueAt));
    all.add(
        Fields.of("SlaReport", Answered.class)
            .getter("from", Answered::from)
            .getter("to", Answered::to)
            .getter("series", Answered::rows));
    all.add(
        Fields.of("SlaSeries", Row.class)
            .getter("policy", Row::policy)
            .getter("kind", Row::kind)
            .getter("groupId", Row::groupId)
            .getter("groupName", Row::groupName)
            .getter("total", Row::total)
            .getter("points", Row::points));
    all.add(
        Fields.of("SlaTally", Tally.class)
            .getter("from", Tally::from)
            .getter("to", Tally::to)
            .intGetter("met", Tally::met)
            .intGetter("missed", Tally::missed)
            .getter("attainment", Tally::attainment)
            .computed(
                "tickets",
                (tally, arguments, context) ->
                    listed(tally.tickets(arguments.isTrue("missed")), arguments)));
  }

  private static <T> List<T> listed(List<T> all, Arguments arguments) {
    int first = arguments.integerOr("first", 0);
    int skip = arguments.integerOr("skip", 0);
    if (first < 1 || first > LISTED_MAX || skip < 0) {
      throw new FieldProblem(
          ProblemType.INVALID, "PAGE_SIZE", "Ask for 1 to 200, and skip no fewer than 0.");
    }
    int begin = Math.min(skip, all.size());
    return all.subList(begin, Math.min(begin + first, all.size()));
  }

  private Forecast.Result forecast(Arguments arguments, RequestContext context) {
    Snapshot snapshot = context.get(Snapshot.class);
    Instant now = context.get(Surroundings.class).now();
    Forecast forecast =
        new Forecast(
            snapshot,
            context.get(Viewer.class),
            now,
            Objects.requireNonNull(arguments.instant("until")),
            ProposedPolicies.filter(arguments));
    List<Arguments> policies = arguments.objects("policies");
    List<Arguments> calendars = arguments.objects("calendars");
    if (policies.isEmpty() && calendars.isEmpty()) {
      return forecast.asItIs(Rulebook.of(snapshot, context.get(Surroundings.class)));
    }
    PolicyBook book =
        PolicyBook.of(snapshot).with(new ProposedPolicies(snapshot, now).of(policies));
    return forecast.anew(
        new Rulebook(
            snapshot,
            book,
            TicketHours.of(context.get(Surroundings.class)).with(snapshot, calendars)),
        now.toEpochMilli());
  }

  private Answered report(Arguments arguments, RequestContext context) {
    Snapshot snapshot = context.get(Snapshot.class);
    Instant from = Objects.requireNonNull(arguments.instant("from"));
    Instant to = Objects.requireNonNull(arguments.instant("to"));
    if (!from.isBefore(to)) {
      throw new FieldProblem(
          ProblemType.INVALID, "SLA_REPORT_EMPTY", "The report must end after it begins.");
    }
    Report.Period period =
        Objects.requireNonNull(arguments.constant("period", Report.Period.class));
    List<Instant> bounds = Report.bounds(from, to, period);
    if (bounds.size() > Report.POINTS_MAX + 1 || !bounds.getLast().equals(to)) {
      throw new FieldProblem(
          ProblemType.LIMIT,
          "SLA_REPORT_TOO_FINE",
          "A series has at most 400 points. Ask for longer periods, or less time.");
    }
    Rulebook rules = Rulebook.of(snapshot, context.get(Surroundings.class));
    Report.Group group = Objects.requireNonNull(arguments.constant("groupBy", Report.Group.class));
    List<Row> rows =
        new Report(snapshot, context.get(Viewer.class), rules, group, bounds)
            .of(ProposedPolicies.filter(arguments));
    return new Answered(from, to, rows);
  }
}
