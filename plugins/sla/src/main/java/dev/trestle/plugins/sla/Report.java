package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Clock;
import dev.trestle.plugins.sla.clock.ClockState;
import dev.trestle.plugins.sla.clock.Cycle;
import dev.trestle.plugins.sla.clock.Kind;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How many promises were kept. */
final class Report {
  static final int POINTS_MAX = 400;
  static final int TICKETS_MAX = 1_000_000;

  /** What rows are made of, besides policy and kind. */
  enum Group {
    NONE,
    COMPANY,
    QUEUE,
    TEAM,
    AGENT,
    PRIORITY
  }

  /** How long the points of a series are. */
  enum Period {
    WHOLE,
    DAY,
    WEEK,
    MONTH
  }

  /** What has ended in some time. */
  static final class Tally {
    private final Instant from;
    private final Instant to;
    private final List<UUID> met = new ArrayList<>();
    private final List<UUID> missed = new ArrayList<>();

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

    int met() {
      return met.size();
    }

    int missed() {
      return missed.size();
    }

    /** The share that was met, with four digits; null when nothing ended. */
    @Nullable BigDecimal attainment() {
      int all = met.size() + missed.size();
      return all == 0
          ? null
          : BigDecimal.valueOf(met.size()).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP);
    }

    List<UUID> tickets(boolean late) {
      return late ? missed : met;
    }

    void add(UUID ticketId, boolean late) {
      (late ? missed : met).add(ticketId);
    }
  }

  private record Key(UUID policyId, Kind kind, String groupId) {}

  /** One row, with its points in the order of time. */
  record Row(
      @Nullable SlaPolicy policy,
      Kind kind,
      @Nullable String groupId,
      @Nullable String groupName,
      Tally total,
      List<Tally> points) {}

  private final Snapshot snapshot;
  private final Viewer viewer;
  private final Rulebook rules;
  private final Group group;
  private final List<Instant> bounds;
  private final Map<Key, Row> rows = new LinkedHashMap<>();

  Report(Snapshot snapshot, Viewer viewer, Rulebook rules, Group group, List<Instant> bounds) {
    this.snapshot = snapshot;
    this.viewer = viewer;
    this.rules = rules;
    this.group = group;
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

  /**
   * Counts the cycles that ended in the time; those cancelled before they were late are left out.
   */
  List<Row> of(@Nullable Map<String, Object> filter) {
    // What ended since has changed its ticket since, and nothing ends before it begins.
    Map<String, Object> touched =
        Map.of(
            "updatedAt",
            Map.of("gte", bounds.getFirst()),
            "createdAt",
            Map.of("lt", bounds.getLast()));
    Map<String, Object> all = filter == null ? touched : Map.of("and", List.of(filter, touched));
    for (Ticket ticket : snapshot.tickets(all, viewer).first(TICKETS_MAX)) {
      TicketClocks record = Keeping.of(snapshot, ticket.id());
      if (record != null) {
        count(ticket, record);
      }
    }
    return rows.values().stream()
        .sorted(
            Comparator.comparingLong((Row row) -> row.policy() == null ? 0 : row.policy().place())
                .thenComparing(Row::kind)
                .thenComparing(row -> Objects.requireNonNullElse(row.groupName(), "")))
        .toList();
  }

  private void count(Ticket ticket, TicketClocks record) {
    for (Clock clock : rules.clocks(record.path(), snapshot.at().toEpochMilli())) {
      for (Cycle cycle : clock.cycles()) {
        ClockState state = cycle.state();
        // A promise that was broken stays so, also when it was given up later.
        boolean late =
            state == ClockState.MISSED
                || state == ClockState.CANCELLED && cycle.used() > cycle.span();
        if (late || state == ClockState.MET) {
          count(ticket, clock.kind(), cycle, late);
        }
      }
    }
  }

  private void count(Ticket ticket, Kind kind, Cycle cycle, boolean late) {
    Instant ended = Instant.ofEpochMilli(cycle.until());
    if (ended.isBefore(bounds.getFirst()) || !ended.isBefore(bounds.getLast())) {
      return;
    }
    String id = groupId(ticket);
    Row row =
        rows.computeIfAbsent(
            new Key(cycle.policyId(), kind, String.valueOf(id)), key -> row(key, id));
    row.total().add(ticket.id(), late);
    int point = 0;
    while (!ended.isBefore(bounds.get(point + 1))) {
      point++;
    }
    row.points().get(point).add(ticket.id(), late);
  }

  private Row row(Key key, @Nullable String id) {
    List<Tally> points = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      points.add(new Tally(bounds.get(i), bounds.get(i + 1)));
    }
    return new Row(
        rules.book().record(key.policyId()),
        key.kind(),
        id,
        id == null ? null : groupName(id),
        new Tally(bounds.getFirst(), bounds.getLast()),
        points);
  }

  private @Nullable String groupId(Ticket ticket) {
    UUID id =
        switch (group) {
          case NONE, PRIORITY -> null;
          case COMPANY -> ticket.companyId();
          case QUEUE -> ticket.queueId();
          case TEAM -> ticket.teamId();
          case AGENT -> ticket.assigneeId();
        };
    return group == Group.PRIORITY ? ticket.priority().name() : id == null ? null : id.toString();
  }

  private @Nullable String groupName(String id) {
    return switch (group) {
      case NONE -> null;
      case PRIORITY -> id;
      case COMPANY -> {
        Company company = snapshot.company(UUID.fromString(id));
        yield company == null ? null : company.name();
      }
      case QUEUE -> {
        Queue queue = snapshot.queue(UUID.fromString(id));
        yield queue == null ? null : queue.name();
      }
      case TEAM -> {
        Team team = snapshot.team(UUID.fromString(id));
        yield team == null ? null : team.name();
      }
      case AGENT -> {
        Agent agent = snapshot.agent(UUID.fromString(id));
        yield agent == null ? null : agent.name();
      }
    };
  }
}
