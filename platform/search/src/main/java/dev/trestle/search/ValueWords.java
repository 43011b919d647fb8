package dev.trestle.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/**
 * Remembers the words of the names met lately: queues, people and states stand in ticket after
 * ticket. One instance serves one thread.
 */
final class ValueWords {
  private static final int VALUES_MAX = 8_192;
  private static final int KEPT_CHARS_MAX = 100;

  private final TokenScanner scanner = new TokenScanner();
  private final Map<String, List<BytesRef>> known = new HashMap<>();

  /** The folded words of a value, in their order, as they are in the index. */
  List<BytesRef> of(String value) {
    List<BytesRef> words = known.get(value);
    if (words == null) {
      words = scanned(value);
      if (value.length() <= KEPT_CHARS_MAX) {
        if (known.size() >= VALUES_MAX) {
          known.clear();
        }
        known.put(value, words);
      }
    }
    return words;
  }

  private List<BytesRef> scanned(String value) {
    TokenBuffer tokens = scanner.scan(SafeText.of(value, Fields.VALUE_CHARS_MAX));
    List<BytesRef> words = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.tail(i)) {
        words.add(new BytesRef(tokens.text(i)));
      }
    }
    return List.copyOf(words);
  }
}
