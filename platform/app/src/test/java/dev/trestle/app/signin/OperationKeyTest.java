package dev.trestle.app.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is given the answer to an operation key again: whoever used it, while signed in. */
class OperationKeyTest {
  private static final String TICKET = "ticket { id number }";

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"));
  }

  private static Map<String, Object> wish() {
    return Map.of("subject", "Printer on fire", "operationKey", UUID.randomUUID().toString());
  }

  private static DeskClient.Reply create(DeskClient client, Map<String, Object> wish) {
    return client.ask(DeskClient.call("ticketCreate", TICKET), Map.of("i", wish));
  }

  private static String ticket(DeskClient.Reply reply) {
    return reply.json().at("/data/ticketCreate/ticket/id").asText();
  }

  @Test
  void anotherPartyUnderTheSameKey_getsSomethingOfItsOwn() {
    Newcomer tess = Newcomer.make(desk.admin(), "Tess", "technician");
    Newcomer lars = Newcomer.make(desk.admin(), "Lars", "technician");
    Map<String, Object> wish = wish();
    DeskClient hers = tess.bearing(tess.settle());
    DeskClient his = lars.bearing(lars.settle());
    String first = ticket(create(hers, wish));
    String other = ticket(create(his, wish));
    assertNotEquals(first, other);
    assertEquals(first, ticket(create(hers, wish)));
    assertEquals(other, ticket(create(his, wish)));
    assertEquals(first, ticket(create(tess.bearing(tess.tokens()), wish)), "another session");
  }

  @Test
  void somebodyAnonymousIsGivenNothing_underAnyKey() {
    Map<String, Object> wish = wish();
    String made = ticket(create(desk.admin(), wish));
    for (Map<String, Object> each : List.of(wish, wish())) {
      DeskClient.Reply reply = create(desk.anonymous(), each);
      assertEquals("SIGN_IN_REQUIRED", reply.code());
      assertFalse(reply.body().contains(made), reply.body());
    }
  }

  @Test
  void whoMayNoLongerSignInIsGivenNothing() {
    Newcomer maud = Newcomer.make(desk.admin(), "Maud", "technician");
    DeskClient client = maud.bearing(maud.settle());
    Map<String, Object> wish = wish();
    String made = ticket(create(client, wish));
    desk.admin().done("agentDeactivate", Map.of("agentId", maud.id()), "agent { id }");
    DeskClient.Reply reply = create(client, wish);
    assertEquals(401, reply.status());
    assertFalse(reply.body().contains(made), reply.body());
  }

  @Test
  void whoMustChooseAPasswordFirstIsGivenNothingUntilThen() {
    Newcomer nils = Newcomer.make(desk.admin(), "Nils", "technician");
    DeskClient client = nils.bearing(nils.settle());
    Map<String, Object> wish = wish();
    String made = ticket(create(client, wish));
    JsonNode given =
        desk.admin().done("passwordGive", Map.of("principalId", nils.id()), "oneTimePassword");
    DeskClient due = desk.anonymous().signIn(nils.email(), given.get("oneTimePassword").asText());
    DeskClient.Reply reply = create(due, wish);
    assertEquals("PASSWORD_CHANGE_DUE", reply.code());
    assertFalse(reply.body().contains(made), reply.body());
    assertTrue(made.length() > 10, made);
  }
}
