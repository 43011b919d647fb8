package dev.trestle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one mutation.
 *
 * @param mutation its name
 * @param reply the whole answer
 */
public record Done(String mutation, Reply reply) {

  /** What stands at a path of the payload. */
  public @Nullable Object at(String path) {
    return reply.at(mutation + "." + path);
  }

  /** The text of what stands at a path of the payload. */
  public String text(String path) {
    return reply.text(mutation + "." + path);
  }

  /** The codes of all problems: the payload's user errors, then the answer's errors. */
  public List<String> problems() {
    List<String> codes = new ArrayList<>(codes("userErrors"));
    codes.addAll(reply.errorCodes());
    return codes;
  }

  public List<String> warnings() {
    return codes("warnings");
  }

  /** The same, when it was done without problems; else the test fails with all it was told. */
  public Done orFail() {
    if (!problems().isEmpty()) {
      throw new AssertionError(mutation + " was refused: " + reply);
    }
    return this;
  }

  private List<String> codes(String list) {
    return reply.data() != null && reply.data().get(mutation) instanceof Map<?, ?>
        ? reply.each(mutation + "." + list, "code").stream().map(String::valueOf).toList()
        : List.of();
  }
}
