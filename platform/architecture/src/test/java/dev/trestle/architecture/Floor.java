package dev.trestle.architecture;

import java.util.List;

/**
 * One floor of the house.
 *
 * @param name the package segment after the base package
 * @param below the floors it may see, besides itself
 * @param libraries the package prefixes of third-party code it may name
 * @param roof whether it is the place for wiring: any library, clocks and randomness
 */
record Floor(String name, List<String> below, List<String> libraries, boolean roof) {

  static final String PLUGINS = "plugins";
  private static final String LOG = "org.slf4j";
  private static final String JSON = "com.fasterxml.jackson.core";

  /** From the ground up. */
  static final List<Floor> HOUSE =
      List.of(
          floor("sdk", List.of(), List.of(LOG)),
          floor("domain", List.of("sdk"), List.of()),
          floor(
              "store",
              List.of("domain", "sdk"),
              List.of("org.eclipse.store", "org.eclipse.serializer", LOG)),
          floor(
              "search",
              List.of("domain", "sdk"),
              List.of("org.apache.lucene", "org.tartarus.snowball", LOG)),
          floor(
              "access",
              List.of("domain", "sdk"),
              List.of("io.jsonwebtoken", "com.password4j", "org.bouncycastle", LOG)),
          floor(
              "host",
              List.of("domain", "sdk"),
              List.of(
                  "org.pf4j",
                  "com.github.zafarkhaja.semver",
                  // The JDK's own: the scheduler of virtual threads, and what collectors left.
                  "jdk.management",
                  "com.sun.management",
                  LOG)),
          floor("schema", List.of(), List.of()),
          floor(
              "graphql",
              List.of("domain", "sdk", "schema"),
              List.of("graphql", "org.dataloader", JSON, LOG)),
          floor("http", List.of("graphql", "domain", "sdk"), List.of("io.helidon", JSON, LOG)),
          // Houses in the garden: they stand on the same ground and touch nothing else.
          // A library of a plugin's own travels inside its jar: the calendars' for recurrences
          // (docs/adr/0013), and those by which mail is read (docs/adr/0012).
          floor(
              PLUGINS,
              List.of("sdk"),
              List.of(
                  LOG,
                  "org.dmfs.rfc5545",
                  "org.apache.commons.net",
                  "org.apache.james.mime4j",
                  "org.jsoup")),
          roof("app"),
          roof("testkit"),
          roof("launch"));

  private static Floor floor(String name, List<String> below, List<String> libraries) {
    return new Floor(name, below, libraries, false);
  }

  private static Floor roof(String name) {
    return new Floor(name, List.of(), List.of(), true);
  }

  boolean maySee(String floor) {
    return roof || name.equals(floor) || below.contains(floor);
  }

  boolean mayName(String packageName) {
    return roof || libraries.stream().anyMatch(library -> isIn(packageName, library));
  }

  static boolean isIn(String packageName, String prefix) {
    return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
  }
}
