package dev.trestle.app.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The incident event log of a ServiceNow desk as the UCI repository publishes it (dataset 498): one
 * row per update of an incident. Times carry no zone and are taken as UTC; "?" is an unknown value,
 * which leaves what was known before.
 */
public final class ServiceNowSource implements TicketSource {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d/M/yyyy H:mm", Locale.ROOT);
  private static final String UNKNOWN = "?";
  private static final String ROW_TIME = "sys_updated_at";
  private static final List<String> LEVELS = List.of("1 - High", "2 - Medium", "3 - Low");
  private static final Map<String, String> PRIORITIES =
      Map.of(
          "1 - Critical", "URGENT",
          "2 - High", "HIGH",
          "3 - Moderate", "NORMAL",
          "4 - Low", "LOW");

  /** Columns that are kept as custom fields step by step: column, field, type, label, meaning. */
  private static final List<Kept> KEPT =
      List.of(
          new Kept(
              "made_sla",
              "made_sla",
              "BOOLEAN",
              "Made SLA",
              "Whether the source saw its SLA kept."),
          new Kept(
              "impact", "impact", "CHOICE", "Impact", "With the urgency it gives the priority."),
          new Kept(
              "urgency", "urgency", "CHOICE", "Urgency", "With the impact it gives the priority."),
          new Kept("category", "category", "TEXT", "Category", "First level of classification."),
          new Kept(
              "subcategory",
              "subcategory",
              "TEXT",
              "Subcategory",
              "Second level of classification."),
          new Kept("u_symptom", "symptom", "TEXT", "Symptom", "What the user perceived."),
          new Kept("cmdb_ci", "cmdb_ci", "TEXT", "Configuration item", "The affected item."),
          new Kept("contact_type", "contact_type", "TEXT", "Contact type", "How it was reported."),
          new Kept(
              "knowledge",
              "knowledge",
              "BOOLEAN",
              "Knowledge used",
              "Whether a knowledge article was used."),
          new Kept(
              "u_priority_confirmation",
              "priority_confirmed",
              "BOOLEAN",
              "Priority confirmed",
              "Whether the priority was checked twice."),
          new Kept("notify", "notify", "TEXT", "Notify", "How the user was to be notified."),
          new Kept("problem_id", "problem_id", "TEXT", "Problem", "The problem behind it."),
          new Kept("rfc", "rfc", "TEXT", "Request for change", "The change that mends it."),
          new Kept("vendor", "vendor", "TEXT", "Vendor", "The supplier in charge."),
          new Kept("caused_by", "caused_by", "TEXT", "Caused by", "The change that caused it."),
          new Kept("closed_code", "closed_code", "TEXT", "Close code", "How it was solved."),
          new Kept(
              "resolved_by",
              "resolved_by",
              "TEXT",
              "Resolved by",
              "Who resolved it, as the source says."),
          new Kept(
              "reassignment_count",
              "source_reassignment_count",
              "INTEGER",
              "Reassignments in the source",
              "Counts hand-overs the log does not show."),
          new Kept(
              "reopen_count",
              "source_reopen_count",
              "INTEGER",
              "Reopenings in the source",
              "As the source counted them."));

