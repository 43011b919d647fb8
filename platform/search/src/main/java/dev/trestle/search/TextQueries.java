package dev.trestle.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * The queries for words in running text, with the weights that rank a subject over a text and a
 * word as typed over another form of it; serves one search.
 */
final class TextQueries {
  static final int PHRASE_WORDS_MAX = 32;

  private static final float NUMBER_WEIGHT = 50;
  private static final float SUBJECT_WEIGHT = 3;
  private static final float TEXT_WEIGHT = 1;
  private static final float ABOUT_WEIGHT = 1;
  private static final float STEM_SHARE = 0.7f;
  private static final float MISTYPED_SHARE = 0.5f;
  private static final int ONE_EDIT_CHARS_MIN = 4;
  private static final int TWO_EDITS_CHARS_MIN = 8;
  private static final int EXPANSIONS_MAX = 30;

  private final Leniency leniency;
  private final int languagesSeen;
  private final List<String> added;
  private final Lexicon lexicon = new Lexicon(16);
  private final TokenScanner scanner = new TokenScanner();
  private final List<WordPattern> patterns = new ArrayList<>();

  TextQueries(Leniency leniency, int languagesSeen, Set<String> added) {
    this.added = added.stream().sorted().map(Fields::addedName).toList();
    this.leniency = leniency;
    this.languagesSeen = languagesSeen;
  }

  List<WordPattern> patterns() {
    return patterns;
  }

  /** Whether the node is one little word of a language that the index holds. */
  boolean isStopWord(QueryNode node) {
    if (!(node instanceof QueryNode.Text text) || text.quoted() || text.prefix()) {
      return false;
    }
    TokenBuffer tokens = scanner.scan(text.text());
    return tokens.size() == 1
        && (lexicon.entry(tokens, 0).stopMask() & (languagesSeen | Language.ENGLISH.bit())) != 0;
  }

  /** Null when the text holds no words. */
  @Nullable Query query(QueryNode.Text text, boolean wanted) {
    TokenBuffer tokens = scanner.scan(text.text());
    int size = Math.min(tokens.size(), PHRASE_WORDS_MAX);
    if (size == 0) {
      return null;
    }
    List<String> words = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      if (!tokens.tail(i)) {
        words.add(tokens.text(i));
      }
    }
    boolean plainWord = words.size() == 1 && !text.quoted() && !text.prefix();
    char[] @Nullable [] stems = new char[Language.count()][];
    int edits = 0;
    if (plainWord) {
      stems(tokens, stems);
      edits = leniency == Leniency.EXACT ? 0 : edits(tokens);
    }
    boolean prefix = text.prefix() || (words.size() == 1 && isLonePair(tokens));
    if (wanted) {
      patterns.add(new WordPattern(text.field(), List.copyOf(words), stems, prefix, edits));
    }
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    if (text.field().isEmpty()) {
      String raw = text.text().toLowerCase(Locale.ROOT);
      builder.add(
          new BoostQuery(new TermQuery(new Term(Fields.NUMBER, raw)), NUMBER_WEIGHT), Occur.SHOULD);
      if (words.size() == 1) {
        add(builder, Fields.NUMBER, words, prefix, ABOUT_WEIGHT, 0);
      }
      add(builder, Fields.ABOUT, words, prefix, ABOUT_WEIGHT, edits);
      for (String name : added) {
        List<String> named = words.stream().map(word -> Fields.named(name, word)).toList();
        add(builder, Fields.NAMED, named, prefix, ABOUT_WEIGHT, 0);
      }
    }
    for (String field : List.of(Fields.SUBJECT, Fields.TEXT)) {
      if (text.field().isEmpty() || text.field().equals(field)) {
        float weight = field.equals(Fields.SUBJECT) ? SUBJECT_WEIGHT : TEXT_WEIGHT;
        add(builder, field, words, prefix, weight, edits);
        forms(stems)
            .forEach((stem, tagged) ->
                builder.add(
                    boosted(sameForm(field, stem, tagged), weight * STEM_SHARE), Occur.SHOULD));
      }
    }
    return builder.build();
  }

  private void stems(TokenBuffer tokens, char[] @Nullable [] stems) {
    Lexicon.Entry entry = lexicon.entry(tokens, 0);
    for (int l = 0; l < stems.length; l++) {
      if ((languagesSeen & 1 << l) != 0) {
        stems[l] = lexicon.taggedStem(entry, tokens, 0, Language.at(l));
      }
    }
  }

  /** The stems with the languages that share them. */
  private static Map<String, List<String>> forms(char[] @Nullable [] stems) {
    Map<String, List<String>> forms = new LinkedHashMap<>();
    for (char[] stem : stems) {
      if (stem != null) {
        String tagged = new String(stem);
        forms.computeIfAbsent(tagged.substring(1), any -> new ArrayList<>()).add(tagged);
      }
    }
    return forms;
  }

  /** Words of this stem, among them the stem itself, counted as if they were one and the same. */
  private static Query sameForm(String field, String stem, List<String> tagged) {
    SynonymQuery.Builder same = new SynonymQuery.Builder(field);
    tagged.forEach(each -> same.addTerm(new Term(field, each)));
    if (Lexicon.isSaidByItself(stem)) {
      same.addTerm(new Term(field, stem));
    }
    return same.build();
  }

  private static int edits(TokenBuffer tokens) {
    int length = tokens.length(0);
    if (!tokens.plain(0) || length < ONE_EDIT_CHARS_MIN) {
      return 0;
    }
    return length < TWO_EDITS_CHARS_MIN ? 1 : 2;
  }

  /** One Chinese, Japanese or Korean character stands in the index as the start of a pair. */
  private static boolean isLonePair(TokenBuffer tokens) {
    int codePoint = Character.codePointAt(tokens.chars(), tokens.begin(0));
    return tokens.length(0) == Character.charCount(codePoint)
        && codePoint >= 0x1100
        && Folding.of(codePoint) == Folding.PAIRED;
  }

  private static void add(
      BooleanQuery.Builder builder,
      String field,
      List<String> words,
      boolean prefix,
      float weight,
      int edits) {
    List<Term> terms = words.stream().map(word -> new Term(field, word)).toList();
    builder.add(boosted(phrase(terms, prefix), weight), Occur.SHOULD);
    if (edits > 0) {
      Query similar = new FuzzyQuery(terms.getFirst(), edits, 1, EXPANSIONS_MAX, true);
      builder.add(boosted(similar, weight * MISTYPED_SHARE), Occur.SHOULD);
    }
  }

  /** The terms one after the other; with a prefix, the last one may go on and stand anywhere. */
  static Query phrase(List<Term> terms, boolean prefix) {
    if (terms.size() == 1) {
      return prefix ? new PrefixQuery(terms.getFirst()) : new TermQuery(terms.getFirst());
    }
    if (prefix) {
      return new BooleanQuery.Builder()
          .add(phrase(terms.subList(0, terms.size() - 1), false), Occur.MUST)
          .add(new PrefixQuery(terms.getLast()), Occur.FILTER)
          .build();
    }
    PhraseQuery.Builder builder = new PhraseQuery.Builder();
    terms.forEach(builder::add);
    return builder.build();
  }

  private static Query boosted(Query query, float weight) {
    return weight == 1 ? query : new BoostQuery(query, weight);
  }
}
