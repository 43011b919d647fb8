package dev.trestle.http.observe;

import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusals;
import io.helidon.http.Method;
import java.nio.charset.StandardCharsets;

/** Says at {@code /} where to look. */
public final class IndexEndpoint implements Endpoint {
  private final byte[] json;

  public IndexEndpoint(boolean graphiql) {
    String explorer = graphiql ? ",\n  \"explorer\": \"/graphiql\"" : "";
    this.json =
        ("""
        {
          "name": "Trestle",
          "graphql": "/graphql",
          "subscriptions": {"graphql-transport-ws": "/graphql", "graphql-sse": "/graphql/stream"},
          "files": "/files",
          "jwks": "/.well-known/jwks.json",
          "health": "/observe/health",
          "ready": "/observe/ready",
          "metrics": "/observe/metrics"%s
        }
        """
                .formatted(explorer))
            .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handle(Exchange exchange) {
    if (!exchange.is(Method.GET) && !exchange.is(Method.HEAD)) {
      throw Refusals.methodNotAllowed("GET, HEAD, OPTIONS");
    }
    exchange.send(Headers.JSON, json);
  }
}
