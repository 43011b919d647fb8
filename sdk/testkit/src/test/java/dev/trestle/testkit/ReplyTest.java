package dev.trestle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {
  private final Reply reply =
      Reply.of(
          Map.of(
              "data",
              Map.of(
                  "tickets",
                  List.of(Map.of("number", "1"), Map.of("number", "2")),
                  "nothing",
                  Collections.singletonMap("here", null)),
              "errors",
              List.of(Map.of("extensions", Map.of("code", "FIELD_TIMEOUT")))));

  @Test
  void findsWhatStandsAtAPath() {
    assertEquals("2", reply.text("tickets.1.number"));
    assertEquals(List.of("1", "2"), reply.each("tickets", "number"));
    assertNull(reply.at("nothing.here"));
    assertEquals(List.of("FIELD_TIMEOUT"), reply.errorCodes());
  }

  @Test
  void aWrongPathIsAFailureOfTheTest_andNotANull() {
    assertThrows(AssertionError.class, () -> reply.at("tickets.2.number"));
    assertThrows(AssertionError.class, () -> reply.at("tickets.0.subject"));
    assertThrows(AssertionError.class, () -> reply.text("nothing.here"));
  }
}
