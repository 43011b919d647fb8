package dev.trestle.app.imports;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.client.Json;
import dev.trestle.app.client.Mutations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the queue and the custom fields an import needs, where the desk has none yet. */
final class DeskSetup {
  private static final String QUEUE =
      """
      query ($key: String!) {
        queues(first: 1, filter: {externalKey: {eq: $key}}) { nodes { id statuses { key } } }
      }\
      """;

  private static final String WATCHERS =
      """
      query {
        queues(first: 1, filter: {archived: false}) {
          nodes { watcherTeams { id } watcherAgents { id } }
        }
      }\
      """;

  private static final String FIELDS =
      """
      query ($after: Cursor) {
        customFields(first: 200, after: $after, target: TICKET) {
          nodes { key type }
          pageInfo { hasNextPage endCursor }
        }
      }\
      """;

  private final GraphQlCaller desk;

  DeskSetup(GraphQlCaller desk) {
    this.desk = desk;
  }

  /** The id of the queue, once everything is there. */
  String ready(QueueSetup setup) throws CallFailed {
    fields(setup);
    List<Answer> found =
        desk.call(QUEUE, Map.of("key", setup.key())).object("queues").objects("nodes");
    return found.isEmpty() ? create(setup) : checked(setup, found.getFirst());
  }

  private static String checked(QueueSetup setup, Answer queue) throws CallFailed {
    List<String> keys = queue.objects("statuses").stream().map(s -> s.text("key")).toList();
    for (QueueSetup.Status status : setup.statuses()) {
      if (!keys.contains(status.key())) {
        throw new CallFailed(
            "The queue with the external key \""
                + setup.key()
                + "\" has no status \""
                + status.key()
                + "\" any more. Add it again, then repeat the import.");
      }
    }
    return queue.text("id");
  }

  private String create(QueueSetup setup) throws CallFailed {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("name", setup.name());
    input.put("externalKey", setup.key());
    input.put(
        "statuses",
        setup.statuses().stream()
            .map(status ->
                Map.of(
                    "key", status.key(),
                    "name", status.source(),
                    "category", status.category()))
            .toList());
    // Whoever watches the desk's first queue watches this one too, until somebody decides
    // otherwise.
    List<Answer> first = desk.call(WATCHERS, Map.of()).object("queues").objects("nodes");
    if (!first.isEmpty()) {
      putIds(input, "watcherTeamIds", first.getFirst().objects("watcherTeams"));
      putIds(input, "watcherAgentIds", first.getFirst().objects("watcherAgents"));
    }
    keyed(setup, "queueCreate", input);
    return Mutations.run(desk, "queueCreate", "QueueCreateInput", "queue { id }", input)
        .object("queue")
        .text("id");
  }

  private static void putIds(
      Map<String, @Nullable Object> input, String name, List<Answer> parties) {
    if (!parties.isEmpty()) {
      input.put(name, parties.stream().map(party -> party.text("id")).toList());
    }
  }

  private void fields(QueueSetup setup) throws CallFailed {
    Map<String, String> known = known();
    for (QueueSetup.Field field : setup.fields()) {
      String type = known.get(field.key());
      if (type == null) {
        define(setup, field);
      } else if (!type.equals(field.type())) {
        throw new CallFailed(
            "The desk's custom field \""
                + field.key()
                + "\" is of type "
                + type
                + ", the import needs "
                + field.type()
                + ". Retire that field, or import into a desk without it.");
      }
    }
  }

  private Map<String, String> known() throws CallFailed {
    Map<String, String> known = new LinkedHashMap<>();
    String after = null;
    do {
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      variables.put("after", after);
      Answer page = desk.call(FIELDS, variables).object("customFields");
      page.objects("nodes").forEach(field -> known.put(field.text("key"), field.text("type")));
      Answer info = page.object("pageInfo");
      after = info.truth("hasNextPage") ? info.text("endCursor") : null;
    } while (after != null);
    return known;
  }

  private void define(QueueSetup setup, QueueSetup.Field field) throws CallFailed {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("target", "TICKET");
    input.put("key", field.key());
    input.put("label", field.label());
    input.put("description", field.description());
    input.put("type", field.type());
    if (!field.options().isEmpty()) {
      input.put("options", new ArrayList<>(field.options()));
    }
    keyed(setup, "customFieldDefine", input);
    Mutations.run(desk, "customFieldDefine", "CustomFieldDefineInput", "customField { id }", input);
  }

  private static void keyed(
      QueueSetup setup, String mutation, Map<String, @Nullable Object> input) {
    input.put(
        "operationKey",
        OperationKeys.of(setup.key() + " " + mutation, Json.bytes(input)).toString());
  }
}
