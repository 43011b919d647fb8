package dev.trestle.http.exchange;

/** What answers the requests of one path. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers, or throws a {@link Refusal} or a {@link dev.trestle.domain.files.FileRefused} that is
   * answered in its place. Every other exception is our own mistake: the client sees its trace id.
   */
  void handle(Exchange exchange);
}
