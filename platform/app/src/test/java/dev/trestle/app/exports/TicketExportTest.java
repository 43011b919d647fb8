package dev.trestle.app.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.client.Mutations;
import dev.trestle.app.operate.OfflineDesk;
import dev.trestle.app.progress.Progress;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.directory.SetUpDesk;
import dev.trestle.graphql.engine.GraphQlRequests;
import dev.trestle.sdk.desk.PrincipalKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketExportTest {
  @Test
  void everyTicketIsWrittenWithItsMessages_andAttackingSubjectsAreHarmless(@TempDir Path data)
      throws Exception {
    try (OfflineDesk desk = OfflineDesk.open(data)) {
      desk.desk()
          .execute(
              new SetUpDesk("Test", "Admin", "admin@example.org", "-", false, "UTC"),
              new Envelope(
                  new Viewer(null, PrincipalKind.SYSTEM, "set-up", null, List.of(), Set.of(), null),
                  null,
                  0,
                  false,
                  null));
      for (int i = 0; i < 60; i++) {
        create(desk, i == 7 ? "=HYPERLINK(\"http://evil\")" : "Ticket " + i);
      }
      List<String> lines = export(desk, TicketExport.Format.jsonl).lines().toList();
      assertEquals(60, lines.size());
      Map<String, Object> first =
          GraphQlRequests.parseObject(lines.get(7).getBytes(StandardCharsets.UTF_8));
      assertEquals("=HYPERLINK(\"http://evil\")", first.get("subject"));
      assertTrue(lines.get(7).contains("\"text\":\"It broke.\""), lines.get(7));

      String csv = export(desk, TicketExport.Format.csv);
      assertEquals(61, csv.split("\r\n").length);
      assertTrue(csv.contains(",\"'=HYPERLINK(\"\"http://evil\"\")\","), csv);
    }
  }

  private static void create(OfflineDesk desk, String subject) throws IOException {
    Mutations.run(
        desk.api(),
        "ticketCreate",
        "TicketCreateInput",
        "ticket { id }",
        Map.of("subject", subject, "text", "It broke."));
  }

  private static String export(OfflineDesk desk, TicketExport.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(60, new TicketExport(desk.api()).run(format, out, Progress.SILENT));
    return out.toString(StandardCharsets.UTF_8);
  }
}
