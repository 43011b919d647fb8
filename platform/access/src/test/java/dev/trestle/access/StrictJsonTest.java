package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

  @Test
  void readsEveryKindOfValue() throws Exception {
    Map<String, @Nullable Object> read =
        StrictJson.object(
            " { \"a\" : [ 1 , -2.5 , 1e3 , true , false , null , { } , [ ] ] ,"
                + " \"b\\u00e4\\n\" : \"\\ud83d\\ude00/\\/\" , \"c\" : 12345678901234567890 } ");
    assertEquals(
        Arrays.asList(1L, -2.5, 1000.0, true, false, null, Map.of(), List.of()), read.get("a"));
    assertEquals("\ud83d\ude00//", read.get("b\u00e4\n"));
    assertEquals(new BigDecimal("12345678901234567890"), read.get("c"));
  }

  @Test
  void refusesEverythingThatIsNotStrictJson() {
    for (String bad :
        List.of(
            "",
            " ",
            "null",
            "1",
            "\"x\"",
            "[]",
            "{",
            "}",
            "{]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1",
            "{\"a\":1,}",
            "{,}",
            "{\"a\":1 \"b\":2}",
            "{'a':1}",
            "{a:1}",
            "{\"a\":1}{}",
            "{\"a\":1}x",
            "{\"a\":1,\"a\":1}",
            "{\"a\":{\"b\":1,\"b\":2}}",
            "{\"a\":1,\"\\u0061\":1}",
            "{\"a\":01}",
            "{\"a\":-}",
            "{\"a\":+1}",
            "{\"a\":.5}",
            "{\"a\":1.}",
            "{\"a\":1e}",
            "{\"a\":0x1}",
            "{\"a\":1_0}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":-0" + "0".repeat(5) + "}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"\\u\u0661\u0661\u0661\u0661\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\\udc00\\ud800\"}",
            "{\"a\":tru}",
            "{\"a\":truex}",
            "{\"a\":1}//",
            "{\"a\":" + "9".repeat(50) + "}",
            "{\"a\":1e" + "9".repeat(50) + "}",
            "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}",
            "{\"a\":".repeat(100_000),
            "\u00a0{}",
            "\ufeff{}")) {
      assertThrows(
          StrictJson.NotJson.class,
          () -> StrictJson.object(bad),
          bad.substring(0, Math.min(60, bad.length())));
    }
  }

  @Test
  void readsBackWhatIsWritten_forAnyTexts() throws Exception {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        StringBuilder text = new StringBuilder();
        for (int j = random.nextInt(20); j > 0; j--) {
          int point =
              random.nextInt(4) == 0 ? random.nextInt(0x10000, 0x10ffff) : random.nextInt(200);
          text.appendCodePoint(point);
        }
        object.put("k" + i + text, random.nextBoolean() ? text.toString() : random.nextInt() * 1L);
      }
      assertEquals(object, StrictJson.object(JsonText.of(object)), "seed " + seed);
    }
  }
}
