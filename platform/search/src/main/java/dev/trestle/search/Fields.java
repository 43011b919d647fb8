package dev.trestle.search;

import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * The names and shapes of the index's fields. Changing anything here needs a new {@link #FORMAT}.
 */
final class Fields {
  /** An index of another format is discarded and built again from the log. */
  static final String FORMAT = "4";

  /** Texts are searched up to here; what lies behind can be read but not found. */
  static final int TEXT_CHARS_MAX = 100_000;

  static final int SUBJECT_CHARS_MAX = 2_000;
  static final int VALUE_CHARS_MAX = 500;
  static final int CUSTOM_FIELDS_MAX = 200;
  static final int TAGS_MAX = 200;

  static final String ID = "id";
  static final String KIND = "kind";
  static final String NUMBER = "number";
  static final String SUBJECT = "subject";
  static final String TEXT = "text";

  /**
   * Names, tags and custom values, so that plain words find them; ticket numbers too, but for those
   * of digits alone, which {@link #NUMBER} holds as they are.
   */
  static final String ABOUT = "about";

  /** Words of named fields: name, a zero character, word. One field serves any number of names. */
  static final String NAMED = "named";

  static final char NAME_END = 0;

  /** Custom numbers and times as terms that sort like their values. */
  static final String NUMERIC = "numeric";

  static final String CREATED = "created";
  static final String UPDATED = "updated";

  /** Ticket slot, message ordinal plus one (0 for the ticket itself) and whether it is public. */
  static final String KEY = "key";

  /** Seconds since 1970 of the last change, and the language. */
  static final String TIME = "time";

  static final String TICKET_ID = "ticketId";
  static final String SUBJECT_SOURCE = "subjectSource";
  static final String TEXT_SOURCE = "textSource";

  static final String KIND_TICKET = "t";
  static final String KIND_MESSAGE = "m";

  static final List<String> FACETS =
      List.of("queue", "status", "priority", "type", "tag", "company", "assignee");

  static final FieldType SEARCHED = searched(false);
  static final FieldType SEARCHED_WITHOUT_LENGTH = searched(true);

  private static final int ORDINAL_BITS = 24;
  static final int ORDINAL_MAX = (1 << ORDINAL_BITS) - 2;
  private static final int LANGUAGE_BITS = 5;

  private Fields() {}

  private static FieldType searched(boolean omitNorms) {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    type.setTokenized(true);
    type.setOmitNorms(omitNorms);
    type.freeze();
    return type;
  }

  static long ticketKey(int slot) {
    return (long) slot << (ORDINAL_BITS + 1) | 1;
  }

  static long messageKey(int slot, int ordinal, boolean publicMessage) {
    if (ordinal < 0 || ordinal > ORDINAL_MAX) {
      throw new IllegalArgumentException("A message ordinal must be 0 to " + ORDINAL_MAX);
    }
    return (long) slot << (ORDINAL_BITS + 1) | (ordinal + 1L) << 1 | (publicMessage ? 1 : 0);
  }

  static int slot(long key) {
    return (int) (key >>> (ORDINAL_BITS + 1));
  }

  static boolean isMessage(long key) {
    return (key & (1L << (ORDINAL_BITS + 1)) - 2) != 0;
  }

  static int ordinal(long key) {
    return (int) (key >>> 1 & (1 << ORDINAL_BITS) - 1) - 1;
  }

  static boolean isPublic(long key) {
    return (key & 1) != 0;
  }

  static long time(long millis, Language language) {
    return Math.max(0, millis / 1000) << LANGUAGE_BITS | language.ordinal();
  }

  static long seconds(long time) {
    return time >>> LANGUAGE_BITS;
  }

  static Language language(long time) {
    return Language.at((int) time & (1 << LANGUAGE_BITS) - 1);
  }

  /** Whether a ticket number is the only word in it, as {@link #NUMBER} holds it. */
  static boolean isPlainNumber(String number) {
    return number.length() <= TokenScanner.WORD_CHARS_MAX
        && number.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static String named(String field, String word) {
    return field + NAME_END + word;
  }

  static String customName(String key) {
    return "cf." + key.toLowerCase(Locale.ROOT);
  }

  static String addedName(String field) {
    return "p." + field;
  }

  static BytesRef numeric(String field, double value) {
    long sortable = NumericUtils.doubleToSortableLong(value) ^ Long.MIN_VALUE;
    return new BytesRef(field + '\0' + String.format(Locale.ROOT, "%016x", sortable));
  }
}
