package dev.trestle.domain.plugin.records;

import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.Base64;
import java.util.List;

/** Places in lists as clients keep them. */
final class RowCursor {
  private static final int TEXT_MAX = 16_384;

  private RowCursor() {}

  static String encode(RowOrder.Place place, String list) {
    Document document =
        Document.builder()
            .put("order", list)
            .put("keys", place.keys())
            .put("slot", (long) place.slot())
            .build();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(document.encode());
  }

  static RowOrder.Place decode(String text, RowOrder order, String argument) {
    try {
      if (text.length() <= TEXT_MAX) {
        Document document = Document.decode(Base64.getUrlDecoder().decode(text));
        if (order.list().equals(document.get("order"))
            && document.get("keys") instanceof List<?> keys
            && keys.size() == order.keyCount()
            && !keys.contains(null)
            && document.get("slot") instanceof Long slot
            && slot == slot.intValue()) {
          return new RowOrder.Place(List.<Object>copyOf(keys), slot.intValue());
        }
      }
    } catch (CodecException | IllegalArgumentException notOurs) {
      throw refused(argument);
    }
    throw refused(argument);
  }

  private static ProblemException refused(String argument) {
    return new ProblemException(
        ProblemType.INVALID,
        "CURSOR_INVALID",
        "This cursor does not belong to a list in this order. Take one from pageInfo or edges of"
            + " the same query.",
        argument);
  }
}
