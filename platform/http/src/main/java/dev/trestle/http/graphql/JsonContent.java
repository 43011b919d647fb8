package dev.trestle.http.graphql;

import dev.trestle.http.exchange.Refusals;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks that a body is declared as JSON in UTF-8, which no foreign page can send unasked. */
public final class JsonContent {
  private static final String REMEDY = "Send Content-Type: application/json; charset=utf-8.";

  private JsonContent() {}

  public static void require(@Nullable String contentType) {
    if (contentType == null) {
      throw Refusals.mediaType(
          "CONTENT_TYPE_MISSING", "The request does not say what its body is.", REMEDY);
    }
    if (contentType.equals("application/json")) {
      return;
    }
    String[] pieces = contentType.toLowerCase(Locale.ROOT).split(";");
    String type = pieces[0].trim();
    if (type.equals("multipart/form-data")) {
      throw Refusals.mediaType(
          "CONTENT_TYPE_UNSUPPORTED",
          "GraphQL requests are not taken as forms.",
          "Upload files to /files, then name their ids in a JSON request.");
    }
    if (!type.equals("application/json")) {
      throw Refusals.mediaType(
          "CONTENT_TYPE_UNSUPPORTED", "GraphQL requests are taken as JSON only.", REMEDY);
    }
    for (int i = 1; i < pieces.length; i++) {
      String piece = pieces[i].trim();
      if (piece.startsWith("charset=")) {
        String charset = piece.substring(8).replace("\"", "");
        if (!charset.equals("utf-8") && !charset.equals("utf8")) {
          throw Refusals.mediaType("CHARSET_UNSUPPORTED", "JSON is taken in UTF-8 only.", REMEDY);
        }
      }
    }
  }
}
