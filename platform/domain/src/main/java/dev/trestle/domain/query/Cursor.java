package dev.trestle.domain.query;

import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in an ordered list: the keys of the record there, so that it survives changes. */
record Cursor(@Nullable Object[] keys, int slot) {
  private static final int TEXT_MAX = 16_384;

  String encode(String signature) {
    Document document =
        Document.builder()
            .put("order", signature)
            .put("keys", Arrays.asList(keys))
            .put("slot", (long) slot)
            .build();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(document.encode());
  }

  static Cursor decode(String text, String signature, int keyCount, String argument) {
    try {
      if (text.length() <= TEXT_MAX) {
        Document document = Document.decode(Base64.getUrlDecoder().decode(text));
        if (signature.equals(document.get("order"))
            && document.get("keys") instanceof List<?> keys
            && keys.size() == keyCount
            && document.get("slot") instanceof Long slot
            && slot == slot.intValue()) {
          return new Cursor(keys.toArray(), slot.intValue());
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
