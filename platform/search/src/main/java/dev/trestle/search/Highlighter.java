package dev.trestle.search;

import dev.trestle.domain.search.SearchResult.Highlight;
import dev.trestle.domain.search.SearchResult.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the passages of a text that show why it was found. It reads the text with the same scanner
 * that indexed it, which is faster than asking the index for places and needs none stored there.
 * Serves one search.
 */
final class Highlighter {
  private static final int FRAGMENT_CHARS = 160;
  private static final int LEAD_CHARS = 40;
  private static final int MATCHES_MAX = 200;

  private final List<WordPattern> patterns;
  private final TokenScanner scanner = new TokenScanner();
  private final Lexicon lexicon = new Lexicon(16);

  Highlighter(List<WordPattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * @param correctedTerms takes the words that were found although they differ from the query's
   */
  List<Highlight> highlight(
      String field, String text, Language language, int fragments, Set<String> correctedTerms) {
    List<WordPattern> mine = new ArrayList<>(patterns.size());
    for (WordPattern pattern : patterns) {
      if (pattern.applies(field)) {
        mine.add(pattern);
      }
    }
    if (mine.isEmpty()) {
      return List.of();
    }
    List<Span> spans = spans(text, mine, language, correctedTerms);
    List<Highlight> highlights = new ArrayList<>(Math.min(fragments, spans.size()));
    int next = 0;
    while (next < spans.size() && highlights.size() < fragments) {
      int start = start(text, spans.get(next).start(), next == 0 ? 0 : spans.get(next - 1).end());
      int end = end(text, start + FRAGMENT_CHARS, spans.get(next).end());
      List<Span> inside = new ArrayList<>();
      while (next < spans.size() && spans.get(next).end() <= end) {
        Span span = spans.get(next++);
        inside.add(new Span(span.start() - start, span.end() - start));
      }
      highlights.add(new Highlight(field, text.substring(start, end), inside));
      while (next < spans.size() && spans.get(next).start() < end) {
        next++;
      }
    }
    return highlights;
  }

  private List<Span> spans(
      String text, List<WordPattern> mine, Language language, Set<String> correctedTerms) {
    TokenBuffer tokens = scanner.scan(text);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < tokens.size() && spans.size() < MATCHES_MAX; i++) {
      int end = -1;
      for (WordPattern pattern : mine) {
        int behind = pattern.matchEnd(tokens, i, lexicon, language);
        end = Math.max(end, behind);
        if (behind > 0
            && pattern.edits() > 0
            && !pattern.words().getFirst().equals(tokens.text(i))) {
          correctedTerms.add(tokens.text(i));
        }
      }
      if (end > i) {
        add(spans, tokens.sourceStart(i), tokens.sourceEnd(end - 1));
      }
    }
    return spans;
  }

  /** Adds a match, joined to the one before when they overlap, as pairs of characters do. */
  private static void add(List<Span> spans, int start, int end) {
    if (!spans.isEmpty() && spans.getLast().end() > start) {
      Span before = spans.removeLast();
      spans.add(new Span(before.start(), Math.max(before.end(), end)));
    } else {
      spans.add(new Span(start, end));
    }
  }

  private static int start(String text, int match, int floor) {
    int start = Math.max(floor, match - LEAD_CHARS);
    if (start == 0) {
      return 0;
    }
    for (int i = start; i < match; i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i + 1;
      }
    }
    return splitsPair(text, start) ? start + 1 : start;
  }

  private static int end(String text, int usual, int matchEnd) {
    int wanted = Math.max(usual, matchEnd);
    if (wanted >= text.length()) {
      return text.length();
    }
    for (int i = wanted; i > wanted - LEAD_CHARS && i >= matchEnd; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return splitsPair(text, wanted) ? wanted + 1 : wanted;
  }

  private static boolean splitsPair(String text, int i) {
    return Character.isLowSurrogate(text.charAt(i))
        && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
