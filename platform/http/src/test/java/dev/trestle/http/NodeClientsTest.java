package dev.trestle.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NodeClientsTest {

  @Test
  void passesEveryAuditOfGraphQlOverHttp() {
    try (TestDesk desk = new TestDesk()) {
      String printed = NodeClients.run("audits.js", desk.url("/graphql"));
      assertTrue(printed.contains("61 of 61 audits passed"), printed);
    }
  }

  @Test
  void resumesAGraphQlWsSubscription_withoutGapOrRepeat_whenTheWireIsCut() {
    try (TestDesk desk = new TestDesk()) {
      NodeClients.run("resume-ws.js", Integer.toString(desk.server.port()));
    }
  }

  @Test
  void resumesAGraphQlSseSubscription_withoutGapOrRepeat_whenTheWireIsCut() {
    try (TestDesk desk = new TestDesk()) {
      NodeClients.run("resume-sse.js", Integer.toString(desk.server.port()));
    }
  }
}