  private static final QueueSetup SETUP =
      new QueueSetup(
          "servicenow",
          "ServiceNow",
          List.of(
              new QueueSetup.Status("New", "new", "NEW"),
              new QueueSetup.Status("Active", "active", "OPEN"),
              new QueueSetup.Status("-100", "unknown", "OPEN"),
              new QueueSetup.Status(
                  "Awaiting User Info", "awaiting_user_info", "WAITING_ON_REQUESTER"),
              new QueueSetup.Status(
                  "Awaiting Problem", "awaiting_problem", "WAITING_ON_THIRD_PARTY"),
              new QueueSetup.Status("Awaiting Vendor", "awaiting_vendor", "WAITING_ON_THIRD_PARTY"),
              new QueueSetup.Status(
                  "Awaiting Evidence", "awaiting_evidence", "WAITING_ON_REQUESTER"),
              new QueueSetup.Status("Resolved", "resolved", "RESOLVED"),
              new QueueSetup.Status("Closed", "closed", "CLOSED")),
          Stream.concat(
                  KEPT.stream().map(Kept::field),
                  Stream.of(
                      QueueSetup.field(
                          "sys_mod_count",
                          "INTEGER",
                          "Updates in the source",
                          "The source's own count."),
                      QueueSetup.field(
                          ROW_TIME,
                          "DATE_TIME",
                          "Updated in the source",
                          "Only where the source dates a row before the one ahead of it."),
                      QueueSetup.field(
                          "sys_created_at",
                          "DATE_TIME",
                          "Recorded in the source",
                          "When it was typed in."),
                      QueueSetup.field(
                          "sys_created_by",
                          "TEXT",
                          "Recorded by in the source",
                          "Who typed it in."),
                      QueueSetup.field(
                          "source_resolved_at",
                          "DATE_TIME",
                          "Resolved in the source",
                          "As the source says."),
                      QueueSetup.field(
                          "source_closed_at",
                          "DATE_TIME",
                          "Closed in the source",
                          "As the source says.")))
              .toList());

  private static final Map<String, String> STATUS_KEYS = SETUP.statusKeys();

  private record Kept(String column, String key, String type, String label, String description) {
    QueueSetup.Field field() {
      return type.equals("CHOICE")
          ? QueueSetup.choice(key, LEVELS, label, description)
          : QueueSetup.field(key, type, label, description);
    }
  }

  @Override
  public String kind() {
    return "servicenow";
  }

  @Override
  public String ticketColumn() {
    return "number";
  }

  @Override
  public List<String> columns() {
    Set<String> columns =
        KEPT.stream().map(Kept::column).collect(Collectors.toCollection(TreeSet::new));
    columns.addAll(
        List.of(
            "number",
            "incident_state",
            "sys_mod_count",
            "caller_id",
            "opened_by",
            "opened_at",
            "sys_created_by",
            "sys_created_at",
            "sys_updated_by",
            "sys_updated_at",
            "location",
            "priority",
            "assignment_group",
            "assigned_to",
            "resolved_at",
            "closed_at"));
    return List.copyOf(columns);
  }

  @Override
  public QueueSetup setup() {
    return SETUP;
  }

  @Override
  public @Nullable Map<String, @Nullable Object> ticket(
      List<SourceRow> rows, Consumer<DamagedRow> damaged) {
    List<SourceRow> good = new ArrayList<>();
    for (SourceRow row : rows) {
      try {
        check(row);
        good.add(row);
      } catch (RowDamagedException flaw) {
        damaged.accept(flaw.row());
      }
    }
    return good.isEmpty() ? null : input(good);
  }

  private static Map<String, @Nullable Object> input(List<SourceRow> rows) {
    SourceRow first = rows.getFirst();
    Map<String, @Nullable Object> ticket = new LinkedHashMap<>();
    String number = first.get("number").strip();
    ticket.put("externalKey", "servicenow:" + number);
    ticket.put("number", number);
    ticket.put("subject", subject(rows));
    ticket.put("type", "INCIDENT");
    ticket.put("requester", last(rows, "caller_id"));
    ticket.put("site", last(rows, "location"));
    ticket.put("resolvedAt", instant(last(rows, "resolved_at")));
    ticket.put("closedAt", instant(last(rows, "closed_at")));
    ticket.put("reassignmentCount", count(last(rows, "reassignment_count")));
    Steps steps = new Steps(ROW_TIME);
    steps.at(time(first.get("opened_at")), known(first.get("opened_by")));
    opening(steps, first);
    for (SourceRow row : rows) {
      steps.at(time(row.get("sys_updated_at")), known(row.get("sys_updated_by")));
      steps.setKnown("team", known(row.get("assignment_group")));
      steps.setKnown("assignee", known(row.get("assigned_to")));
      state(steps, row);
      steps.custom("sys_mod_count", row.get("sys_mod_count").strip());
    }
    ticket.put("history", steps.history());
    return ticket;
  }

