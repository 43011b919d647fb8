package dev.trestle.testkit;

import dev.trestle.plugins.stages.StagesPlugin;
import dev.trestle.plugins.stages.StricterPlugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A desk with the plugin that keeps stages. */
final class StagesDesk implements AutoCloseable {
  final TestDesk desk =
      TestDesk.with(PluginUnderTest.of(StagesPlugin.MANIFEST, StagesPlugin.CLASSES));
  final TestPerson ada = desk.admin();

  static PluginUnderTest stricter() {
    return PluginUnderTest.of(
        StagesPlugin.MANIFEST
            .replace("version=1.0.0", "version=2.0.0")
            .replace("StagesPlugin", "StricterPlugin"),
        StagesPlugin.class,
        StricterPlugin.class);
  }

  /** Puts a ticket's stage: its name, and more of its fields by name. */
  void stage(String ticket, String name, Map<String, ?> more) {
    Map<String, Object> input = new LinkedHashMap<>(more);
    input.put("ticketId", ticket);
    input.put("name", name);
    ada.does("stagePut", input, "");
  }

  /** The subjects of the tickets that a person finds by a search, in the alphabet's order. */
  List<String> found(TestPerson person, String query) {
    if (person != ada) {
      // Whoever searches waits for the index to know of one's own changes, and these were hers.
      found(ada, query);
    }
    return person
        .ask(
            "query ($query: String!) { search(query: $query, first: 50, types: [TICKET]) {"
                + " nodes { ... on Ticket { subject } } } }",
            Map.of("query", query))
        .each("search.nodes", "subject")
        .stream()
        .map(String::valueOf)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    desk.close();
  }
}
