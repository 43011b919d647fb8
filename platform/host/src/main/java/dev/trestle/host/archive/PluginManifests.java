package dev.trestle.host.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Requirement;
import dev.trestle.host.versions.Versions;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a plugin's manifest and finds everything that is wrong with it at once. */
public final class PluginManifests {
  /** The file that holds the manifest. */
  public static final String FILE = "META-INF/trestle/plugin.properties";

  /** What plugins may ask to read. */
  public static final List<String> READS =
      List.of("ticket", "message", "company", "site", "contact", "agent", "team", "queue");

  /** Abilities of the Java platform that plugins may ask for. */
  public static final List<String> ABILITIES = List.of("files", "reflection", "sockets", "threads");

  private static final String CODE = "PLUGIN_MANIFEST_INVALID";
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");
  private static final Pattern CAPABILITY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*");
  private static final Pattern DOTTED =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_$]*)*");
  private static final Pattern MUTATION = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern EVENT = Pattern.compile("\\*|[A-Z][A-Za-z0-9]*");
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final int TEXT_MAX = 2_000;

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "version",
          "name",
          "description",
          "vendor",
          "plugin.class",
          "sdk",
          "requires",
          "provides",
          "api.packages",
          "reads",
          "writes",
          "events",
          "network",
          "secrets",
          "files",
          "abilities");

  /** Whose elements of the schema are the desk's own. */
  private static final String OF_THE_DESK = "kernel";

  private final Properties fields;
  private final List<Problem> problems = new ArrayList<>();

  private PluginManifests(Properties fields) {
    this.fields = fields;
  }

  /**
   * The manifest of a jar.
   *
   * @throws PluginRefused when there is none, or something in it is wrong
   */
  public static PluginManifest read(PluginArchive archive) {
    byte[] file = archive.content(FILE);
    if (file == null) {
      throw new PluginRefused(
          ProblemType.INVALID, CODE, "The jar is no plugin: it has no file " + FILE + ".");
    }
    return parse(new String(file, UTF_8));
  }

  /** The manifest in a text. */
  public static PluginManifest parse(String text) {
    Properties fields = new Properties();
    try {
      fields.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException malformed) {
      throw new PluginRefused(
          ProblemType.INVALID, CODE, "The file " + FILE + " is not a properties file.");
    }
    PluginManifests reader = new PluginManifests(fields);
    PluginManifest manifest = reader.manifest();
    if (!reader.problems.isEmpty()) {
      throw new PluginRefused(reader.problems);
    }
    return manifest;
  }

  private PluginManifest manifest() {
    for (String field : new TreeSet<>(fields.stringPropertyNames())) {
      if (!FIELDS.contains(field)) {
        wrong(field, "There is no such field; remove it or correct its name.");
      }
    }
    String id = needed("id");
    check("id", id, ID, "2 to 40 lower-case letters, digits and hyphens, a letter first");
    if (id.equals(OF_THE_DESK)) {
      wrong("id", "The desk calls its own part so; take another id.");
    }
    String version = needed("version");
    if (!version.isEmpty() && !Versions.isVersion(version)) {
      wrong("version", "Write a version such as 1.0.0, by the rules of semantic versioning.");
    }
    String sdk = needed("sdk");
    if (!sdk.isEmpty() && !Versions.isRange(sdk)) {
      wrong("sdk", "Write a range of versions such as >=0.1.0 <0.2.0.");
    }
    String pluginClass = needed("plugin.class");
    check("plugin.class", pluginClass, DOTTED, "the full name of a class, such as com.acme.Plugin");
    return new PluginManifest(
        id,
        version,
        needed("name"),
        needed("description"),
        needed("vendor"),
        pluginClass,
        sdk,
        requirements(id),
        list("provides", CAPABILITY, "capabilities such as payments or payments.refund"),
        list("api.packages", DOTTED, "packages such as com.acme.api"),
        asked());
  }

  private PluginManifest.Asked asked() {
    return new PluginManifest.Asked(
        oneOf("reads", READS),
        list("writes", MUTATION, "names of mutations such as ticketNote"),
        list("events", EVENT, "event types such as TicketResolved, or *"),
        network(),
        flag("secrets"),
        flag("files"),
        oneOf("abilities", ABILITIES));
  }

  private List<String> network() {
    String text = text("network");
    return switch (text) {
      case "", "false" -> List.of();
      case "true", "*" -> List.of("*");
      default -> list("network", HOST, "true, false, or host names such as api.example.com");
    };
  }

  private List<Requirement> requirements(String id) {
    Set<Requirement> found = new LinkedHashSet<>();
    for (String text : parts("requires")) {
      if (text.startsWith("capability:")) {
        String name = text.substring("capability:".length()).strip();
        check("requires", name, CAPABILITY, "capabilities such as capability:payments");
        found.add(new Requirement(true, name, ""));
        continue;
      }
      int at = text.indexOf('@');
      String name = at < 0 ? text : text.substring(0, at).strip();
      String range = at < 0 ? "" : text.substring(at + 1).strip();
      check("requires", name, ID, "ids of plugins, such as checklists@>=1.0.0");
      if (!range.isEmpty() && !Versions.isRange(range)) {
        wrong("requires", "Write a range of versions such as " + name + "@>=1.0.0 <2.0.0.");
      }
      if (name.equals(id)) {
        wrong("requires", "A plugin cannot require itself; remove " + id + ".");
      }
      found.add(new Requirement(false, name, range));
    }
    return List.copyOf(found);
  }

  private boolean flag(String field) {
    String text = text(field);
    if (!Set.of("", "true", "false").contains(text)) {
      wrong(field, "Write true or false.");
    }
    return text.equals("true");
  }

  private List<String> oneOf(String field, List<String> known) {
    for (String part : parts(field)) {
      if (!known.contains(part)) {
        wrong(field, part + " is none of " + String.join(", ", known) + ".");
      }
    }
    return List.copyOf(new TreeSet<>(parts(field)));
  }

  private List<String> list(String field, Pattern form, String expected) {
    for (String part : parts(field)) {
      check(field, part, form, expected);
    }
    return List.copyOf(new LinkedHashSet<>(parts(field)));
  }

  private List<String> parts(String field) {
    return Arrays.stream(text(field).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private void check(String field, String value, Pattern form, String expected) {
    if (!value.isEmpty() && !form.matcher(value).matches()) {
      wrong(field, "\"" + value + "\" will not do; write " + expected + ".");
    }
  }

  private String needed(String field) {
    String text = text(field);
    if (text.isEmpty()) {
      wrong(field, "The field is missing; every plugin has one.");
    }
    return text;
  }

  private String text(String field) {
    String text = fields.getProperty(field, "").strip();
    if (text.length() > TEXT_MAX) {
      wrong(field, "The value is longer than 2,000 characters; shorten it.");
      return text.substring(0, TEXT_MAX);
    }
    return text;
  }

  private void wrong(String field, String message) {
    Problem problem = Problem.of(ProblemType.INVALID, CODE, field + ": " + message, field);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
