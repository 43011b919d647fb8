package dev.trestle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** The rules of the house, each with its reason. */
final class Rules {

  private final House house;

  Rules(House house) {
    this.house = house;
  }

  List<Rule> all() {
    List<Rule> all = new ArrayList<>();
    all.add(everyClassStandsOnAFloor());
    all.add(floorsNeverLookUp());
    all.add(oneLibraryPerFloor());
    all.add(noCirclesBetweenPackages());
    all.add(noPackageInTwoModules());
    all.add(clockAndChanceOnlyUnderTheRoof());
    all.add(domainTouchesNothingOutside());
    all.add(pluginsKeepToThemselves());
    all.add(packagesRefuseNull());
    return List.copyOf(all);
  }

  Rule everyClassStandsOnAFloor() {
    return new Rule(
        "floor",
        classes()
            .should(Conditions.satisfy("stand on a floor", type -> house.floorOf(type).isPresent()))
            .because("a class on no floor is seen by no other rule"));
  }

  Rule floorsNeverLookUp() {
    return new Rule(
        "look-up",
        eachFloor(floor ->
            noClasses()
                .that(house.on(floor))
                .should()
                .dependOnClassesThat(
                    DescribedPredicate.describe(
                        "stand on a floor that " + floor.name() + " may not see",
                        type ->
                            house
                                .floorOf(type.getBaseComponentType())
                                .filter(other -> !floor.maySee(other.name()))
                                .isPresent()))
                .because("each floor stands on the floors under it and can be read alone")));
  }

  Rule oneLibraryPerFloor() {
    return new Rule(
        "library",
        eachFloor(floor ->
            classes()
                .that(house.on(floor))
                .should()
                .onlyDependOnClassesThat(
                    DescribedPredicate.describe(
                        "are ours, the JDK's or of " + floor.libraries(),
                        type -> isOurs(type) || isJdk(type) || floor.mayName(packageOf(type))))
                .because("a library named on one floor is replaced by one floor's work")));
  }

  Rule noCirclesBetweenPackages() {
    return new Rule(
        "circle",
        slices()
            .matching(house.base() + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("packages in a circle can only be understood and changed all at once"));
  }

  Rule noPackageInTwoModules() {
    return new Rule(
        "split",
        classes()
            .should(Conditions.liveInTheOneModuleOfTheirPackage())
            .because("a package in two modules has two owners and package-private means nothing"));
  }

  Rule clockAndChanceOnlyUnderTheRoof() {
    return new Rule(
        "clock",
        noClasses()
            .that(house.underTheRoof())
            .should(Conditions.readTheClockOrThrowDice())
            .because(
                "replay and tests need the same answer twice: take a Clock, IdSource or seed"));
  }

  Rule domainTouchesNothingOutside() {
    return new Rule(
        "pure",
        noClasses()
            .that(house.on(floor("domain")).or(pluginsDecide()))
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "read, write, connect, lock or start threads", Pure::isImpure))
            .because("deciding is pure: it can then be repeated, tested and replayed anywhere"));
  }

  Rule pluginsKeepToThemselves() {
    return new Rule(
        "garden",
        noClasses()
            .should(
                Conditions.dependOn(
                    "name what another plugin has not published",
                    (type, target) ->
                        house
                                .pluginOf(target)
                                .filter(other -> !house.isPublished(target))
                                .isPresent()
                            && isAnotherPlugin(type, target)))
            .because("a plugin may go at any time, and only what it published stays the same"));
  }

  private boolean isAnotherPlugin(JavaClass type, JavaClass target) {
    return house.pluginOf(type).isPresent() && !house.pluginOf(type).equals(house.pluginOf(target));
  }

  Rule packagesRefuseNull() {
    return new Rule(
        "null-marked",
        classes()
            .should(
                Conditions.satisfy(
                    "live in a package whose package-info is @NullMarked",
                    type ->
                        type.getPackage()
                            .tryGetPackageInfo()
                            .filter(
                                info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                            .isPresent()))
            .because("null is the exception that a type has to name"));
  }

  /** What a plugin decides with: the desk asks it again whenever somebody else was quicker. */
  private DescribedPredicate<JavaClass> pluginsDecide() {
    List<String> decide =
        List.of("command.CommandGuard", "command.Decider", "event.Reaction", "event.TimerHandler");
    return house
        .on(floor(Floor.PLUGINS))
        .and(
            DescribedPredicate.describe(
                "decide",
                type ->
                    type.getSimpleName().endsWith("Deciders")
                        || decide.stream()
                            .anyMatch(name ->
                                type.isAssignableTo(House.TRESTLE.base() + ".sdk." + name))));
  }

  private static Floor floor(String name) {
    return Floor.HOUSE.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private CompositeArchRule eachFloor(
      java.util.function.Function<Floor, com.tngtech.archunit.lang.ArchRule> rule) {
    return CompositeArchRule.of(
        Floor.HOUSE.stream().map(floor -> rule.apply(floor).allowEmptyShould(true)).toList());
  }

  private boolean isOurs(JavaClass type) {
    return house.holds(type.getBaseComponentType());
  }

  private static boolean isJdk(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    return base.isPrimitive()
        || base.getPackageName().startsWith("java.")
        || base.getPackageName().startsWith("javax.")
        || Floor.isIn(base.getPackageName(), "org.jspecify");
  }

  private static String packageOf(JavaClass type) {
    return type.getBaseComponentType().getPackageName();
  }
}
