package dev.trestle.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.ChildDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String HEADER =
      "SR Number,Change Date+Time,Status,Sub Status,Activity,Activity Level,"
          + "Involved ST Function Div,Involved Org line 3,Involved ST,Involved ST 2,ST Level,"
          + "SR Latest Impact,Product,Country,Owner Country,Owner First Name,Resource";
  private static final String CASE =
      "1-1,2012-01-01T10:00:00+01:00,Accepted,In Progress,,,V3_2,Org line C,G97,,2nd,Medium,"
          + "PROD582,France,France,Frederic,Anne";

  @Test
  void importsIntoAFreshFolder_andSaysHowToSignIn(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, HEADER + "\n" + CASE + "\n");
    Path data = folder.resolve("data");
    List<String> command = List.of("import", "volvo", file.toString(), "--data", data.toString());
    try (ChildDesk first = ChildDesk.launch(command, data, Map.of())) {
      assertEquals(0, first.exitCode(), first.output());
      assertTrue(first.output().contains("Sign in as " + ChildDesk.EMAIL), first.output());
      assertTrue(first.output().contains("1 tickets taken in"), first.output());
    }
    try (ChildDesk again = ChildDesk.launch(command, data, Map.of())) {
      assertEquals(0, again.exitCode(), again.output());
      assertTrue(again.output().contains("1 were there already"), again.output());
    }
    try (ChildDesk served = ChildDesk.start(data, Map.of())) {
      assertEquals(
          1,
          served
              .admin()
              .data("{ tickets(first: 1) { totalCount } }")
              .at("/tickets/totalCount")
              .asInt());
    }
  }
}
