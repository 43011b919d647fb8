package broken.circle.domain.there;

import broken.circle.domain.here.Left;
import org.jspecify.annotations.Nullable;

/** The other half of a circle. */
public final class Right {
  @Nullable Left left;
}
