package dev.trestle.sdk.lists;

import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin adds to the desk's lists of tickets: filter fields, sort keys and search texts,
 * each read from a component of one of its records of tickets. The schema text adds the filter
 * fields by {@code extend input TicketFilter} and the sort keys by {@code extend enum
 * TicketOrderField}.
 *
 * <p>Where the record type has a grouped index on the component, an equality filter reads it; where
 * it has a sorted one, the sort does, in both directions. Without an index each candidate is asked.
 * A ticket without a record is as one whose component is empty. Only viewers with {@code
 * staff.read} may filter and sort by what plugins add.
 *
 * @param filters by their names in TicketFilter
 * @param sorts by their names in TicketOrderField
 * @param searches by the name that search queries use before the colon
 */
@Api
public record ListExtension(List<Filter> filters, List<Sort> sorts, List<SearchText> searches) {
  public static final ListExtension NONE = new ListExtension(List.of(), List.of(), List.of());

  /** The comparators a filter offers, by the input type it has in the schema. */
  public enum FilterKind {
    /** {@code IdComparator}, on a UUID. */
    ID,
    /** {@code StringComparator}, on a short text such as a key, asked for equality. */
    KEY,
    /** {@code StringComparator}, on any text. */
    TEXT,
    /** {@code Boolean}. */
    FLAG,
    /** {@code DateTimeComparator}, on an Instant. */
    TIME,
    /** {@code IntComparator}, on an int or long. */
    NUMBER,
    /** An input of the plugin's with {@code eq} and {@code in} of its enum. */
    CONSTANT
  }

  /** One filter field. */
  public record Filter(String name, FilterKind kind, RecordType<?> type, String component) {
    public Filter {
      requireOfTicket(type);
    }
  }

  /** One sort key; tickets without a value come last. */
  public record Sort(String name, RecordType<?> type, String component) {
    public Sort {
      requireOfTicket(type);
    }
  }

  /**
   * One text, or list of texts, by which a ticket is found: whoever writes {@code name:word} in a
   * search finds the tickets whose text has the word.
   *
   * @param name lower camel case, none of the desk's own such as {@code queue}; searches take it in
   *     any case
   * @param publicText whether contacts who see the ticket may find it by this; else only viewers
   *     with {@code staff.read} may
   * @param permission what the viewer must hold besides; null for nothing
   * @param inWords whether words without a name before them are looked for here, too
   */
  public record SearchText(
      String name,
      RecordType<?> type,
      String component,
      boolean publicText,
      @Nullable String permission,
      boolean inWords) {
    public SearchText {
      requireOfTicket(type);
    }

    /** One that staff find by its name alone. */
    public SearchText(String name, RecordType<?> type, String component) {
      this(name, type, component, false, null, false);
    }

    /** The same for contacts, too. */
    public SearchText forContacts() {
      return new SearchText(name, type, component, true, permission, inWords);
    }

    /** The same for those alone who hold a permission. */
    public SearchText needs(String held) {
      return new SearchText(name, type, component, publicText, held, inWords);
    }

    /** The same, found by plain words, too. */
    public SearchText amongWords() {
      return new SearchText(name, type, component, publicText, permission, true);
    }
  }

  public ListExtension {
    filters = List.copyOf(filters);
    sorts = List.copyOf(sorts);
    searches = List.copyOf(searches);
  }

  public ListExtension filter(String name, FilterKind kind, RecordType<?> type, String component) {
    List<Filter> more = new ArrayList<>(filters);
    more.add(new Filter(name, kind, type, component));
    return new ListExtension(more, sorts, searches);
  }

  public ListExtension sort(String name, RecordType<?> type, String component) {
    List<Sort> more = new ArrayList<>(sorts);
    more.add(new Sort(name, type, component));
    return new ListExtension(filters, more, searches);
  }

  public ListExtension search(
      String name, RecordType<?> type, String component, boolean publicText) {
    return search(new SearchText(name, type, component, publicText, null, false));
  }

  public ListExtension search(SearchText text) {
    List<SearchText> more = new ArrayList<>(searches);
    more.add(text);
    return new ListExtension(filters, sorts, more);
  }

  private static void requireOfTicket(RecordType<?> type) {
    if (!Objects.requireNonNull(type).isOfTicket()) {
      throw new IllegalArgumentException(
          "ticket lists read records of tickets, which " + type.name() + " is not");
    }
  }
}
