package broken.fence.plugins.left;

import broken.fence.plugins.right.Private;
import broken.fence.plugins.right.api.Published;
import org.jspecify.annotations.Nullable;

/** Names what a neighbour has published, which is fine, and what it has not. */
final class Climber {
  @Nullable Published fine;
  @Nullable Private broken;
}
