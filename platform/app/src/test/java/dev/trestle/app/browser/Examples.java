package dev.trestle.app.browser;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The explorer's example tabs, read from the script that the page loads. */
final class Examples {
  /** One tab: its operation's kind and name, its text, and its variables. */
  record Example(String kind, String name, String query, Map<String, Object> variables) {}

  private static final String SCRIPT = "/dev/trestle/http/explorer/examples.js";
  private static final Pattern TAB =
      Pattern.compile("query: `([^`]*)`(?:,\\s*variables: `([^`]*)`)?");
  private static final Pattern OPERATION =
      Pattern.compile("^(query|mutation|subscription) (\\w+)", Pattern.MULTILINE);

  private Examples() {}

  static List<Example> all() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher tab = TAB.matcher(script());
    while (tab.find()) {
      String variables = tab.group(2) == null ? "{}" : tab.group(2);
      Matcher operation = OPERATION.matcher(tab.group(1));
      if (!operation.find()) {
        throw new AssertionError("no named operation: " + tab.group(1));
      }
      examples.add(
          new Example(
              operation.group(1),
              operation.group(2),
              tab.group(1),
              DeskClient.JSON.readValue(variables, new TypeReference<>() {})));
    }
    return examples;
  }

  private static String script() throws IOException {
    try (InputStream in = Examples.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new AssertionError("the class path lacks " + SCRIPT);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
