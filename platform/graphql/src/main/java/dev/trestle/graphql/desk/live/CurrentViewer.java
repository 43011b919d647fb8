package dev.trestle.graphql.desk.live;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a viewer may do by now: roles change, and people leave, while a subscription is open.
 */
@FunctionalInterface
public interface CurrentViewer {
  /**
   * @param opened the viewer who opened the subscription
   * @return the same party with its present permissions; null when its credential has ended
   */
  @Nullable Viewer now(Viewer opened, State state);
}
