package dev.trestle.graphql.desk.mutation;

import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.schema.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation answers: its things by the payload's field names, or the reasons why nothing was
 * done.
 */
public record Payload(Map<String, @Nullable Object> things, List<Problem> userErrors) {

  public static Payload done(Map<String, @Nullable Object> things) {
    return new Payload(things, List.of());
  }

  /** The payload type of a mutation with these things in it, besides {@code userErrors}. */
  public static Fields<Payload> type(String mutation, List<String> things) {
    Fields<Payload> fields =
        Fields.of(
            Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Payload",
            Payload.class);
    for (String thing : things) {
      fields.getter(thing, payload -> payload.things().get(thing));
    }
    return fields.getter("userErrors", Payload::userErrors);
  }
}
