package dev.trestle.app.imports;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The incident log of Volvo IT as published for the BPI Challenge 2013: one row per change of an
 * incident, the first of which is taken as its creation. Times carry their offset; an empty cell,
 * or 0 for a country, is an unknown value.
 */
public final class VolvoSource implements TicketSource {
  private static final String TIME = "Change Date+Time";
  private static final String ROW_TIME = "source_changed_at";
  private static final List<String> IMPACTS = List.of("Low", "Medium", "High", "Major");
  private static final Map<String, String> PRIORITIES =
      Map.of("Major", "URGENT", "High", "HIGH", "Medium", "NORMAL", "Low", "LOW");

  /** Columns that are kept as custom fields: column, field, label, meaning. */
  private static final List<Kept> KEPT =
      List.of(
          new Kept("SR Latest Impact", "sr_latest_impact", "Latest impact", "Gives the priority."),
          new Kept("ST Level", "st_level", "Support level", "The line of support that holds it."),
          new Kept("Product", "product", "Product", "What it is about."),
          new Kept("Country", "country", "Country", "Where the support team is."),
          new Kept(
              "Involved ST 2", "support_team", "Support team without its line", "As published."),
          new Kept(
              "Involved Org line 3", "org_line", "Organisation line", "The team's organisation."),
          new Kept(
              "Involved ST Function Div",
              "function_division",
              "Function division",
              "The team's division."),
          new Kept("Owner Country", "owner_country", "Owner's country", "As published."),
          new Kept("Owner First Name", "owner_first_name", "Owner's first name", "As published."));

  private static final QueueSetup SETUP =
      new QueueSetup(
          "volvo",
          "Volvo IT",
          List.of(
              status("Queued", "Awaiting Assignment", "NEW"),
              status("Accepted", "In Progress", "OPEN"),
              status("Accepted", "Assigned", "OPEN"),
              status("Unmatched", "Unmatched", "OPEN"),
              status("Accepted", "Wait", "WAITING_ON_THIRD_PARTY"),
              status("Accepted", "Wait - User", "WAITING_ON_REQUESTER"),
              status("Accepted", "Wait - Customer", "WAITING_ON_REQUESTER"),
              status("Accepted", "Wait - Vendor", "WAITING_ON_THIRD_PARTY"),
              status("Accepted", "Wait - Implementation", "SCHEDULED"),
              status("Completed", "Resolved", "RESOLVED"),
              status("Completed", "In Call", "RESOLVED"),
              status("Completed", "Closed", "CLOSED"),
              status("Completed", "Cancelled", "CLOSED")),
          fields());

  private static final Map<String, String> STATUS_KEYS = SETUP.statusKeys();

  private record Kept(String column, String key, String label, String description) {}

  private static QueueSetup.Status status(String status, String subStatus, String category) {
    String name = status + "/" + subStatus;
    return new QueueSetup.Status(
        name, name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "_"), category);
  }

  private static List<QueueSetup.Field> fields() {
    List<QueueSetup.Field> fields = new ArrayList<>();
    for (Kept kept : KEPT) {
      fields.add(
          kept.key().equals("sr_latest_impact")
              ? QueueSetup.choice(kept.key(), IMPACTS, kept.label(), kept.description())
              : QueueSetup.field(kept.key(), "TEXT", kept.label(), kept.description()));
    }
    fields.add(
        QueueSetup.field(
            ROW_TIME,
            "DATE_TIME",
            "Changed in the source",
            "Only where the source dates a row before the one ahead of it."));
    return List.copyOf(fields);
  }

  @Override
  public String kind() {
    return "volvo";
  }

  @Override
  public String ticketColumn() {
    return "SR Number";
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(KEPT.stream().map(Kept::column).toList());
    columns.addAll(List.of("SR Number", TIME, "Status", "Sub Status", "Involved ST", "Resource"));
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
    String number = rows.getFirst().get("SR Number").strip();
    String product = known(rows.getLast().get("Product"));
    Map<String, @Nullable Object> ticket = new LinkedHashMap<>();
    ticket.put("externalKey", "volvo:" + number);
    ticket.put("number", number);
    ticket.put("subject", product == null ? "Service request " + number : "Product " + product);
    ticket.put("type", "INCIDENT");
    Steps steps = new Steps(ROW_TIME);
    for (SourceRow row : rows) {
      String owner = known(row.get("Resource"));
      steps.at(OffsetDateTime.parse(row.get(TIME).strip()).toInstant(), owner);
      steps.set("status", STATUS_KEYS.get(activity(row)));
      steps.set("priority", PRIORITIES.get(row.get("SR Latest Impact").strip()));
      steps.set("team", known(row.get("Involved ST")));
      steps.set("assignee", owner);
      for (Kept kept : KEPT) {
        steps.custom(kept.key(), known(row.get(kept.column())));
      }
    }
    ticket.put("history", steps.history());
    return ticket;
  }

  private static String activity(SourceRow row) {
    return row.get("Status").strip() + "/" + row.get("Sub Status").strip();
  }

  private static void check(SourceRow row) throws RowDamagedException {
    if (!STATUS_KEYS.containsKey(activity(row))) {
      throw new RowDamagedException(
          row, "The status \"" + activity(row) + "\" is not a known one.");
    }
    String impact = row.get("SR Latest Impact").strip();
    if (!IMPACTS.contains(impact)) {
      throw new RowDamagedException(row, "The impact \"" + impact + "\" is not a known one.");
    }
    try {
      OffsetDateTime.parse(row.get(TIME).strip());
    } catch (DateTimeException wrong) {
      throw new RowDamagedException(
          row, "\"" + row.get(TIME) + "\" is not a time like 2010-03-31T15:59:42+01:00.");
    }
  }

  private static @Nullable String known(String value) {
    String stripped = value.strip();
    return stripped.isEmpty() || stripped.equals("0") ? null : stripped;
  }
}
