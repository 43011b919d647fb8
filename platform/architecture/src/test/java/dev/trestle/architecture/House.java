package dev.trestle.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;

/**
 * Where a class stands.
 *
 * @param base the package that holds the floors; fixtures have houses of their own
 */
record House(String base) {

  static final House TRESTLE = new House("dev.trestle");

  boolean holds(JavaClass type) {
    return Floor.isIn(type.getPackageName(), base);
  }

  Optional<Floor> floorOf(JavaClass type) {
    return Floor.HOUSE.stream()
        .filter(floor -> Floor.isIn(type.getPackageName(), base + "." + floor.name()))
        .findFirst();
  }

  /** The name of the plugin that a class belongs to. */
  Optional<String> pluginOf(JavaClass type) {
    String garden = base + "." + Floor.PLUGINS + ".";
    String packageName = type.getBaseComponentType().getPackageName();
    return packageName.startsWith(garden)
        ? Optional.of(packageName.substring(garden.length()).split("\\.")[0])
        : Optional.empty();
  }

  /** Whether a plugin's class stands in its package {@code api}. */
  boolean isPublished(JavaClass type) {
    return pluginOf(type)
        .map(plugin -> base + "." + Floor.PLUGINS + "." + plugin + ".api")
        .filter(api -> Floor.isIn(type.getBaseComponentType().getPackageName(), api))
        .isPresent();
  }

  DescribedPredicate<JavaClass> on(Floor floor) {
    return DescribedPredicate.describe(
        "on floor " + floor.name(), type -> floorOf(type).filter(floor::equals).isPresent());
  }

  DescribedPredicate<JavaClass> underTheRoof() {
    return DescribedPredicate.describe(
        "under the roof", type -> floorOf(type).filter(floor -> !floor.roof()).isPresent());
  }
}
