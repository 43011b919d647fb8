package dev.trestle.graphql.desk.view;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.search.SearchCursorRefused;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchResult.Facet;
import dev.trestle.domain.search.SearchResult.FacetValue;
import dev.trestle.domain.search.SearchResult.Highlight;
import dev.trestle.domain.search.SearchResult.Hit;
import dev.trestle.domain.search.SearchResult.Span;
import dev.trestle.domain.search.SearchType;
import dev.trestle.domain.search.SearchUnavailable;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Full text search: asks the index on behalf of the viewer, and shows what the snapshot knows. */
public final class SearchTypes {
  private static final int QUERY_CHARS_MAX = 2_000;
  private static final int FRAGMENTS = 3;

  private final Scope.Source scopes;
  private final SearchIndex index;
  private static final Pattern STAFF_FIELDS = Pattern.compile("(?i)\\b(queue)\\s*:");
  private static final Pattern DIRECTORY_FIELDS =
      Pattern.compile("(?i)\\b(company|requester|from)\\s*:");

  private final LastWrites lastWrites;

  public SearchTypes(Scope.Source scopes, SearchIndex index, LastWrites lastWrites) {
    this.scopes = scopes;
    this.index = index;
    this.lastWrites = lastWrites;
  }

  /** Adds the query and answers its types. */
  public List<Fields<?>> addTo(RootFields roots) {
    roots
        .query("search", (arguments, context) -> search(scopes.of(context), arguments))
        .guarded(Permissions.SEARCH);
    return List.of(
        Fields.of("SearchConnection", SearchView.class)
            .intGetter("totalCount", search -> search.result().totalCount())
            .getter("pageInfo", SearchView::page)
            .getter("edges", SearchView::hits)
            .getter("nodes", search -> search.page().nodes())
            .getter("facets", SearchView::facets)
            .booleanGetter("corrected", search -> search.result().corrected())
            .getter("correctedTerms", search -> search.result().correctedTerms())
            .booleanGetter("relaxed", search -> search.result().relaxed()),
        Fields.of("SearchEdge", SearchView.Found.class)
            .getter("cursor", found -> found.hit().cursor())
            .getter("node", SearchView.Found::node)
            .getter("highlights", found -> found.hit().highlights()),
        Fields.of("SearchHighlight", Highlight.class)
            .getter("field", Highlight::field)
            .getter("fragment", Highlight::fragment)
            .getter("spans", Highlight::spans),
        Fields.of("TextSpan", Span.class)
            .intGetter("start", Span::start)
            .intGetter("end", Span::end),
        Fields.of("SearchFacet", Facet.class)
            .getter("field", Facet::field)
            .getter("values", Facet::values),
        Fields.of("SearchFacetValue", FacetValue.class)
            .getter("value", FacetValue::value)
            .intGetter("count", FacetValue::count));
  }

  private SearchView search(Scope scope, Arguments arguments) {
    SearchRequest request = request(scope, arguments);
    try {
      index.awaitSearchable(lastWrites.of(scope.viewer().id()));
      return view(scope, index.search(request), request.after() != null);
    } catch (SearchCursorRefused refused) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "CURSOR_INVALID",
          "This cursor was not handed out by a search.",
          "Take one from edges or pageInfo of the same query.");
    } catch (SearchUnavailable trouble) {
      throw new FieldProblem(
          ProblemType.UNAVAILABLE,
          "SEARCH_" + trouble.reason().name(),
          "Search does not work at this moment; everything else does.",
          "Try again later, or use the filters of tickets.");
    }
  }

  private static SearchRequest request(Scope scope, Arguments arguments) {
    String query = arguments.requireString("query");
    int first = arguments.integerOr("first", 20);
    if (first < 1 || first > SearchRequest.FIRST_MAX) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "PAGE_SIZE",
          "Ask for 1 to " + SearchRequest.FIRST_MAX + " hits at once, not " + first + ".");
    }
    if (query.length() > QUERY_CHARS_MAX) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "QUERY_TOO_LONG",
          "A search has at most " + QUERY_CHARS_MAX + " characters.");
    }
    return new SearchRequest(
        readable(query, scope),
        first,
        arguments.string("after"),
        Set.copyOf(arguments.constants("types", SearchType.class)),
        visible(scope),
        scope.notes(),
        arguments.isTrue("facets"),
        scope.state().atMillis(),
        FRAGMENTS,
        scope.ticketLists().names(scope));
  }

  /** Asking for a field the viewer may not read becomes asking for the words. */
  private static String readable(String query, Scope scope) {
    String staff = scope.staff() ? query : STAFF_FIELDS.matcher(query).replaceAll("$1 ");
    return scope.directory() ? staff : DIRECTORY_FIELDS.matcher(staff).replaceAll("$1 ");
  }

  /** Null when the viewer sees every ticket, which costs the index nothing. */
  private static @Nullable IntPredicate visible(Scope scope) {
    if (Visibility.seesAllTickets(scope.viewer())) {
      return null;
    }
    SlotFilter visible = scope.visibleTickets();
    return visible::test;
  }

  /** Hits of commits behind this snapshot are left out; the next request shows them. */
  private static SearchView view(Scope scope, SearchResult result, boolean behindOthers) {
    List<SearchView.Found> found = new ArrayList<>(result.hits().size());
    List<Object> nodes = new ArrayList<>(result.hits().size());
    for (Hit hit : result.hits()) {
      Integer ordinal = hit.ordinal();
      Object node =
          ordinal == null
              ? scope.ticket(hit.ticketId())
              : Timeline.entry(new EntryId(hit.ticketId(), ordinal), scope);
      if (node != null) {
        found.add(new SearchView.Found(hit, node));
        nodes.add(node);
      }
    }
    return new SearchView(
        scope,
        result,
        found,
        new ConnectionView(
            nodes,
            result.hasMore(),
            behindOthers,
            at -> found.get(at).hit().cursor(),
            result::totalCount));
  }
}
