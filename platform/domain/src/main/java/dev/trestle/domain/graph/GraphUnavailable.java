package dev.trestle.domain.graph;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint could not be written, a full disk for instance. This instance takes no more; what is
 * on disk stands at the checkpoint before, so closing and opening again goes on from there.
 */
public final class GraphUnavailable extends GraphException {
  private static final long serialVersionUID = 1L;

  public GraphUnavailable(String directory, String finding, @Nullable Throwable cause) {
    super(
        directory, "The object graph in " + directory + " takes no checkpoint: " + finding, cause);
  }
}
