package dev.trestle.search;

import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchResult.Hit;
import dev.trestle.domain.search.SearchType;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Answers one request from one view of the index. */
final class SearchRun {
  private final View view;
  private final SearchRequest request;
  private final QueryNode node;
  private final @Nullable Cursor after;
  private final long nowMillis;

  SearchRun(View view, SearchRequest request) {
    this.view = view;
    this.request = request;
    this.node = QueryReader.read(request.query(), request.names());
    this.after = Cursor.read(request.after());
    this.nowMillis = after == null ? request.nowMillis() : after.nowMillis();
  }

  SearchResult answer() throws IOException {
    if (after != null) {
      return answer(after.leniency());
    }
    SearchResult result = answer(Leniency.EXACT);
    // Only what this viewer sees decides whether to go on, so that nothing can be told from it.
    if (result.totalCount() == 0 && QueryNode.looksForText(node)) {
      result = answer(Leniency.MISTYPED);
      if (result.totalCount() == 0 && node instanceof QueryNode.And) {
        result = answer(Leniency.SOME_WORDS);
      }
    }
    return result;
  }

  private SearchResult answer(Leniency leniency) throws IOException {
    boolean messages =
        request.wants(SearchType.MESSAGE)
            && (QueryNode.looksForText(node) || !request.wants(SearchType.TICKET));
    QueryCompiler compiler =
        new QueryCompiler(
            view.searcher(),
            leniency,
            view.languagesSeen(),
            messages,
            request.wants(SearchType.TICKET) ? Fields.KIND_TICKET : Fields.KIND_MESSAGE,
            request.names().words());
    HitCollector hits = collect(compiler.compile(node));
    TreeSet<String> corrected = new TreeSet<>();
    HitLoader loader =
        new HitLoader(view.reader(), new Highlighter(compiler.patterns()), request.fragments());
    List<Hit> loaded =
        loader.load(
            hits,
            corrected,
            i -> new Cursor(leniency, nowMillis, hits.scores[i], hits.keys[i]).text());
    boolean found = hits.totalCount() > 0;
    FacetCounter facets = hits.facets();
    return new SearchResult(
        hits.totalCount(),
        loaded,
        hits.hasMore(),
        facets == null ? List.of() : facets.facets(hits.ticketCount(), hits.messageCount()),
        found
            && leniency != Leniency.EXACT
            && (leniency == Leniency.MISTYPED || !corrected.isEmpty()),
        List.copyOf(corrected),
        found && leniency == Leniency.SOME_WORDS);
  }

  private HitCollector collect(Query query) throws IOException {
    return view.searcher()
        .search(
            query,
            new CollectorManager<HitCollector, HitCollector>() {
              @Override
              public HitCollector newCollector() {
                return new HitCollector(request, request.first(), nowMillis, after);
              }

              @Override
              public HitCollector reduce(Collection<HitCollector> collectors) {
                // The searcher has no executor, so one collector sees every segment.
                if (collectors.size() != 1) {
                  throw new IllegalStateException("One collector expected");
                }
                return collectors.iterator().next();
              }
            });
  }
}
