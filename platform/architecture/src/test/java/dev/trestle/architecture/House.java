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

  DescribedPredicate<JavaClass> on(Floor floor) {
    return DescribedPredicate.describe(
        "on floor " + floor.name(), type -> floorOf(type).filter(floor::equals).isPresent());
  }

  DescribedPredicate<JavaClass> underTheRoof() {
    return DescribedPredicate.describe(
        "under the roof", type -> floorOf(type).filter(floor -> !floor.roof()).isPresent());
  }
}
