package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Outcome.OUTCOMES;

import dev.trestle.plugins.commitments.Outcome.Kind;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Team;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How promises were kept, and who was told when they were not. */
final class Report {
  static final int POINTS_MAX = 400;
  private static final int DIGITS = 4;

  /** What rows are made of. */
  enum Group {
    NONE,
    COMPANY,
    QUEUE,
    TEAM,
    AGENT
  }

  /** How long the points of a series are. */
  enum Period {
    WHOLE,
    DAY,
    WEEK,
    MONTH
  }

  /** Which of a tally's numbers. */
  enum Number {
    KEPT,
    BREACHED,
    WITHOUT_NOTICE,
    UPDATES_MISSED,
    CHASES
  }

  /** What has happened in some time. */
  static final class Tally {
    private final Instant from;
    private final Instant to;
    private final Map<Number, List<UUID>> tickets = new EnumMap<>(Number.class);
    private int waived;

    Tally(Instant from, Instant to) {
      this.from = from;
      this.to = to;
    }

    Instant from() {
      return from;
    }

    Instant to() {
      return to;
    }

    int of(Number number) {
      return tickets(number).size();
    }

    int waived() {
      return waived;
    }

    List<UUID> tickets(Number number) {
      return tickets.getOrDefault(number, List.of());
    }

    /** The share of the breaches that nobody was told of before; null when there was none. */
    @Nullable BigDecimal shareWithoutNotice() {
      return share(of(Number.WITHOUT_NOTICE), of(Number.BREACHED));
    }

    private static @Nullable BigDecimal share(int part, int whole) {
      return whole == 0
          ? null
          : BigDecimal.valueOf(part)
              .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP);
    }

    void add(Outcome outcome) {
      switch (outcome.kind()) {
        case PROMISE_KEPT -> add(Number.KEPT, outcome);
        case PROMISE_BREACHED, CLOCK_BREACHED -> {
          add(Number.BREACHED, outcome);
          if (outcome.notice() == Notice.NONE) {
            add(Number.WITHOUT_NOTICE, outcome);
          } else if (outcome.notice() == Notice.WAIVED) {
            waived++;
          }
        }
        case UPDATE_MISSED -> add(Number.UPDATES_MISSED, outcome);
        case CHASE -> add(Number.CHASES, outcome);
      }
    }

    private void add(Number number, Outcome outcome) {
      tickets.computeIfAbsent(number, any -> new ArrayList<>()).add(outcome.ticketId());
    }
  }

  /** One row, with its points in the order of time. */
  record Row(@Nullable UUID groupId, @Nullable String groupName, Tally total, List<Tally> points) {}

  private final Snapshot snapshot;
  private final Lists.Seen seen;
  private final Group group;
  private final @Nullable Kind only;
  private final List<Instant> bounds;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  Report(
      Snapshot snapshot, Lists.Seen seen, Group group, @Nullable Kind only, List<Instant> bounds) {
    this.snapshot = snapshot;
    this.seen = seen;
    this.group = group;
    this.only = only;
    this.bounds = bounds;
  }

  /** The beginnings of the points, and the end; one too many when there are too many. */
  static List<Instant> bounds(Instant from, Instant to, Period period) {
    List<Instant> bounds = new ArrayList<>();
    ZonedDateTime begin = from.atZone(ZoneOffset.UTC);
    for (int i = 0; i <= POINTS_MAX; i++) {
      ZonedDateTime next =
          switch (period) {
            case WHOLE -> i == 0 ? begin : to.atZone(ZoneOffset.UTC);
            case DAY -> begin.plusDays(i);
            case WEEK -> begin.plusWeeks(i);
            case MONTH -> begin.plusMonths(i);
          };
      if (!next.toInstant().isBefore(to)) {
        bounds.add(to);
        return bounds;
      }
      bounds.add(next.toInstant());
    }
    return bounds;
  }

  List<Row> rows() {
    for (Outcome outcome : snapshot.records(OUTCOMES).sorted("at")) {
      if (!outcome.at().isBefore(bounds.getLast())) {
        break;
      }
      if (!outcome.at().isBefore(bounds.getFirst())
          && (only == null || outcome.kind() == only)
          && seen.sees(outcome.ticketId())) {
        count(outcome);
      }
    }
    if (group == Group.NONE && rows.isEmpty()) {
      // The figure of nothing is a figure, too.
      rows.put("null", row(null));
    }
    return rows.values().stream()
        .sorted(Comparator.comparing(row -> Objects.requireNonNullElse(row.groupName(), "")))
        .toList();
  }

  private void count(Outcome outcome) {
    UUID id =
        switch (group) {
          case NONE -> null;
          case COMPANY -> outcome.companyId();
          case QUEUE -> outcome.queueId();
          case TEAM -> outcome.teamId();
          case AGENT -> outcome.agentId();
        };
    Row row = rows.computeIfAbsent(String.valueOf(id), key -> row(id));
    row.total().add(outcome);
    int point = 0;
    while (!outcome.at().isBefore(bounds.get(point + 1))) {
      point++;
    }
    row.points().get(point).add(outcome);
  }

  private Row row(@Nullable UUID id) {
    List<Tally> points = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      points.add(new Tally(bounds.get(i), bounds.get(i + 1)));
    }
    Tally total = new Tally(bounds.getFirst(), bounds.getLast());
    return new Row(id, id == null ? null : name(id), total, points);
  }

  private @Nullable String name(UUID id) {
    return switch (group) {
      case NONE -> null;
      case COMPANY -> {
        Company company = snapshot.company(id);
        yield company == null ? null : company.name();
      }
      case QUEUE -> {
        Queue queue = snapshot.queue(id);
        yield queue == null ? null : queue.name();
      }
      case TEAM -> {
        Team team = snapshot.team(id);
        yield team == null ? null : team.name();
      }
      case AGENT -> {
        Agent agent = snapshot.agent(id);
        yield agent == null ? null : agent.name();
      }
    };
  }
}
