package dev.trestle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule refuses the fixture house that breaks it, and no other house. */
class BrokenHousesTest {

  @ParameterizedTest
  @CsvSource({
    "broken.floor, floor",
    "broken.lookup, look-up",
    "broken.library, library",
    "broken.circle, circle",
    "broken.clock, clock",
    "broken.pure, pure",
    "broken.nullmarked, null-marked",
    "broken.curious, look-up",
    "broken.fence, garden",
    "broken.hasty, pure",
    "broken.split, ",
    "sound, ",
  })
  void aHouseBreaksItsOwnRuleOnly(String base, String expected) {
    House house = new House(base);
    JavaClasses classes = new ClassFileImporter().importPackages(base);
    assertFalse(classes.isEmpty());
    List<String> broken =
        new Rules(house)
            .all().stream()
                .filter(rule -> !rule.broken(classes, Set.of()).isEmpty())
                .map(Rule::id)
                .toList();
    assertEquals(expected == null ? List.of() : List.of(expected), broken);
  }

  @Test
  void everyRuleHasAReason() {
    for (Rule rule : new Rules(House.TRESTLE).all()) {
      assertTrue(rule.rule().getDescription().contains("because"), rule.rule().getDescription());
    }
  }

  @Test
  void everyClockAndEveryDieIsNamed() {
    List<String> found =
        broken(
            new Rules(new House("broken.clock")).clockAndChanceOnlyUnderTheRoof(), "broken.clock");
    for (String call :
        List.of(
            "Instant.now()",
            "LocalDate.now(java.time.ZoneId)",
            "System.currentTimeMillis()",
            "UUID.randomUUID()",
            "java.util.Random.<init>()",
            "SecureRandom.<init>()",
            "ThreadLocalRandom.current()",
            "Math.random()",
            "Clock.systemUTC()",
            "Thread.sleep(long)")) {
      assertEquals(1, found.stream().filter(line -> line.contains(call)).count(), call + found);
    }
    assertEquals(10, found.size(), "seeds, nanoTime and a given clock are fine: " + found);
  }

  @Test
  void aLibraryOfAnotherFloorIsNamed_butNotOnesOwn() {
    List<String> found =
        broken(new Rules(new House("broken.library")).oneLibraryPerFloor(), "broken.library");
    assertTrue(found.stream().anyMatch(line -> line.contains("Executable")), found.toString());
    assertTrue(found.stream().noneMatch(line -> line.contains("Logger")), found.toString());
  }

  @Test
  void aPackageInTwoModulesIsRefused(@TempDir Path modules) throws IOException {
    for (String name : List.of("First", "Second")) {
      String path = "broken/split/domain/" + name + ".class";
      Path copy = modules.resolve(name).resolve(path);
      Files.createDirectories(copy.getParent());
      try (var in = Rules.class.getResourceAsStream("/" + path)) {
        Files.copy(in, copy);
      }
    }
    JavaClasses classes =
        new ClassFileImporter().importPaths(modules.resolve("First"), modules.resolve("Second"));
    Rule rule = new Rules(new House("broken.split")).noPackageInTwoModules();
    assertEquals(2, rule.broken(classes, Set.of()).size());
  }

  @Test
  void anExemptClassIsNotSeen_andAnExemptionNamesRuleAndClass() {
    JavaClasses classes = new ClassFileImporter().importPackages("broken.pure");
    Rule rule = new Rules(new House("broken.pure")).domainTouchesNothingOutside();
    Exemptions exemptions =
        Exemptions.parse("# why\n\npure broken.pure.domain.Busy # until then\n");
    assertEquals(Set.of("broken.pure.domain.Busy"), exemptions.of("pure"));
    assertEquals(List.of(), rule.broken(classes, exemptions.of("pure")));
    assertFalse(rule.broken(classes, exemptions.of("clock")).isEmpty());
  }

  private static List<String> broken(Rule rule, String base) {
    return rule.broken(new ClassFileImporter().importPackages(base), Set.of());
  }
}
