package dev.trestle.graphql.desk.live;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.state.State;

/**
 * Tells what a viewer may do by now: roles change, and people leave, while a subscription is open.
 */
@FunctionalInterface
public interface CurrentViewer {
  /**
   * @param opened the viewer who opened the subscription
   * @return the same party with its present permissions; the anonymous viewer when it has lost
   *     access
   */
  Viewer now(Viewer opened, State state);
}