  /** What the creation carries: the first row's values, but nothing that came with its update. */
  private static void opening(Steps steps, SourceRow first) {
    state(steps, first);
    steps.customKnown("sys_created_at", instant(known(first.get("sys_created_at"))));
    steps.customKnown("sys_created_by", known(first.get("sys_created_by")));
    steps.customKnown("source_resolved_at", instant(known(first.get("resolved_at"))));
    steps.customKnown("source_closed_at", instant(known(first.get("closed_at"))));
  }

  private static void state(Steps steps, SourceRow row) {
    steps.set("status", STATUS_KEYS.get(row.get("incident_state").strip()));
    steps.setKnown("priority", PRIORITIES.get(row.get("priority").strip()));
    for (Kept kept : KEPT) {
      steps.customKnown(kept.key(), known(row.get(kept.column())));
    }
  }

  private static String subject(List<SourceRow> rows) {
    String subject =
        Stream.of(last(rows, "category"), last(rows, "subcategory"), last(rows, "u_symptom"))
            .filter(part -> part != null)
            .collect(Collectors.joining(", "));
    return subject.isEmpty() ? "Incident " + rows.getFirst().get("number").strip() : subject;
  }

  /** The last known value of a column. */
  private static @Nullable String last(List<SourceRow> rows, String column) {
    return rows.reversed().stream()
        .map(row -> known(row.get(column)))
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }

  private static void check(SourceRow row) throws RowDamagedException {
    String state = row.get("incident_state").strip();
    if (!STATUS_KEYS.containsKey(state)) {
      throw new RowDamagedException(
          row, "The incident_state \"" + state + "\" is not a known one.");
    }
    String priority = row.get("priority").strip();
    if (!PRIORITIES.containsKey(priority) && known(priority) != null) {
      throw new RowDamagedException(row, "The priority \"" + priority + "\" is not a known one.");
    }
    checkTime(row, "opened_at", true);
    checkTime(row, "sys_updated_at", true);
    checkTime(row, "sys_created_at", false);
    checkTime(row, "resolved_at", false);
    checkTime(row, "closed_at", false);
    checkNumber(row, "sys_mod_count");
    for (Kept kept : KEPT) {
      String value = known(row.get(kept.column()));
      if (value == null) {
        continue;
      }
      switch (kept.type()) {
        case "INTEGER" -> checkNumber(row, kept.column());
        case "BOOLEAN" -> checkOneOf(row, kept.column(), List.of("true", "false"));
        case "CHOICE" -> checkOneOf(row, kept.column(), LEVELS);
        default -> {}
      }
    }
  }

  private static void checkOneOf(SourceRow row, String column, List<String> allowed)
      throws RowDamagedException {
    String value = row.get(column).strip();
    if (!allowed.contains(value)) {
      throw new RowDamagedException(
          row, column + " is \"" + value + "\", not one of " + String.join(", ", allowed) + ".");
    }
  }

  private static void checkNumber(SourceRow row, String column) throws RowDamagedException {
    if (!row.get(column).strip().matches("\\d{1,9}")) {
      throw new RowDamagedException(
          row, column + " is \"" + row.get(column) + "\", not a whole number.");
    }
  }

  private static void checkTime(SourceRow row, String column, boolean required)
      throws RowDamagedException {
    String value = known(row.get(column));
    if (value == null && !required) {
      return;
    }
    try {
      time(String.valueOf(value));
    } catch (DateTimeException wrong) {
      throw new RowDamagedException(
          row, column + " is \"" + row.get(column) + "\", not a time like 29/2/2016 01:16.");
    }
  }

  private static @Nullable String known(String value) {
    String stripped = value.strip();
    return stripped.isEmpty() || stripped.equals(UNKNOWN) ? null : stripped;
  }

  private static Instant time(String value) {
    return LocalDateTime.parse(value.strip(), TIME).toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Integer count(@Nullable String value) {
    return value == null ? null : Integer.valueOf(value);
  }

  private static @Nullable String instant(@Nullable String value) {
    return value == null ? null : time(value).toString();
  }
}
