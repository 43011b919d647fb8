package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking for words first must never find anything else than the expression alone. */
class SoughtTest {
  private static final long SEED = 20_261_123;
  private static final List<String> PIECES =
      List.of(
          "after ",
          "RCPT TO",
          "rcpt to",
          "DATA",
          "data",
          "unknown",
          " user",
          "box ",
          "\n",
          "at ",
          "on ",
          "K\u212Aey",
          "key",
          "\u0130",
          "=",
          ":",
          "",
          "x");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)after (?:pipelined )?RCPT TO|on DATA",
        "(?i)(?:at|on)[:= ]{1,2}(?-i:DATA|BDAT)\\b",
        "unknown (?:user|box)|user\\s*unknown",
        "(?i)key|unknown\\b.{0,10}box",
        "(?im)^rcpt to$|x{2}",
        "[a-z]+=|\\d"
      })
  void findsWhatTheExpressionAloneFinds_andNothingElse(String regex) {
    Sought sought = Sought.of(regex);
    Pattern plain = Pattern.compile(regex);
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = random.nextInt(16); pieces > 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      boolean there = plain.matcher(text).find();
      found += there ? 1 : 0;
      assertEquals(there, sought.isIn(new Sought.Heard(text.toString())), text::toString);
    }
    assertEquals(true, found > 5 && found < 1_995, "the texts say nothing about " + regex);
  }
}
