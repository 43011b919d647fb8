package dev.trestle.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testdata.NodeScript;
import org.junit.jupiter.api.Test;

class NodeClientsTest {

  @Test
  void passesEveryAuditOfGraphQlOverHttp() {
    try (TestDesk desk = new TestDesk()) {
      String printed = NodeScript.run("audits.js", desk.url("/graphql"));
      assertTrue(printed.contains("61 of 61 audits passed"), printed);
    }
  }

  @Test
  void resumesAGraphQlWsSubscription_withoutGapOrRepeat_whenTheWireIsCut() {
    try (TestDesk desk = new TestDesk()) {
      NodeScript.run("resume-ws.js", Integer.toString(desk.server.port()));
    }
  }

  @Test
  void resumesAGraphQlSseSubscription_withoutGapOrRepeat_whenTheWireIsCut() {
    try (TestDesk desk = new TestDesk()) {
      NodeScript.run("resume-sse.js", Integer.toString(desk.server.port()));
    }
  }
}
