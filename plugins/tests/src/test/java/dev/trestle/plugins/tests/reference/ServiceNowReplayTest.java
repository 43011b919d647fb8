package dev.trestle.plugins.tests.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.imports.ImportReport;
import dev.trestle.app.imports.ServiceNowSource;
import dev.trestle.app.imports.TicketImporter;
import dev.trestle.app.progress.Progress;
import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testdata.SharedData;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The incidents of a real desk, taken in with their own times through the public import, under the
 * policies of docs/plugins/sla.md: every clock of every incident is what the reference counts on
 * the published rows, minute by minute, and the report counts the same.
 */
class ServiceNowReplayTest {
  private static final int MINUTE_MILLIS = 60_000;
  private static final int MINUTE_SECONDS = 60;
  private static final int SAMPLED = 40;
  private static final int DIFFERENCES_MAX = 3;

  @Test
  void everySampledIncident_hasTheClocksThatTheReferenceCounts(@TempDir Path folder)
      throws Exception {
    replay(folder, SAMPLED);
  }

  @Test
  @Tag("long")
  void everyIncident_hasTheClocksThatTheReferenceCounts(@TempDir Path folder) throws Exception {
    replay(folder, 1);
  }

  private static void replay(Path folder, int oneOf) throws Exception {
    ReplayedIncidents incidents =
        ReplayedIncidents.read(
            SharedData.path("itsm/uci-servicenow-incidents/events.csv.gz"), oneOf);
    try (TestDesk desk =
        TestDesk.with(
            PluginUnderTest.of(CalendarsPlugin.class), PluginUnderTest.of(SlaPlugin.class))) {
      TestPerson ada = desk.admin();
      ReplayPolicies policies = new ReplayPolicies(ada);
      ImportReport imported =
          new TicketImporter(
                  caller(ada), new ServiceNowSource(), TicketImporter.BATCH_TICKETS, _ -> {})
              .run(incidents.write(folder.resolve("incidents.csv")), Progress.SILENT);
      assertEquals(incidents.rows().size(), imported.created());
      desk.settle();
      Counts counts = new Counts();
      List<String> differences = new ArrayList<>();
      incidents
          .rows()
          .forEach((number, rows) -> {
            List<SlowEntry> course =
                incidents.course(rows, policies.policies(), policies.calendar());
            List<Reading> expected =
                SlowClocks.read(course, MINUTE_MILLIS, List.of(course.getLast().at())).getFirst();
            String last = rows.getLast();
            boolean made = incidents.value(last, "made_sla").equals("true");
            counts.add(expected, incidents.priority(last), made);
            List<Reading> seen = SeenClocks.of(ada, ticketId(ada, number));
            if (!text(inSeconds(expected)).equals(text(seen))) {
              differences.add(
                  number + "\n  slow\n" + text(inSeconds(expected)) + "\n  desk\n" + text(seen));
            }
          });
      assertTrue(
          differences.isEmpty(),
          () ->
              differences.size()
                  + " of "
                  + incidents.rows().size()
                  + " differ\n"
                  + String.join(
                      "\n", differences.subList(0, Math.min(DIFFERENCES_MAX, differences.size()))));
      System.out.println(counts.table(incidents.rows().size()));
      theReportCountsTheSame(ada, counts);
    }
  }

  private static void theReportCountsTheSame(TestPerson ada, Counts counts) {
    Map<String, int[]> reported = reported(ada, "");
    assertEquals(counts.attained(), text(reported));
    // The source's own verdict, read as a share of the incidents of each priority.
    Map<String, int[]> made =
        reported(ada, ", filter: {customFields: [{key: \"made_sla\", eq: \"true\"}]}");
    for (int priority = 0; priority < DrivenPolicies.PRIORITIES.size(); priority++) {
      String row = "RESOLUTION " + DrivenPolicies.PRIORITIES.get(priority);
      int[] all = reported.getOrDefault(row, new int[2]);
      int[] kept = made.getOrDefault(row, new int[2]);
      assertEquals(counts.incidents(priority), all[0] + all[1], row);
      assertEquals(counts.made(priority), kept[0] + kept[1], row + ", made_sla");
      System.out.println(
          row + ": made_sla " + (kept[0] + kept[1]) + " of " + (all[0] + all[1]) + " incidents");
    }
  }

