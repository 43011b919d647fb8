package dev.trestle.app.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.trestle.app.client.Answer;
import dev.trestle.app.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNowImportTest {
  private static final String QUEUE = "servicenow";
  private static final Map<String, String> PRIORITIES =
      Map.of(
          "1 - Critical", "URGENT", "2 - High", "HIGH", "3 - Moderate", "NORMAL", "4 - Low", "LOW");

  @Test
  void everyIncidentOfTheRealLogIsAnsweredAsTheExpectedFilesSay(@TempDir Path data)
      throws Exception {
    Path log = SourceData.folder("uci-servicenow-incidents");
    Map<String, NamedCsvRecord> expected =
        SourceData.expected(log.resolve("expected_per_incident.csv.gz"), "number");
    Path file = log.resolve("events.csv.gz");
    try (TestDesk desk = new TestDesk(data)) {
      List<DamagedRow> damaged = new ArrayList<>();
      long started = System.nanoTime();
      ImportReport report = importer(desk, damaged).run(file, Progress.SILENT);
      System.out.println(
          "Imported " + report + " in " + Duration.ofNanos(System.nanoTime() - started));
      assertEquals(List.of(), damaged);
      assertEquals(13_846, report.created());
      assertEquals(84_304, report.rows());

      Comparison comparison = new Comparison();
      Totals totals = new Totals();
      int seen =
          desk.eachTicket(
              QUEUE,
              ticket -> {
                NamedCsvRecord row = expected.get(ticket.text("number"));
                compare(comparison, row, TicketStory.of(ticket));
                totals.add(row, TicketStory.of(ticket));
              });
      System.out.println(comparison.table("ServiceNow, " + seen + " incidents:"));
      assertEquals(13_846, seen);
      assertEquals(84_304, totals.eventRows);
      assertEquals(12_807, totals.withBothTimes);
      assertEquals(9_574, totals.closedFiveDaysAfter);
      for (String question : Questions.ALL) {
        assertEquals(0, comparison.different(question), question);
      }
      // Explained in docs/imports.md: the visible log leaves steps out.
      assertEquals(3_074, comparison.different("(reassignments seen equal the source's count)"));
      checkTotals(desk);

      ImportReport again = importer(desk, damaged).run(file, Progress.SILENT);
      assertEquals(0, again.created());
      assertEquals(13_846, again.known());
      assertEquals(13_846, desk.count("{queue: {externalKey: {eq: \"servicenow\"}}}"));
    }
  }

  private static TicketImporter importer(TestDesk desk, List<DamagedRow> damaged) {
    return new TicketImporter(
        desk.api(), new ServiceNowSource(), TicketImporter.BATCH_TICKETS, damaged::add);
  }

  /** The questions that the visible log answers; each must come out as expected for every row. */
  private static final class Questions {
    static final List<String> ALL =
        List.of(
            "final state",
            "priority",
            "impact",
            "urgency",
            "category",
            "contact type",
            "opened at",
            "minutes to resolve",
            "minutes to close",
            "made SLA",
            "group path",
            "state path",
            "first group",
            "last group",
            "rows",
            "reopen count",
            "reopen count, as the source says",
            "closed at",
            "resolved at",
            "reassignments, seen in the history",
            "reassignment count");
  }

  private static void compare(Comparison c, NamedCsvRecord row, TicketStory story) {
    Answer ticket = story.ticket();
    String number = row.getField("number");
    List<String> groups = story.path("team");
    String[] states = row.getField("state_path").split(">");
    Instant created = Instant.parse(ticket.text("createdAt"));
    c.check("final state", number, states[states.length - 1], ticket.object("status").text("name"));
    c.check("priority", number, PRIORITIES.get(row.getField("priority")), ticket.text("priority"));
    c.check("impact", number, row.getField("impact"), story.custom("impact"));
    c.check("urgency", number, row.getField("urgency"), story.custom("urgency"));
    c.check("category", number, known(row.getField("category")), story.custom("category"));
    c.check("contact type", number, row.getField("contact_type"), story.custom("contact_type"));
    c.check("opened at", number, instant(row.getField("opened_at")), created);
    c.check(
        "minutes to resolve",
        number,
        row.getField("minutes_to_resolve"),
        minutes(created, story.custom("source_resolved_at")));
    c.check(
        "minutes to close",
        number,
        row.getField("minutes_to_close"),
        minutes(created, story.custom("source_closed_at")));
    c.check(
        "closed at",
        number,
        instant(row.getField("closed_at")),
        Instant.parse(ticket.text("closedAt")));
    c.check("made SLA", number, row.getField("made_sla_final"), story.custom("made_sla"));
    c.check("group path", number, row.getField("group_path"), String.join(">", groups));
    c.check("state path", number, row.getField("state_path"), story.joined("status"));
    c.check(
        "first group",
        number,
        row.getField("first_group"),
        groups.isEmpty() ? "" : groups.getFirst());
    Answer team = ticket.optional("team");
    c.check(
        "last group", number, row.getField("last_group"), team == null ? "" : team.text("name"));
    // One event is the creation; every other one stands for a row.
    c.check("rows", number, row.getField("event_rows"), story.events() - 1);
    c.check("reopen count", number, row.getField("reopen_count_final"), ticket.text("reopenCount"));
    c.check(
        "reopen count, as the source says",
        number,
        row.getField("reopen_count_final"),
        story.custom("source_reopen_count"));
    c.check(
        "reassignments, seen in the history",
        number,
        Math.max(0, row.getField("group_path").split(">").length - 1),
        Math.max(0, groups.size() - 1));
    c.check(
        "reassignment count",
        number,
        row.getField("reassignment_count_final"),
        ticket.text("reassignmentCount"));
    c.check(
        "(reassignments seen equal the source's count)",
        number,
        row.getField("reassignment_count_final"),
        Math.max(0, groups.size() - 1));
    String resolved = ticket.optionalText("resolvedAt");
    c.check(
        "resolved at",
        number,
        known(row.getField("resolved_at")).isEmpty() ? "" : instant(row.getField("resolved_at")),
        resolved == null ? "" : Instant.parse(resolved));
  }

  private static String known(String value) {
    return value.equals("?") ? "" : value;
  }

  private static Instant instant(String sourceTime) {
    String[] parts = sourceTime.split("[/ :]");
    return Instant.parse(
        String.format(
            "%s-%02d-%02dT%s:%s:00Z",
            parts[2], Integer.parseInt(parts[1]), Integer.parseInt(parts[0]), parts[3], parts[4]));
  }

  private static String minutes(Instant from, String until) {
    return until.isEmpty()
        ? ""
        : String.valueOf(Duration.between(from, Instant.parse(until)).toMinutes());
  }

  private static final class Totals {
    int eventRows;
    int withBothTimes;
    int closedFiveDaysAfter;

    void add(NamedCsvRecord row, TicketStory story) {
      eventRows += story.events() - 1;
      String resolved = story.custom("source_resolved_at");
      if (!resolved.isEmpty()) {
        withBothTimes++;
        long minutes =
            Duration.between(
                    Instant.parse(resolved), Instant.parse(story.custom("source_closed_at")))
                .toMinutes();
        closedFiveDaysAfter += minutes >= 7_195 && minutes <= 7_260 ? 1 : 0;
      }
      assertTrue(row != null, "an incident nobody expected");
    }
  }

  /** The totals as filters answer them, without reading one ticket. */
  private static void checkTotals(TestDesk desk) throws Exception {
    assertEquals(13_846, count(desk, ""));
    assertEquals(7_331, count(desk, custom("made_sla", "eq", "true")));
    assertEquals(6_515, count(desk, custom("made_sla", "eq", "false")));
    assertEquals(180, count(desk, "reopenCount: {gt: 0}"));
    assertEquals(7_084, count(desk, custom("source_reassignment_count", "gt", "0")));
    assertEquals(13_055, matrix(desk, "2 - Medium", "2 - Medium", "NORMAL"));
    assertEquals(395, matrix(desk, "3 - Low", "3 - Low", "LOW"));
    assertEquals(129, matrix(desk, "1 - High", "1 - High", "URGENT"));
    assertEquals(110, matrix(desk, "2 - Medium", "1 - High", "HIGH"));
    assertEquals(71, matrix(desk, "1 - High", "2 - Medium", "HIGH"));
    assertEquals(60, matrix(desk, "3 - Low", "2 - Medium", "LOW"));
    assertEquals(23, matrix(desk, "2 - Medium", "3 - Low", "LOW"));
    assertEquals(3, matrix(desk, "3 - Low", "1 - High", "NORMAL"));
  }

  private static int matrix(TestDesk desk, String impact, String urgency, String priority)
      throws Exception {
    return count(
        desk,
        "priority: {eq: "
            + priority
            + "}, customFields: [{key: \"impact\", eq: \""
            + impact
            + "\"}, {key: \"urgency\", eq: \""
            + urgency
            + "\"}]");
  }

  private static String custom(String key, String comparison, String value) {
    return "customFields: [{key: \"" + key + "\", " + comparison + ": \"" + value + "\"}]";
  }

  private static int count(TestDesk desk, String filter) throws Exception {
    return desk.count("{queue: {externalKey: {eq: \"servicenow\"}} " + filter + "}");
  }
}
