package dev.trestle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trestle.architecture.Exemptions.Exemption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our own classes against the rules of the house. */
class HouseTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(House.TRESTLE.base());

  private static final Exemptions EXEMPTIONS = Exemptions.read();

  static Stream<Rule> rules() {
    return new Rules(House.TRESTLE).all().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeepsItsRules(Rule rule) {
    List<String> broken = rule.broken(CLASSES, EXEMPTIONS.of(rule.id()));
    if (!broken.isEmpty()) {
      fail(rule.rule().getDescription() + ":\n  " + String.join("\n  ", broken));
    }
  }

  @Test
  void seesEveryFloor() {
    List<String> unseen =
        Floor.HOUSE.stream()
            .filter(floor -> CLASSES.stream().noneMatch(House.TRESTLE.on(floor)))
            .map(Floor::name)
            .toList();
    // The schema is resources only, so far.
    assertEquals(List.of("schema"), unseen);
  }

  @Test
  void theListOfExemptionsOnlyShrinks() {
    List<Exemption> needless = new ArrayList<>(EXEMPTIONS.entries());
    for (Rule rule : rules().toList()) {
      List<String> without = rule.broken(CLASSES, Set.of());
      needless.removeIf(entry ->
          entry.rule().equals(rule.id())
              && without.stream().anyMatch(line -> line.contains(entry.type())));
    }
    assertEquals(List.of(), needless, "these keep the rule by now: delete their lines");
  }
}
