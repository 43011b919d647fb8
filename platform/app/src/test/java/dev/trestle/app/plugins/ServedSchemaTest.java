package dev.trestle.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.ServedDesk;
import dev.trestle.graphql.engine.SchemaGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema of a desk as it comes, with all plugins of the jar. */
class ServedSchemaTest {
  private static final Path SERVED = Path.of("../../api-schema/composed/desk.graphqls");
  private static final Path KERNEL = Path.of("../../api-schema/composed/schema.graphqls");

  @TempDir private static Path data;
  @AutoClose private static ServedDesk desk;
  private static SchemaGeneration schema;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(data);
    schema = desk.running().schema();
  }

  /** Every type, field, argument, input field and value of an enum, the plugins' included. */
  @Test
  void everyElementIsDescribedAndNamedByTheRulesOfTheHouse() {
    assertEquals("", String.join("\n", schema.lint()));
  }

  /**
   * A change of the desk or of a plugin shows up as a change of the checked-in file. To accept one,
   * run this test with {@code -Dtrestle.schema.write=true} and review the difference.
   */
  @Test
  void theCheckedInTextIsTheSchemaThatTheJarServes() throws IOException {
    String printed = schema.printed();
    if (Boolean.getBoolean("trestle.schema.write")) {
      Files.writeString(SERVED, printed);
    }
    assertEquals(
        "",
        firstDifference(Files.readAllLines(SERVED), printed.lines().toList()),
        SERVED::toString);
    assertTrue(Files.size(SERVED) > Files.size(KERNEL), "no plugin adds anything");
  }

  /** Where two texts part; empty when they do not. */
  private static String firstDifference(List<String> kept, List<String> served) {
    for (int i = 0; i < Math.max(kept.size(), served.size()); i++) {
      String before = i < kept.size() ? kept.get(i) : "its end";
      String now = i < served.size() ? served.get(i) : "its end";
      if (!before.equals(now)) {
        return "line " + (i + 1) + " was " + before + " and is " + now;
      }
    }
    return "";
  }
}
