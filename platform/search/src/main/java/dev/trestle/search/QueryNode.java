package dev.trestle.search;

import java.util.List;

/** What a typed query means, before it meets an index. */
sealed interface QueryNode {

  record And(List<QueryNode> parts) implements QueryNode {}

  record Or(List<QueryNode> parts) implements QueryNode {}

  record Not(QueryNode part) implements QueryNode {}

  /**
   * Words to be found in running text.
   *
   * @param field subject, text, or empty for both and for names, tags and the number too
   * @param quoted whether the words must follow one another as they are
   * @param prefix whether the last word may go on
   */
  record Text(String field, String text, boolean quoted, boolean prefix) implements QueryNode {}

  /** Words to be found in a named field; prefix as above. */
  record Named(String field, String text, boolean prefix) implements QueryNode {}

  record Number(String number, boolean prefix) implements QueryNode {}

  /** Times of creation or last change, in milliseconds, both ends included. */
  record Times(String field, long from, long to) implements QueryNode {}

  /** Values of a custom field as numbers or milliseconds, both ends included. */
  record Values(String field, double from, double to) implements QueryNode {}

  /** Nothing was asked, so everything answers. */
  record Everything() implements QueryNode {}

  /** Whether some of this must be found in running text, so that messages can answer it. */
  static boolean looksForText(QueryNode node) {
    return switch (node) {
      case And and -> and.parts().stream().anyMatch(QueryNode::looksForText);
      case Or or -> or.parts().stream().anyMatch(QueryNode::looksForText);
      case Text _ -> true;
      case Named named -> named.field().equals("author");
      case Not _, Number _, Times _, Values _, Everything _ -> false;
    };
  }
}
