package dev.trestle.domain.graph;

import org.jspecify.annotations.Nullable;

/** The family of everything that can go wrong with the object graph; the log is never affected. */
public abstract sealed class GraphException extends RuntimeException
    permits GraphDamaged, GraphUnavailable {
  private static final long serialVersionUID = 1L;

  private final String directory;

  GraphException(String directory, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.directory = directory;
  }

  /** Where the graph lies. */
  public final String directory() {
    return directory;
  }
}
