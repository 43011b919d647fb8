package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what stands in every text that an expression is found in may be looked for before it. */
class NeedlesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "user unknown;user unknown",
        "i/o error\\.;i/o error.",
        "users? of this list;\" of this list\"",
        "no{2} such;\" such\"",
        "\\bunknown\\b.{0,40}user;unknown",
        "(?:unknown|invalid) (?:user|box);unknown,invalid",
        "(?:unknown|[45]\\d\\d) user;\" user\"",
        "(?:unknown )?user;user",
        "(?:unknown ){0,2}user;user",
        "(?:no|not (?:a|an)) (?:known|valid);known,valid",
        "(?<!may )not found(?! here);not found",
        "bad (?:a|b)+|worse;bad ,worse",
        "mail|.*;",
        "[ab|c)]+\\d*;",
        "a(?:b|c(?:d|e))?f+;a",
        "(?:at|on) (?-i:DATA|BDAT)\\b;DATA,BDAT",
        "users*;user"
      })
  void knowsWhatMustStandThere(String regex, String words) {
    List<String> wanted = words == null ? List.of() : List.of(words.split(","));
    assertEquals(wanted, Needles.of(regex));
  }
}
