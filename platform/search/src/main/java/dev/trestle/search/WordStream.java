package dev.trestle.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Hands Lucene each word as it is written and, at the same position, its stem where that is another
 * word. Both are mostly remembered as the bytes they are in the index.
 */
final class WordStream extends TokenStream {
  private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final Lexicon lexicon;
  private final BytesRefBuilder unknown = new BytesRefBuilder();
  private TokenBuffer tokens = new TokenBuffer();
  private Language language = Language.ENGLISH;
  private int next;
  private @Nullable BytesRef pendingStem;

  WordStream(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  WordStream over(TokenBuffer newTokens, Language newLanguage) {
    tokens = newTokens;
    language = newLanguage;
    return this;
  }

  @Override
  public void reset() {
    next = 0;
    pendingStem = null;
  }

  @Override
  public boolean incrementToken() {
    BytesRef stem = pendingStem;
    if (stem != null) {
      pendingStem = null;
      term.setBytesRef(stem);
      step.setPositionIncrement(0);
      return true;
    }
    if (next == tokens.size()) {
      return false;
    }
    Lexicon.Entry entry = lexicon.entry(tokens, next);
    term.setBytesRef(word(entry));
    step.setPositionIncrement(tokens.tail(next) ? 0 : 1);
    pendingStem = lexicon.stemTerm(entry, tokens, next, language);
    next++;
    return true;
  }

  private BytesRef word(Lexicon.Entry entry) {
    BytesRef known = entry.term();
    if (known != null) {
      return known;
    }
    unknown.copyChars(tokens.chars(), tokens.begin(next), tokens.length(next));
    return unknown.get();
  }
}
