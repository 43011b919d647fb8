package dev.trestle.graphql.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One answer, ready to send.
 *
 * @param outcome how far the request came; the HTTP floor makes a status code of it
 * @param buffer holds the JSON in UTF-8, from 0 to length; may be longer, must not be changed
 * @param length in bytes
 * @param errors how many entries the answer's {@code errors} has
 */
public record GraphQlResponse(Outcome outcome, byte[] buffer, int length, int errors) {

  /** How far a request came. */
  public enum Outcome {
    /** The operation ran; there is a {@code data} entry, perhaps partial, and perhaps errors. */
    EXECUTED,
    /** Refused before execution: JSON, syntax, validation, operation name or variables. No data. */
    REFUSED,
    /** Refused before execution because a limit was exceeded. No data. */
    LIMITED
  }

  /** The JSON in an array of its own. */
  public byte[] bytes() {
    return buffer.length == length ? buffer : Arrays.copyOf(buffer, length);
  }

  /** The JSON as text. */
  public String text() {
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  public boolean executed() {
    return outcome == Outcome.EXECUTED;
  }
}
