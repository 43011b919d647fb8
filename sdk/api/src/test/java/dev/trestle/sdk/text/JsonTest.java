package dev.trestle.sdk.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesPlainValuesInTheirOrder() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("b", Arrays.asList(1L, null, true, new BigDecimal("1E+3")));
    value.put("a", Map.of());
    value.put("at", Instant.parse("2031-03-03T09:00:00Z"));
    assertEquals(
        "{\"b\":[1,null,true,1000],\"a\":{},\"at\":\"2031-03-03T09:00:00Z\"}", Json.of(value));
  }

  @Test
  void escapesWhatJsonCannotHold() {
    assertEquals("\"\\\"\\\\\\n\\r\\t\\u0001é😀\"", Json.of("\"\\\n\r\t\u0001é😀"));
  }

  @Test
  void escapesHalvesOfPairs_whichUtf8CannotHold() {
    assertEquals("[\"\\ud83d\",\"\\ude00a\"]", Json.of(List.of("\ud83d", "\ude00a")));
  }
}
