package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import graphql.schema.idl.SchemaParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated from the schema: every root field with every enum value, null and deprecated argument
 * its inputs allow. Whatever the desk answers, it is data or a coded refusal and never a fault.
 */
class ContractTest {
  @TempDir Path folder;
  @AutoClose private ApiDesk api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
  }

  @Test
  void everyInputTheSchemaAllowsIsAnsweredOrRefusedWithACode() {
    String ticket = api.ticket("Contract", Map.of("text", "words"));
    SchemaProbes probes =
        new SchemaProbes(
            new SchemaParser().parse(api.engine.generation().printed()),
            Map.of(
                "ticketId",
                ticket,
                "queueId",
                api.queue().id().toString(),
                "id",
                ticket,
                "agentId",
                api.admin.id().toString()));
    Viewer technician = api.agent("Tess", "technician");
    Viewer contact = api.contact("Carl", api.company("Acme"), "contact");
    List<String> faults = new ArrayList<>();
    int asked = 0;
    for (SchemaProbes.Probe probe : probes.all()) {
      for (Viewer viewer : List.of(api.admin, technician, contact, Viewer.ANONYMOUS)) {
        asked++;
        JsonNode answer = api.ask(viewer, probe.document(), probe.variables());
        String fault = fault(answer);
        if (fault != null) {
          faults.add(viewer.name() + ": " + probe + " -> " + fault);
        }
      }
    }
    assertEquals("", String.join("\n", faults.subList(0, Math.min(20, faults.size()))));
    assertTrue(asked > 2000, "only " + asked + " probes");
  }

  private static String fault(JsonNode answer) {
    for (JsonNode error : answer.path("errors")) {
      String code = error.at("/extensions/code").asText();
      if (code.isEmpty() || code.equals("INTERNAL")) {
        return error.toString();
      }
    }
    for (JsonNode errors : answer.findValues("userErrors")) {
      for (JsonNode error : errors) {
        if (error.path("code").asText().isEmpty()) {
          return error.toString();
        }
      }
    }
    return null;
  }
}
