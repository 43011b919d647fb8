package dev.trestle.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/** Hands Lucene each word as it is written and, at the same position, its stem. */
final class WordStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final Lexicon lexicon;
  private TokenBuffer tokens = new TokenBuffer();
  private Language language = Language.ENGLISH;
  private int next;
  private char @Nullable [] pendingStem;

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
    char[] stem = pendingStem;
    if (stem != null) {
      pendingStem = null;
      term.copyBuffer(stem, 0, stem.length);
      step.setPositionIncrement(0);
      return true;
    }
    if (next == tokens.size()) {
      return false;
    }
    term.copyBuffer(tokens.chars(), tokens.begin(next), tokens.length(next));
    step.setPositionIncrement(tokens.tail(next) ? 0 : 1);
    pendingStem = lexicon.taggedStem(lexicon.entry(tokens, next), tokens, next, language);
    next++;
    return true;
  }
}
