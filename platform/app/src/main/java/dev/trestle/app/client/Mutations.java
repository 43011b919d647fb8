package dev.trestle.app.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls mutations, which take one input and answer with one payload. */
public final class Mutations {
  private Mutations() {}

  /**
   * Runs a mutation.
   *
   * @param selection what to read of the payload, without its braces and its userErrors
   * @throws CallFailed when it was not done
   */
  public static Answer run(
      GraphQlCaller desk,
      String mutation,
      String inputType,
      String selection,
      Map<String, @Nullable Object> input)
      throws CallFailed {
    String document =
        "mutation ($input: "
            + inputType
            + "!) { "
            + mutation
            + "(input: $input) { "
            + selection
            + " userErrors { code message path } } }";
    Answer payload = desk.call(document, Map.of("input", input)).object(mutation);
    Answers.requireDone(payload, mutation);
    return payload;
  }
}
