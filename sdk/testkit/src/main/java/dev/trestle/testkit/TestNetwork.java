package dev.trestle.testkit;

import dev.trestle.sdk.net.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The world outside as the test wants it: nothing leaves the process. Hosts answer what the test
 * says; of all others no name is known.
 */
public final class TestNetwork implements Network {

  /** Answers requests to a host. */
  @FunctionalInterface
  public interface Host {
    WebAnswer answer(WebRequest request) throws IOException, InterruptedException;
  }

  private final Map<String, Host> hosts = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<WebRequest> requests = new ArrayList<>();
  private volatile @Nullable Network judge;

  TestNetwork() {}

  /** Lets a host answer from now on. */
  public void host(String name, Host host) {
    hosts.put(name, host);
    refused.remove(name);
  }

  /** Lets a host answer every request with this status and an empty body. */
  public void host(String name, int status) {
    host(name, request -> answer(status, ""));
  }

  /** Makes a host one that may not be called, as if it led to a private address. */
  public void refuse(String name) {
    hosts.remove(name);
    refused.add(name);
  }

  /** An answer with a text. */
  public static WebAnswer answer(int status, String body) {
    return new WebAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** Lets another network judge addresses from now on, such as the desk's own. */
  public void judgedBy(Network other) {
    judge = other;
  }

  /** Every request so far, in the order in which they came. */
  public List<WebRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public WebAnswer send(WebRequest request) throws IOException, InterruptedException {
    judge(request.uri());
    synchronized (requests) {
      requests.add(request);
    }
    Host host = hosts.get(request.uri().getHost());
    if (host == null) {
      throw new IOException("nobody listens at " + request.uri().getHost());
    }
    WebAnswer answer = host.answer(request);
    int read = Math.min(answer.body().length, request.answerBytesMax());
    return new WebAnswer(answer.status(), answer.headers(), Arrays.copyOf(answer.body(), read));
  }

  @Override
  public void judge(URI address) throws IOException {
    Network other = judge;
    if (other != null) {
      other.judge(address);
      return;
    }
    String host = address.getHost();
    if (refused.contains(host)) {
      throw new Refused(host + " is not at a public address.");
    }
    if (!hosts.containsKey(host)) {
      throw new IOException("the name " + host + " is not known");
    }
  }
}
