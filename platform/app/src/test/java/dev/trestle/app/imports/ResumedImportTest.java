package dev.trestle.app.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedImportTest {
  private static final String HEADER =
      "SR Number,Change Date+Time,Status,Sub Status,Activity,Activity Level,"
          + "Involved ST Function Div,Involved Org line 3,Involved ST,Involved ST 2,ST Level,"
          + "SR Latest Impact,Product,Country,Owner Country,Owner First Name,Resource";

  @Test
  void completesWithoutDoubles_whenRepeatedAfterTheDeskWentAwayInTheMiddle(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, HEADER + "\n" + cases(50));
    try (TestDesk desk = new TestDesk(folder.resolve("data"))) {
      int[] sent = new int[1];
      // The third batch is taken in, but its answer is lost on the way.
      GraphQlCaller breaking =
          (document, variables) -> {
            var answer = desk.api().call(document, variables);
            if (document.contains("ticketsImport") && ++sent[0] == 3) {
              throw new CallFailed("gone");
            }
            return answer;
          };
      assertThrows(
          CallFailed.class,
          () ->
              new TicketImporter(breaking, new VolvoSource(), 7, row -> {})
                  .run(file, Progress.SILENT));
      assertEquals(21, desk.count("{queue: {externalKey: {eq: \"volvo\"}}}"));

      ImportReport repeated = importer(desk, new ArrayList<>()).run(file, Progress.SILENT);
      assertEquals(29, repeated.created());
      assertEquals(21, repeated.known());
      assertEquals(50, desk.count("{queue: {externalKey: {eq: \"volvo\"}}}"));
    }
  }

  @Test
  void aBatchSentTwiceUnderItsKeyIsDoneOnce(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, HEADER + "\n" + cases(10));
    try (TestDesk desk = new TestDesk(folder.resolve("data"))) {
      GraphQlCaller stuttering =
          (document, variables) -> {
            if (document.contains("ticketsImport")) {
              desk.api().call(document, variables);
            }
            return desk.api().call(document, variables);
          };
      ImportReport report =
          new TicketImporter(stuttering, new VolvoSource(), 4, row -> {})
              .run(file, Progress.SILENT);
      assertEquals(10, report.created());
      assertEquals(10, desk.count("{queue: {externalKey: {eq: \"volvo\"}}}"));
    }
  }

  @Test
  void damagedRowsAreCountedAndNamedWithTheirLines(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log.csv.gz");
    String text =
        HEADER
            + "\n"
            + row("1-1", "2012-01-01T10:00:00+01:00", "Queued", "Awaiting Assignment")
            + row("1-1", "2012-01-01T11:00:00+01:00", "Dreaming", "Deeply")
            + "1-1,too,short\n"
            + row("1-1", "yesterday", "Accepted", "In Progress")
            + row("1-1", "2012-01-01T12:00:00+01:00", "Completed", "Closed")
            + row("1-2", "2012-01-02T10:00:00+01:00", "Queued", "Awaiting Assignment")
            + row("1-1", "2012-01-03T10:00:00+01:00", "Accepted", "In Progress");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    try (TestDesk desk = new TestDesk(folder.resolve("data"))) {
      List<DamagedRow> damaged = new ArrayList<>();
      ImportReport report = importer(desk, damaged).run(file, Progress.SILENT);
      assertEquals(2, report.created());
      assertEquals(7, report.rows());
      assertEquals(4, report.damagedRows());
      assertEquals(List.of(4L, 8L, 3L, 5L), lines(damaged, 4, 8, 3, 5));
      desk.eachTicket(
          "volvo",
          ticket -> {
            if (ticket.text("number").equals("1-1")) {
              assertEquals(
                  "Queued/Awaiting Assignment>Completed/Closed",
                  TicketStory.of(ticket).joined("status"));
            }
          });
    }
  }

  @Test
  void aFileThatEndsInTheMiddleIsRefusedInOneSentence(@TempDir Path folder) throws Exception {
    Path whole = folder.resolve("whole.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write((HEADER + "\n" + cases(200)).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    try (TestDesk desk = new TestDesk(folder.resolve("data"))) {
      IOException refused =
          assertThrows(
              SourceRefused.class,
              () -> importer(desk, new ArrayList<>()).run(cut, Progress.SILENT));
      assertTrue(refused.getMessage().contains("cannot be read behind line"), refused.getMessage());
      ImportReport mended = importer(desk, new ArrayList<>()).run(whole, Progress.SILENT);
      assertEquals(200, mended.created() + mended.known());
      assertEquals(200, desk.count("{queue: {externalKey: {eq: \"volvo\"}}}"));
    }
  }

  @Test
  void aFileOfAnotherKindIsRefusedByItsHeader(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, "a,b\n1,2\n");
    try (TestDesk desk = new TestDesk(folder.resolve("data"))) {
      SourceRefused refused =
          assertThrows(
              SourceRefused.class,
              () -> importer(desk, new ArrayList<>()).run(file, Progress.SILENT));
      assertTrue(refused.getMessage().contains("SR Number"), refused.getMessage());
    }
  }

  private static List<Long> lines(List<DamagedRow> damaged, long... expected) {
    List<Long> found = damaged.stream().map(DamagedRow::line).toList();
    assertEquals(expected.length, found.size(), damaged.toString());
    List<Long> inOrder = new ArrayList<>();
    for (long line : expected) {
      assertTrue(found.contains(line), "line " + line + " in " + damaged);
      inOrder.add(line);
    }
    return inOrder;
  }

  private static TicketImporter importer(TestDesk desk, List<DamagedRow> damaged) {
    return new TicketImporter(desk.api(), new VolvoSource(), 7, damaged::add);
  }

  static String file(int count) {
    return HEADER + "\n" + cases(count);
  }

  private static String cases(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(row("1-" + i, "2012-01-01T10:00:00+01:00", "Queued", "Awaiting Assignment"))
          .append(row("1-" + i, "2012-01-01T11:00:00+01:00", "Accepted", "In Progress"))
          .append(row("1-" + i, "2012-01-01T12:00:00+01:00", "Completed", "Closed"));
    }
    return text.toString();
  }

  private static String row(String number, String time, String status, String subStatus) {
    return String.join(
            ",",
            number,
            time,
            status,
            subStatus,
            "x",
            "x",
            "V3_2",
            "Org line C",
            "G97",
            "G97",
            "L1",
            "Medium",
            "PROD1",
            "se",
            "Sweden",
            "Anna",
            "se-Anna")
        + "\n";
  }
}
