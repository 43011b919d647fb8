package dev.trestle.app.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.trestle.app.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolvoImportTest {
  private static final Map<String, String> PRIORITIES =
      Map.of("Major", "URGENT", "High", "HIGH", "Medium", "NORMAL", "Low", "LOW");
  private static final Map<String, Integer> LEVELS = Map.of("L1", 1, "L2", 2, "L2/L3", 2, "L3", 3);

  @Test
  void everyCaseOfTheRealLogIsAnsweredAsTheExpectedFileSays(@TempDir Path data) throws Exception {
    Path log = SourceData.folder("bpi2013-volvo-incidents");
    Map<String, NamedCsvRecord> expected =
        SourceData.expected(log.resolve("expected_per_case.csv.gz"), "case");
    try (TestDesk desk = new TestDesk(data)) {
      TicketImporter importer =
          new TicketImporter(
              desk.api(),
              new VolvoSource(),
              TicketImporter.BATCH_TICKETS,
              row -> {
                throw new AssertionError(row.toString());
              });
      long started = System.nanoTime();
      ImportReport report = importer.run(log.resolve("events.csv.gz"), Progress.SILENT);
      System.out.println(
          "Imported " + report + " in " + Duration.ofNanos(System.nanoTime() - started));
      assertEquals(7_554, report.created());
      assertEquals(65_533, report.rows());

      Comparison comparison = new Comparison();
      int[] conforming = new int[1];
      int[] returning = new int[1];
      int seen =
          desk.eachTicket(
              "volvo",
              ticket -> {
                TicketStory story = TicketStory.of(ticket);
                compare(comparison, expected.get(ticket.text("number")), story);
                conforming[0] += pushedToFront(story) ? 1 : 0;
                returning[0] += returns(story) > 0 ? 1 : 0;
              });
      System.out.println(comparison.table("Volvo IT, " + seen + " cases:"));
      assertEquals(7_554, seen);
      assertEquals(5_589, conforming[0]);
      assertEquals(1_258, returning[0]);
      assertEquals(0, comparison.different());
    }
  }

  private static void compare(Comparison c, NamedCsvRecord row, TicketStory story) {
    String number = row.getField("case");
    List<String> states = List.of(row.getField("status_path").split(">"));
    c.check("final state", number, states.getLast(), story.ticket().object("status").text("name"));
    c.check("impact", number, row.getField("impact"), story.custom("sr_latest_impact"));
    c.check(
        "priority",
        number,
        PRIORITIES.get(row.getField("impact")),
        story.ticket().text("priority"));
    c.check("product", number, row.getField("product"), story.custom("product"));
    c.check("rows", number, row.getField("events"), story.events());
    c.check(
        "support level path",
        number,
        row.getField("support_level_path"),
        story.joined("custom.st_level"));
    c.check("status path", number, row.getField("status_path"), story.joined("status"));
    c.check(
        "push to front", number, row.getField("push_to_front_ok"), pushedToFront(story) ? 1 : 0);
    c.check("handovers", number, row.getField("team_handovers"), story.path("team").size() - 1);
    c.check(
        "handovers, counted by the desk",
        number,
        row.getField("team_handovers"),
        story.ticket().text("reassignmentCount"));
    c.check("returns to a team", number, row.getField("returns_to_a_team"), returns(story));
    c.check(
        "lead seconds",
        number,
        row.getField("lead_seconds"),
        Duration.between(story.moments().getFirst().at(), story.moments().getLast().at())
            .toSeconds());
    c.check("wait seconds", number, row.getField("seconds_in_wait_states"), waitSeconds(story));
  }

  /** The log's rule: begins at the first line, skips none on the way up and never goes down. */
  private static boolean pushedToFront(TicketStory story) {
    int before = 0;
    for (String level : story.path("custom.st_level")) {
      int now = LEVELS.get(level);
      if (now < before || now - before > 1) {
        return false;
      }
      before = now;
    }
    return true;
  }

  private static int returns(TicketStory story) {
    Set<String> known = new HashSet<>();
    int returns = 0;
    for (String team : story.path("team")) {
      returns += known.add(team) ? 0 : 1;
    }
    return returns;
  }

  private static long waitSeconds(TicketStory story) {
    long seconds = 0;
    String status = "";
    for (int i = 0; i + 1 < story.moments().size(); i++) {
      String changed = story.moments().get(i).after().get("status");
      status = changed == null ? status : changed;
      if (status.startsWith("Accepted/Wait")) {
        seconds +=
            Duration.between(story.moments().get(i).at(), story.moments().get(i + 1).at())
                .toSeconds();
      }
    }
    return seconds;
  }
}
