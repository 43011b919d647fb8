package dev.trestle.graphql.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.view.ReadMeter;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.SchemaComposer;
import dev.trestle.graphql.engine.SchemaGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposedSchemaTest {
  private static final Path COMPOSED = Path.of("../../api-schema/composed/schema.graphqls");

  /** A desk nobody asks anything: composing a schema reads no data. */
  private static final class IdleDesk implements Desk {
    @Override
    public State snapshot() {
      return State.empty(new DeskSchema(List.of()));
    }

    @Override
    public Outcome execute(Command command, Envelope envelope) {
      throw new AssertionError("composing must not write");
    }

    @Override
    public TimelineEntry entry(long pointer) {
      throw new AssertionError("composing must not read");
    }

    @Override
    public CommitFeed feed(long afterSequence) {
      throw new AssertionError("composing must not listen");
    }
  }

  static SchemaGeneration generation() {
    return SchemaComposer.compose(
        List.of(new DeskApi(new IdleDesk(), "test", ReadMeter.SILENT).part()),
        EngineLimits.DEFAULTS);
  }

  @Test
  void everyElementIsDescribedAndNamedByTheRulesOfTheHouse() {
    assertEquals("", String.join("\n", generation().lint()));
  }

  /**
   * A change of the schema shows up as a change of the checked-in file. To accept one, run this test
   * with {@code -Dtrestle.schema.write=true} and review the difference.
   */
  @Test
  void theCheckedInTextIsTheComposedSchema() throws IOException {
    String printed = generation().printed();
    if (Boolean.getBoolean("trestle.schema.write")) {
      Files.writeString(COMPOSED, printed);
    }
    assertEquals(Files.readString(COMPOSED), printed);
  }
}
