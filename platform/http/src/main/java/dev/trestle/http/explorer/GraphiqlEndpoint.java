package dev.trestle.http.explorer;

import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusals;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The explorer's page and its few files, from a closed list, each read when somebody asks for it,
 * since most desks are never looked at in this way. React and GraphiQL come from webjars; the page,
 * its examples and its fetcher are ours.
 */
public final class GraphiqlEndpoint implements Endpoint {
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final String OURS = "/dev/trestle/http/explorer/";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  // GraphiQL sets element styles and carries its fonts inside its style sheet.
  private static final Header CSP =
      HeaderValues.createCached(
          Headers.CSP,
          "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
              + " font-src 'self' data:; img-src 'self' data:; connect-src 'self';"
              + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

  private record Asset(Header contentType, String resource) {}

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  public GraphiqlEndpoint() {
    add("", OURS + "index.html", "text/html; charset=utf-8");
    add("explorer.js", OURS + "explorer.js", JAVASCRIPT);
    add("examples.js", OURS + "examples.js", JAVASCRIPT);
    add("explorer.css", OURS + "explorer.css", "text/css; charset=utf-8");
    add("react.js", WEBJARS + "react/18.3.1/umd/react.production.min.js", JAVASCRIPT);
    add("react-dom.js", WEBJARS + "react-dom/18.3.1/umd/react-dom.production.min.js", JAVASCRIPT);
    add("graphiql.js", WEBJARS + "graphiql/2.4.7/graphiql.min.js", JAVASCRIPT);
    add("graphiql.css", WEBJARS + "graphiql/2.4.7/graphiql.min.css", "text/css; charset=utf-8");
  }

  @Override
  public void handle(Exchange exchange) {
    if (!exchange.is(Method.GET) && !exchange.is(Method.HEAD)) {
      throw Refusals.methodNotAllowed("GET, HEAD, OPTIONS");
    }
    String path = exchange.request().path().path();
    String name = path.equals("/graphiql") ? "" : path.substring("/graphiql/".length());
    Asset asset = assets.get(name);
    if (asset == null) {
      throw Refusals.notFound();
    }
    var response = exchange.response();
    response.header(CSP);
    response.header(Headers.NO_REFERRER);
    response.header(HeaderNames.CACHE_CONTROL, name.isEmpty() ? "no-store" : "max-age=3600");
    exchange.send(asset.contentType(), bytes(asset.resource()));
  }

  private void add(String name, String resource, String contentType) {
    if (GraphiqlEndpoint.class.getResource(resource) == null) {
      throw new IllegalStateException("the class path lacks " + resource);
    }
    Header type = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, contentType);
    assets.put(name, new Asset(type, resource));
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = GraphiqlEndpoint.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + resource, failed);
    }
  }
}
