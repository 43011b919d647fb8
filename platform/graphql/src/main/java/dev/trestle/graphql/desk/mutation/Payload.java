package dev.trestle.graphql.desk.mutation;

import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation answers: its things by the payload's field names, or the reasons why nothing was
 * done.
 *
 * @param warnings what was done all the same
 */
public record Payload(
    Map<String, @Nullable Object> things, List<Problem> userErrors, List<Problem> warnings) {

  public static Payload done(Map<String, @Nullable Object> things) {
    return new Payload(things, List.of(), List.of());
  }

  public static Payload done(Map<String, @Nullable Object> things, List<Problem> warnings) {
    return new Payload(things, List.of(), warnings);
  }

  /** Nothing was done; lists among the things are empty then, and everything else is null. */
  public static Payload refused(Map<String, @Nullable Object> nothing, List<Problem> userErrors) {
    return new Payload(nothing, userErrors, List.of());
  }

  /**
   * The payload type of a mutation with these things in it, besides {@code userErrors} and {@code
   * warnings}.
   */
  public static Fields<Payload> type(String mutation, List<String> things) {
    Fields<Payload> fields = Fields.of(typeName(mutation), Payload.class);
    for (String thing : things) {
      fields.getter(thing, payload -> payload.things().get(thing));
    }
    return fields.getter("userErrors", Payload::userErrors).getter("warnings", Payload::warnings);
  }

  /** What the payload type of a mutation is called. */
  public static String typeName(String mutation) {
    return pascal(mutation) + "Payload";
  }

  /** What the input type of a mutation is called. */
  public static String inputName(String mutation) {
    return pascal(mutation) + "Input";
  }

  private static String pascal(String mutation) {
    return Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1);
  }

  /** Problems a client cannot mend in the input stand in the top-level errors. */
  public static void throwTopLevel(List<Problem> problems) {
    for (Problem problem : problems) {
      if (!problem.type().inPayload()) {
        FieldProblem told = new FieldProblem(problem.type(), problem.code(), problem.message());
        String plugin = problem.plugin();
        throw plugin == null ? told : told.ofPlugin(plugin);
      }
    }
  }
}
