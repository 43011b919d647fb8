package broken.circle.domain.here;

import broken.circle.domain.there.Right;
import org.jspecify.annotations.Nullable;

/** One half of a circle. */
public final class Left {
  @Nullable Right right;
}