  /** Met and missed by kind and priority. */
  private static Map<String, int[]> reported(TestPerson ada, String filter) {
    Reply report =
        ada.ask(
            "{ slaReport(from: \"2016-01-01T00:00:00Z\", to: \"2018-01-01T00:00:00Z\", groupBy:"
                + " PRIORITY"
                + filter
                + ") { series { kind groupName total { met missed } } } }");
    Map<String, int[]> rows = new TreeMap<>();
    for (int i = 0; i < report.list("slaReport.series").size(); i++) {
      String row = "slaReport.series." + i;
      rows.put(
          report.text(row + ".kind") + " " + report.text(row + ".groupName"),
          new int[] {report.number(row + ".total.met"), report.number(row + ".total.missed")});
    }
    return rows;
  }

  private static String text(Map<String, int[]> rows) {
    StringBuilder text = new StringBuilder();
    rows.forEach((row, both) ->
        text.append(row)
            .append(": ")
            .append(both[0])
            .append(" met, ")
            .append(both[1])
            .append(" missed\n"));
    return text.toString();
  }

  private static String ticketId(TestPerson ada, String number) {
    return ada.ask("query($n: String!) { ticketByNumber(number: $n) { id } }", Map.of("n", number))
        .text("ticketByNumber.id");
  }

  private static GraphQlCaller caller(TestPerson person) {
    return new GraphQlCaller() {
      @Override
      @SuppressWarnings("unchecked")
      public Answer call(String document, Map<String, @Nullable Object> variables)
          throws CallFailed {
        Reply reply = person.ask(document, variables);
        if (!reply.errors().isEmpty()) {
          throw new CallFailed(reply.toString());
        }
        return new Answer((Map<String, @Nullable Object>) reply.data());
      }
    };
  }

  private static List<Reading> inSeconds(List<Reading> minutes) {
    return minutes.stream()
        .sorted(Comparator.comparing(Reading::agreement).thenComparing(Reading::kind))
        .map(ServiceNowReplayTest::inSeconds)
        .toList();
  }

  private static Reading inSeconds(Reading one) {
    Long end = one.end();
    Long due = one.due();
    return new Reading(
        one.agreement(),
        one.kind(),
        one.policy(),
        one.begin() * MINUTE_SECONDS,
        end == null ? null : (Long) (end * MINUTE_SECONDS),
        one.state(),
        one.target() * MINUTE_SECONDS,
        one.used() * MINUTE_SECONDS,
        due == null ? null : (Long) (due * MINUTE_SECONDS),
        one.atRisk(),
        List.of(),
        one.because().stream()
            .map(run ->
                new Reading.Run(
                    run.from() * MINUTE_SECONDS,
                    run.to() * MINUTE_SECONDS,
                    run.why(),
                    run.category()))
            .toList());
  }

  /** One line for each cycle; only the latest of a clock knows its policy, so none is compared. */
  private static String text(List<Reading> readings) {
    StringBuilder text = new StringBuilder();
    for (Reading one : readings) {
      text.append(one.toString().replace("policy=" + one.policy(), "policy=")).append('\n');
    }
    return text.toString();
  }

  /** What the reference found, to hold the report against. */
  private static final class Counts {
    private final Map<String, int[]> attained = new TreeMap<>();
    private final Map<Kind, long[]> pauses = new EnumMap<>(Kind.class);
    private final int[] incidents = new int[DrivenPolicies.PRIORITIES.size()];
    private final int[] made = new int[DrivenPolicies.PRIORITIES.size()];

    void add(List<Reading> readings, int priority, boolean madeSla) {
      incidents[priority]++;
      made[priority] += madeSla ? 1 : 0;
      for (Reading reading : readings) {
        boolean met = reading.state() == Reading.State.MET;
        if (met || reading.state() == Reading.State.MISSED) {
          String row = reading.kind() + " " + DrivenPolicies.PRIORITIES.get(priority);
          attained.computeIfAbsent(row, _ -> new int[2])[met ? 0 : 1]++;
        }
        long[] paused = pauses.computeIfAbsent(reading.kind(), _ -> new long[2]);
        for (Reading.Run run : reading.because()) {
          if (run.why() == Why.CATEGORY) {
            paused[0]++;
            paused[1] += run.to() - run.from();
          }
        }
      }
    }

    int incidents(int priority) {
      return incidents[priority];
    }

    int made(int priority) {
      return made[priority];
    }

    String attained() {
      return text(attained);
    }

    String table(int all) {
      StringBuilder table = new StringBuilder(all + " incidents, no difference\n" + attained());
      pauses.forEach((kind, paused) ->
          table.append(kind + ": " + paused[0] + " pauses of " + paused[1] + " minutes\n"));
      return table.toString();
    }
  }
}
