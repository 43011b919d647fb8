package dev.trestle.app.client;

import dev.trestle.graphql.engine.GraphQlRequests;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what a GraphQL answer says: data, or why not. */
final class Answers {
  private static final Set<String> PASSING = Set.of("UNAVAILABLE", "LIMIT");

  private Answers() {}

  static Answer parse(byte[] body) throws CallFailed {
    try {
      return new Answer(GraphQlRequests.parseObject(body));
    } catch (FieldProblem noJson) {
      throw new CallFailed(
          "What answered is no Trestle desk: its answer is not the JSON of a GraphQL answer.",
          noJson);
    }
  }

  /** Whether asking again a little later may help. */
  static boolean passingTrouble(Answer answer) {
    List<Answer> errors = answer.objects("errors");
    return !errors.isEmpty()
        && errors.stream()
            .map(error -> error.optional("extensions"))
            .allMatch(extensions ->
                extensions != null
                    && PASSING.contains(
                        String.valueOf(extensions.optionalText("type")).toUpperCase(Locale.ROOT))
                    && !"QUERY_TOO_COSTLY".equals(extensions.optionalText("code")));
  }

  static Answer data(Answer answer) throws CallFailed {
    List<Answer> errors = answer.objects("errors");
    if (!errors.isEmpty()) {
      throw new CallFailed(
          "The desk answers: "
              + errors.stream().map(Answers::sentence).collect(Collectors.joining(" ")));
    }
    return answer.object("data");
  }

  private static String sentence(Answer error) {
    @Nullable Answer extensions = error.optional("extensions");
    String code = extensions == null ? null : extensions.optionalText("code");
    return String.valueOf(error.optionalText("message")) + (code == null ? "" : " (" + code + ")");
  }

  /** Refuses a payload that says why nothing was done. */
  static void requireDone(Answer payload, String what) throws CallFailed {
    List<Answer> problems = payload.objects("userErrors");
    if (!problems.isEmpty()) {
      String first =
          problems.stream()
              .limit(5)
              .map(problem ->
                  problem.text("message")
                      + " ("
                      + problem.text("code")
                      + " at "
                      + String.join(".", problem.texts("path"))
                      + ")")
              .collect(Collectors.joining(" "));
      throw new CallFailed(
          what
              + " was refused for "
              + problems.size()
              + (problems.size() == 1 ? " reason: " : " reasons: ")
              + first);
    }
  }
}
