package dev.trestle.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/**
 * A rule of the house, by the name that exemptions use.
 *
 * @param id short and stable
 * @param rule what is checked, with its reason
 */
record Rule(String id, ArchRule rule) {

  /** What breaks this rule among the classes, without those that are exempt. */
  List<String> broken(JavaClasses classes, Set<String> exempt) {
    JavaClasses checked =
        classes.that(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "not exempt", type -> !exempt.contains(outermost(type))));
    return rule.allowEmptyShould(true).evaluate(checked).getFailureReport().getDetails();
  }

  static String outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer.getName();
  }
}
