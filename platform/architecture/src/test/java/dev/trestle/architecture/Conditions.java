package dev.trestle.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Conditions that ArchUnit has no words for. */
final class Conditions {

  private static final Set<String> DICE =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.random.RandomGenerator",
          "java.util.random.RandomGeneratorFactory");

  private static final Set<String> CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.Thread.sleep",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.time.InstantSource.system");

  private Conditions() {}

  static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> test) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean holds = test.test(type);
        events.add(
            new SimpleConditionEvent(
                type, holds, type.getName() + (holds ? " does " : " does not ") + description));
      }
    };
  }

  /** A test for a {@code noClasses()} rule, on what a class names. */
  static ArchCondition<JavaClass> dependOn(
      String description, BiPredicate<JavaClass, JavaClass> test) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (test.test(type, dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.satisfied(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** A test for a {@code noClasses()} rule: the events it adds say what was found. */
  static ArchCondition<JavaClass> readTheClockOrThrowDice() {
    return new ArchCondition<>("read the clock, sleep or throw dice") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          if (isClockOrDice(access.getTarget())) {
            events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isClockOrDice(AccessTarget target) {
    String owner = target.getOwner().getName();
    boolean make = target.getName().equals("<init>");
    if (DICE.contains(owner)) {
      // Drawing from a generator that was handed in is fine; making one without a seed is not.
      boolean seeded = target instanceof AccessTarget.CodeUnitCallTarget call && hasSeed(call);
      return make ? !seeded || owner.contains("Secure") : isStatic(target.getName());
    }
    if (owner.startsWith("java.time.") && target.getName().equals("now")) {
      return !(target instanceof AccessTarget.CodeUnitCallTarget call)
          || call.getRawParameterTypes().stream()
              .noneMatch(parameter -> parameter.getName().equals("java.time.Clock"));
    }
    return CALLS.contains(owner + "." + target.getName());
  }

  private static boolean hasSeed(AccessTarget.CodeUnitCallTarget call) {
    return !call.getRawParameterTypes().isEmpty();
  }

  private static boolean isStatic(String method) {
    return Set.of("current", "getInstanceStrong", "getInstance", "getDefault", "of", "create")
        .contains(method);
  }

  static ArchCondition<JavaClass> liveInTheOneModuleOfTheirPackage() {
    return new ArchCondition<>("live in the one module of their package") {
      private final Map<String, Set<String>> modules = new TreeMap<>();

      @Override
      public void init(Collection<JavaClass> all) {
        modules.clear();
        for (JavaClass type : all) {
          modules.computeIfAbsent(type.getPackageName(), _ -> new TreeSet<>()).add(moduleOf(type));
        }
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Set<String> found = modules.getOrDefault(type.getPackageName(), Set.of());
        events.add(
            new SimpleConditionEvent(
                type,
                found.size() == 1,
                type.getName() + " shares its package with the modules " + found));
      }
    };
  }

  /** The jar or class folder that the class was read from. */
  private static String moduleOf(JavaClass type) {
    return type.getSource()
        .map(source -> source.getUri().toString())
        .map(uri -> uri.substring(0, uri.length() - (type.getName().length() + 6)))
        .orElse("nowhere");
  }
}
