package dev.trestle.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.jspecify.annotations.Nullable;

/** Turns a query's meaning into a Lucene query over one view of the index; serves one search. */
final class QueryCompiler {
  private final IndexSearcher searcher;
  private final Leniency leniency;
  private final boolean messages;
  private final String baseKind;
  private final TextQueries texts;

  /**
   * @param languagesSeen a mask of the languages in the index
   * @param messages whether messages may answer, so that ticket conditions must reach them too
   * @param baseKind what answers when nothing positive is asked: tickets, or messages when asked
   *     for
   * @param added the fields of plugins' texts that plain words are looked for in
   */
  QueryCompiler(
      IndexSearcher searcher,
      Leniency leniency,
      int languagesSeen,
      boolean messages,
      String baseKind,
      Set<String> added) {
    this.searcher = searcher;
    this.leniency = leniency;
    this.messages = messages;
    this.baseKind = baseKind;
    this.texts = new TextQueries(leniency, languagesSeen, added);
  }

  Query compile(QueryNode node) throws IOException {
    if (node instanceof QueryNode.Everything) {
      return all();
    }
    Query query =
        node instanceof QueryNode.And and
            ? and(and, leniency == Leniency.SOME_WORDS)
            : part(node, true);
    if (query == null) {
      return new MatchNoDocsQuery("no words in the query");
    }
    return node instanceof QueryNode.Not ? except(query) : query;
  }

  /** What to mark in the hits; complete after {@link #compile}. */
  List<WordPattern> patterns() {
    return texts.patterns();
  }

  private Query all() {
    return new ConstantScoreQuery(new TermQuery(new Term(Fields.KIND, baseKind)));
  }

  private Query except(Query query) {
    return new BooleanQuery.Builder().add(all(), Occur.FILTER).add(query, Occur.MUST_NOT).build();
  }

  private @Nullable Query part(QueryNode node, boolean wanted) throws IOException {
    return switch (node) {
      case QueryNode.And and -> and(and, false);
      case QueryNode.Or or -> or(or);
      case QueryNode.Not not -> part(not.part(), false);
      case QueryNode.Text text -> texts.query(text, wanted);
      case QueryNode.Named named ->
          named.field().equals("author") ? named(named) : ofTicket(named(named));
      case QueryNode.Number number -> {
        Term term = new Term(Fields.NUMBER, number.number());
        yield ofTicket(number.prefix() ? new PrefixQuery(term) : new TermQuery(term));
      }
      case QueryNode.Times times ->
          LongPoint.newRangeQuery(
              times.field().equals("created") ? Fields.CREATED : Fields.UPDATED,
              times.from(),
              times.to());
      case QueryNode.Values values ->
          ofTicket(
              new TermRangeQuery(
                  Fields.NUMERIC,
                  Fields.numeric(values.field(), values.from()),
                  Fields.numeric(values.field(), values.to()),
                  true,
                  true));
      case QueryNode.Everything _ -> null;
    };
  }

  private @Nullable Query and(QueryNode.And and, boolean anyWord) throws IOException {
    List<QueryNode> parts = and.parts();
    boolean contentful = parts.stream().anyMatch(p -> isText(p) && !texts.isStopWord(p));
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    int added = 0;
    int negative = 0;
    for (QueryNode node : parts) {
      boolean not = node instanceof QueryNode.Not;
      Query query = part(node, !not);
      if (query == null) {
        continue;
      }
      added++;
      if (not) {
        negative++;
        builder.add(query, Occur.MUST_NOT);
      } else if (isText(node)) {
        // Little words only help ranking, unless nothing else was typed.
        boolean optional = anyWord || (contentful && texts.isStopWord(node));
        builder.add(query, optional ? Occur.SHOULD : Occur.MUST);
        if (anyWord) {
          builder.setMinimumNumberShouldMatch(1);
        }
      } else {
        builder.add(query, Occur.FILTER);
      }
    }
    if (added == 0) {
      return null;
    }
    if (added == negative) {
      builder.add(all(), Occur.FILTER);
    }
    return builder.build();
  }

  private static boolean isText(QueryNode node) {
    return node instanceof QueryNode.Text
        || ((node instanceof QueryNode.Or || node instanceof QueryNode.And)
            && QueryNode.looksForText(node));
  }

  private @Nullable Query or(QueryNode.Or or) throws IOException {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    int added = 0;
    for (QueryNode node : or.parts()) {
      boolean not = node instanceof QueryNode.Not;
      Query query = part(node, !not);
      if (query != null) {
        added++;
        Query clause = not ? except(query) : query;
        builder.add(
            isText(node) ? clause : new BoostQuery(new ConstantScoreQuery(clause), 0),
            Occur.SHOULD);
      }
    }
    return added == 0 ? null : builder.build();
  }

  /** A condition on a ticket; its messages fulfil it too. */
  private @Nullable Query ofTicket(@Nullable Query query) throws IOException {
    if (query == null || !messages) {
      return query;
    }
    return new SlotSetQuery(SlotCollector.slots(searcher, query));
  }

  private @Nullable Query named(QueryNode.Named named) {
    TokenBuffer tokens = new TokenScanner().scan(named.text());
    List<Term> terms = new ArrayList<>();
    String field = named.field().toLowerCase(Locale.ROOT);
    for (int i = 0; i < Math.min(tokens.size(), TextQueries.PHRASE_WORDS_MAX); i++) {
      if (!tokens.tail(i)) {
        terms.add(new Term(Fields.NAMED, Fields.named(field, tokens.text(i))));
      }
    }
    return terms.isEmpty() ? null : TextQueries.phrase(terms, named.prefix());
  }
}
