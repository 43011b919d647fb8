package dev.trestle.app.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks one desk; the callers above do not know whether it runs elsewhere or in this process. */
public interface GraphQlCaller extends AutoCloseable {
  /**
   * Runs one document and gives its data.
   *
   * @throws CallFailed when the desk cannot be reached or answers with errors
   */
  Answer call(String document, Map<String, @Nullable Object> variables) throws CallFailed;

  @Override
  default void close() throws CallFailed {}
}
