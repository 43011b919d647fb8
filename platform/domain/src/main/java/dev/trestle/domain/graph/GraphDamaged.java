package dev.trestle.domain.graph;

import org.jspecify.annotations.Nullable;

/** The graph on disk cannot be trusted: discard the directory and rebuild it from the log. */
public final class GraphDamaged extends GraphException {
  private static final long serialVersionUID = 1L;

  /**
   * @param finding what is wrong, as a clause: "page 7 of ticket fails its checksum"
   */
  public GraphDamaged(String directory, String finding, @Nullable Throwable cause) {
    super(directory, "The object graph in " + directory + " is damaged: " + finding, cause);
  }
}
