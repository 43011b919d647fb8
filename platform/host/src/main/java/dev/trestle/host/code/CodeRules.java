package dev.trestle.host.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a plugin's code may name, by the abilities that the owner gives it. See rules.txt. */
final class CodeRules {
  /** What may be named with an ability only. */
  record Closed(String ability, String instead) {}

  private record Members(List<Pattern> names, List<Pattern> typed, Closed closed) {
    boolean match(String name, String type) {
      return names.stream().anyMatch(pattern -> pattern.matcher(name).matches())
          || typed.stream().anyMatch(pattern -> pattern.matcher(name + type).lookingAt());
    }
  }

  private record Some(Set<String> classes, Closed closed) {}

  /** The rules as they stand in the file. */
  private static final class Table {
    final Map<String, Some> packages = new HashMap<>();
    final Map<String, Closed> classes = new HashMap<>();
    final Map<String, Members> only = new HashMap<>();
    final Map<String, List<Members>> members = new HashMap<>();
    final Map<String, Closed> extending = new HashMap<>();
  }

  private static final Closed OPEN = new Closed("", "");
  private static final Closed NEVER = new Closed("never", "what the SDK offers");
  private static final Table TABLE = read();

  private static final List<String> PLATFORM =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "netscape.",
          "org.ietf.jgss.",
          "org.w3c.dom.",
          "org.xml.sax.");

  private static final Set<String> LOGGING =
      Set.of(
          "org.slf4j.Logger",
          "org.slf4j.LoggerFactory",
          "org.slf4j.Marker",
          "org.slf4j.MarkerFactory",
          "org.slf4j.event.Level",
          "org.slf4j.spi.LoggingEventBuilder");

  /** Every class has these, under its own name. */
  private static final Set<String> OF_OBJECT =
      Set.of("equals", "hashCode", "toString", "getClass", "wait", "notify", "notifyAll");

  private final Set<String> abilities;

  private CodeRules(Set<String> abilities) {
    this.abilities = abilities;
  }

  static CodeRules with(List<String> abilities) {
    return new CodeRules(Set.copyOf(abilities));
  }

  /** Whether a class, by its full name, would be the Java platform's. */
  static boolean isOfPlatform(String className) {
    return PLATFORM.stream().anyMatch(className::startsWith);
  }

  /** Whether a class, by its full name, is one of those that the desk shows plugins. */
  static boolean isOfSdk(String className) {
    return className.startsWith("dev.trestle.sdk.")
        || className.startsWith("org.jspecify.annotations.")
        || LOGGING.contains(className);
  }

  boolean mayHave(String ability) {
    return abilities.contains(ability);
  }

  /** What keeps a class of the platform from being named; null when nothing does. */
  @Nullable Closed closedClass(String className) {
    int dot = className.lastIndexOf('.');
    Some some = TABLE.packages.get(className.substring(0, Math.max(0, dot)));
    if (some == null) {
      return NEVER;
    }
    boolean listed =
        some.classes().isEmpty() || some.classes().contains(className.substring(dot + 1));
    Closed byPackage = listed && !some.classes().isEmpty() ? OPEN : some.closed();
    Closed closed = shut(byPackage);
    return closed != null ? closed : shut(TABLE.classes.getOrDefault(className, OPEN));
  }

  /** Whether the loader gives it out: the platform's own code asks for more than plugins name. */
  boolean admitsClass(String className) {
    Closed closed = closedClass(className);
    return closed == null
        || className.startsWith("java.lang.reflect.")
        || className.startsWith("java.lang.invoke.");
  }

  String insteadOf(String className) {
    Closed closed = closedClass(className);
    return closed == null ? "it is let in" : sentence(closed);
  }

  /**
   * What keeps a member from being named; null when nothing does.
   *
   * @param className the class it is named with, or one above that
   * @param exactly whether it is the class it is named with
   */
  @Nullable Closed closedMember(String className, String name, String type, boolean exactly) {
    for (Members rule : TABLE.members.getOrDefault(className, List.of())) {
      Closed closed = rule.match(name, type) ? shut(rule.closed()) : null;
      if (closed != null) {
        return closed;
      }
    }
    Members only = exactly ? TABLE.only.get(className) : null;
    if (only == null || OF_OBJECT.contains(name) || only.match(name, type)) {
      return null;
    }
    return shut(only.closed());
  }

  /** What keeps a class of one's own from extending this one; null when nothing does. */
  @Nullable Closed closedToHeirs(String className) {
    return shut(TABLE.extending.getOrDefault(className, OPEN));
  }

  private @Nullable Closed shut(Closed closed) {
    return closed == OPEN || abilities.contains(closed.ability()) ? null : closed;
  }

  /** What to do about it. */
  static String sentence(Closed closed) {
    return closed.ability().equals("never")
        ? "no plugin may; use " + closed.instead()
        : "use "
            + closed.instead()
            + ", or ask for the ability "
            + closed.ability()
            + " in the manifest";
  }

  private static Table read() {
    Table table = new Table();
    try (InputStream in =
        Objects.requireNonNull(CodeRules.class.getResourceAsStream("rules.txt"))) {
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(table, line));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return table;
  }

  private static void add(Table table, String line) {
    String[] columns = line.split("\\s*\\|\\s*");
    Closed closed = columns.length == 1 ? OPEN : new Closed(columns[1], columns[2]);
    String[] words = columns[0].split("[:\\s]+");
    String name = words[1];
    List<String> listed = Arrays.asList(words).subList(2, words.length);
    switch (words[0]) {
      case "package", "some" -> table.packages.put(name, new Some(Set.copyOf(listed), closed));
      case "class" -> table.classes.put(name, closed);
      case "only" -> table.only.put(name, members(listed, closed));
      case "member" ->
          table.members.computeIfAbsent(name, _ -> new ArrayList<>()).add(members(listed, closed));
      case "extend" -> table.extending.put(name, closed);
      default -> throw new IllegalStateException("rules.txt has no kind of rule " + words[0]);
    }
  }

  private static Members members(List<String> listed, Closed closed) {
    Map<Boolean, List<Pattern>> patterns =
        listed.stream()
            .collect(
                Collectors.partitioningBy(
                    member -> member.contains("("),
                    Collectors.mapping(CodeRules::pattern, Collectors.toList())));
    return new Members(
        patterns.getOrDefault(false, List.of()), patterns.getOrDefault(true, List.of()), closed);
  }

  private static Pattern pattern(String member) {
    return Pattern.compile(
        Arrays.stream(member.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }
}
