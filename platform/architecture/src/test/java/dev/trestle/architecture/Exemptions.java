package dev.trestle.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The classes that may break a rule for now.
 *
 * @param entries in the order of the file
 */
record Exemptions(List<Exemption> entries) {

  /**
   * One class that one rule does not see.
   *
   * @param rule the rule's id
   * @param type the class's full name
   */
  record Exemption(String rule, String type) {}

  static Exemptions read() {
    try (InputStream in =
        Objects.requireNonNull(Exemptions.class.getResourceAsStream("/exemptions.txt"))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One "rule class" per line; what follows {@code #} is the reason. */
  static Exemptions parse(String text) {
    return new Exemptions(
        text.lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .map(line -> line.split("\\s+"))
            .map(words -> new Exemption(words[0], words[1]))
            .toList());
  }

  Set<String> of(String rule) {
    return entries.stream()
        .filter(entry -> entry.rule().equals(rule))
        .map(Exemption::type)
        .collect(Collectors.toUnmodifiableSet());
  }
}
