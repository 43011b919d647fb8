package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTableTest {
  // Words of which some are another's beginning, as long as a key, longer, or not ASCII.
  private static final String LETTERS = "ab0zéж";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsEachWordThatWasAddedAndNoOther(long seed) {
    Random random = new Random(seed);
    WordTable table = new WordTable(1);
    Map<String, Lexicon.Entry> expected = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      String word = word(random);
      Lexicon.Entry known = get(table, word);
      assertSame(expected.get(word), known, word);
      if (known == null && random.nextBoolean()) {
        Lexicon.Entry entry = new Lexicon.Entry(word, null, i);
        expected.put(word, entry);
        table.add(("-" + word).toCharArray(), 1, word.length(), entry);
      }
    }
    assertEquals(expected.size(), table.size());
    table.clear();
    assertEquals(0, table.size());
    expected.keySet().forEach(word -> assertNull(get(table, word), word));
  }

  private static Lexicon.Entry get(WordTable table, String word) {
    return table.get((word + "-").toCharArray(), 0, word.length());
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int left = 1 + random.nextInt(12); left > 0; left--) {
      // Mostly of the first letters, so that the same words come again.
      word.append(LETTERS.charAt((int) (LETTERS.length() * Math.pow(random.nextDouble(), 3))));
    }
    return word.toString();
  }
}
