package broken.lookup.domain;

import broken.lookup.store.Cellar;
import org.jspecify.annotations.Nullable;

/** Looks up, once as a field and once as an array. */
final class Peeks {
  @Nullable Cellar cellar;
  Cellar[] cellars = {};
}
