package dev.trestle.http.plugins;

import dev.trestle.sdk.http.Endpoint.Reply;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The addresses of the plugins that run at this moment. */
@FunctionalInterface
public interface PluginAddresses {
  /** No plugin has any. */
  PluginAddresses NONE = (_, _, _) -> null;

  /**
   * What answers at an address, held until it is closed: a plugin that goes meanwhile stays as long
   * as that takes.
   *
   * @param path behind the plugin's own, decoded
   * @return null when nothing does
   */
  @Nullable Place find(String pluginId, String method, String path);

  /** Something that answers calls, held. */
  interface Place extends AutoCloseable {
    /** The most bytes its calls may bring. */
    int bodyBytesMax();

    /** Whether its calls bring their body as a stream. */
    boolean streamed();

    /**
     * Answers, within a limit of its own.
     *
     * @throws dev.trestle.http.exchange.Refusal when the plugin fails, without details
     */
    Reply answer(Incoming call);

    /** Lets go of it. */
    @Override
    void close();
  }

  /**
   * A call.
   *
   * @param query the first value of each parameter
   * @param headers the value of a header, by its name in any case
   * @param body empty when the place takes streams
   * @param content empty when it does not
   */
  record Incoming(
      String path,
      Map<String, String> query,
      Function<String, @Nullable String> headers,
      byte[] body,
      InputStream content,
      String traceId) {}
}
