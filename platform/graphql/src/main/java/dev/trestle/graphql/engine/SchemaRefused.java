package dev.trestle.graphql.engine;

import java.util.List;

/** Schema texts and registrations that do not make one schema, with every finding. */
public final class SchemaRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> findings;

  public SchemaRefused(List<String> findings) {
    super("the schema cannot be composed:\n  " + String.join("\n  ", findings));
    this.findings = List.copyOf(findings);
  }

  /** One sentence each, naming the element and the part that brought it. */
  public List<String> findings() {
    return findings;
  }
}
