package dev.trestle.app.plugins.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.Await;
import dev.trestle.sdk.net.Network.Refused;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedNetworkTest {
  private static final SSLSocketFactory SOCKETS = (SSLSocketFactory) SSLSocketFactory.getDefault();
  private static final Reach OWN = new Reach(true, List.of());

  private static final String KEPT = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static GuardedNetwork network(List<String> hosts, Reach reach, String... addresses) {
    return new GuardedNetwork(
        hosts,
        reach,
        _ -> {
          List<InetAddress> found = new ArrayList<>();
          for (String address : addresses) {
            found.add(InetAddress.ofLiteral(address));
          }
          return found.toArray(InetAddress[]::new);
        },
        SOCKETS);
  }

  private static WebRequest get(String uri) {
    return new WebRequest("GET", URI.create(uri), Map.of(), null, Duration.ofSeconds(20));
  }

  @Test
  void refusesEverySpellingOfALocalAddress() throws IOException {
    GuardedNetwork network = network(List.of("*"), Reach.PUBLIC_ONLY, "127.0.0.1");
    List<String> passed = new ArrayList<>();
    int rows = 0;
    for (String line : Files.readAllLines(SharedData.path("security/ssrf_hosts.csv"))) {
      String[] row = line.split(",", -1);
      if (row[0].startsWith("ssrf-") && row[2].equals("refuse")) {
        rows++;
        for (String host : List.of(row[1], "[" + row[1] + "]")) {
          if (!refused(network, "http://" + host + "/latest/meta-data/")) {
            passed.add(host);
          }
        }
      }
    }
    assertTrue(rows > 20, rows + " rows");
    assertEquals(List.of(), passed);
  }

  /** Whether it is refused, be it that no address can be written with this host at all. */
  private static boolean refused(GuardedNetwork network, String address) throws IOException {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException malformed) {
      return true;
    }
    try {
      network.judge(uri);
      return false;
    } catch (Refused refused) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1"
      })
  void refusesNames_thatLeadToOtherThanPublicAddresses(String address) {
    GuardedNetwork network = network(List.of("*"), Reach.PUBLIC_ONLY, "93.184.215.14", address);
    assertThrows(Refused.class, () -> network.judge(URI.create("https://hooks.example.com/")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "172.32.0.1"})
  void lets_publicAddressesBeCalled(String address) {
    GuardedNetwork network = network(List.of("*"), Reach.PUBLIC_ONLY, address);
    assertDoesNotThrow(() -> network.judge(URI.create("https://hooks.example.com/")));
  }

  @Test
  void keepsLinkLocalAddressesOutOfReach_whereTheOwnNetworkIsAllowed() {
    GuardedNetwork network = network(List.of("*"), OWN, "127.0.0.1");
    assertDoesNotThrow(() -> network.judge(URI.create("http://127.0.0.1:8080/")));
    assertThrows(Refused.class, () -> network.judge(URI.create("http://169.254.169.254/")));
    assertThrows(Refused.class, () -> network.judge(URI.create("http://[fd00:ec2::254]/")));
  }

  @Test
  void callsHostsInTheOwnNetwork_thatTheOperatorNamed() {
    Reach reach = new Reach(false, List.of("Hooks.Internal"));
    GuardedNetwork network = network(List.of("*"), reach, "10.0.0.7");
    assertDoesNotThrow(() -> network.judge(URI.create("https://hooks.internal/")));
    assertThrows(Refused.class, () -> network.judge(URI.create("https://other.internal/")));
  }

  @Test
  void callsOnlyTheHostsOfTheManifest() {
    GuardedNetwork network =
        network(List.of("api.example.com", "*.example.org"), Reach.PUBLIC_ONLY, "93.184.215.14");
    assertDoesNotThrow(() -> network.judge(URI.create("https://API.example.com./x")));
    assertDoesNotThrow(() -> network.judge(URI.create("https://eu.example.org/x")));
    for (String other : List.of("https://example.com/", "https://badexample.org/")) {
      assertThrows(Refused.class, () -> network.judge(URI.create(other)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://user@example.com/",
        "https://example.com/#part",
        "https:///path",
        "https://example.com:0/",
        "/relative"
      })
  void refusesAddresses_thatAreNoPlainWebAddresses(String address) {
    GuardedNetwork network = network(List.of("*"), Reach.PUBLIC_ONLY, "93.184.215.14");
    assertThrows(Refused.class, () -> network.judge(URI.create(address)));
  }

  @Test
  void connectsToTheAddressItJudged_andResolvesOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Receiver receiver = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", true)) {
      GuardedNetwork network =
          new GuardedNetwork(
              List.of("*"),
              OWN,
              _ -> {
                // A name that leads elsewhere the second time, as in an attack by rebinding.
                String address = asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.9.9.9";
                return new InetAddress[] {InetAddress.ofLiteral(address)};
              },
              SOCKETS);
      WebAnswer answer =
          network.send(
              new WebRequest(
                  "POST",
                  URI.create("http://hooks.example.com:" + receiver.port() + "/a%20b?c=d"),
                  Map.of("Webhook-Id", "7"),
                  "{}".getBytes(UTF_8),
                  Duration.ofSeconds(20)));
      assertEquals(200, answer.status());
      assertArrayEquals("ok".getBytes(UTF_8), answer.body());
      assertEquals(1, asked.get());
      String head = receiver.heads.getFirst();
      assertTrue(head.startsWith("POST /a%20b?c=d HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\nHost: hooks.example.com:" + receiver.port() + "\r\n"), head);
      assertTrue(head.contains("\r\nWebhook-Id: 7\r\n"), head);
      assertTrue(head.contains("\r\nContent-Length: 2\r\n"), head);
    }
  }

  @Test
  void sendsFurtherRequestsToTheSameHostOverTheSameConnection() throws Exception {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    for (String answer : List.of(KEPT, chunked, "HTTP/1.1 204 No Content\r\n\r\n")) {
      try (Receiver receiver = new Receiver(answer, false)) {
        GuardedNetwork network = network(List.of("*"), OWN, "127.0.0.1");
        for (int i = 0; i < 3; i++) {
          network.send(get("http://hooks.example.com:" + receiver.port()));
        }
        assertEquals(3, receiver.heads.size(), answer);
        assertEquals(1, receiver.connections.get(), answer);
        network.send(get("http://other.example.com:" + receiver.port()));
        assertEquals(2, receiver.connections.get(), "another host, though at the same address");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Close\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n"
            + "2\r\nok\r\n0\r\n\r\n"
      })
  void keepsNoConnection_whoseAnswersCouldBeMistakenForOthers(String answer) throws Exception {
    try (Receiver receiver = new Receiver(answer, false)) {
      GuardedNetwork network = network(List.of("*"), OWN, "127.0.0.1");
      for (int i = 0; i < 2; i++) {
        WebAnswer heard = network.send(get("http://127.0.0.1:" + receiver.port()));
        assertArrayEquals("ok".getBytes(UTF_8), heard.body());
      }
      assertEquals(2, receiver.connections.get());
    }
  }

  @Test
  void judgesTheAddressAnew_althoughAConnectionIsKept() throws Exception {
    List<String> leads = new ArrayList<>(List.of("127.0.0.1", "169.254.169.254", "127.0.0.2"));
    try (Receiver first = new Receiver(KEPT, false);
        Receiver second =
            new Receiver(InetAddress.ofLiteral("127.0.0.2"), first.port(), KEPT, false)) {
      GuardedNetwork network =
          new GuardedNetwork(
              List.of("*"),
              OWN,
              _ -> new InetAddress[] {InetAddress.ofLiteral(leads.removeFirst())},
              SOCKETS);
      WebRequest request = get("http://hooks.example.com:" + first.port());
      network.send(request);
      assertThrows(Refused.class, () -> network.send(request));
      network.send(request);
      assertEquals(1, first.heads.size());
      assertEquals(1, second.heads.size(), "the address that was judged last");
    }
  }

  @Test
  void connectsAnew_whenTheOtherSideHasClosedMeanwhile() throws Exception {
    GuardedNetwork network = network(List.of("*"), OWN, "127.0.0.1");
    try (Receiver receiver = new Receiver(KEPT, true)) {
      WebRequest post =
          new WebRequest(
              "POST",
              URI.create("http://127.0.0.1:" + receiver.port()),
              Map.of(),
              null,
              Duration.ofSeconds(20));
      for (int i = 0; i < 3; i++) {
        assertEquals(200, network.send(post).status());
        Await.until("it has closed", () -> receiver.closed.get() == receiver.connections.get());
      }
      assertEquals(3, receiver.connections.get());
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (Receiver receiver =
        new Receiver("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n", true)) {
      WebAnswer answer =
          network(List.of("*"), OWN, "127.0.0.1").send(get("http://127.0.0.1:" + receiver.port()));
      assertEquals(302, answer.status());
      assertEquals("http://127.0.0.1:1/", answer.header("location"));
      assertEquals(1, receiver.heads.size());
    }
  }

  @Test
  void readsAsMuchOfAnAnswerAsTheRequestWants() throws Exception {
    String chunk = "c000\r\n" + "x".repeat(0xc000) + "\r\n";
    for (int wanted : new int[] {0, 10, 0x2_0000, 1 << 20}) {
      try (Receiver receiver =
          new Receiver(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + chunk.repeat(4)
                  + "0\r\n\r\n",
              true)) {
        WebAnswer answer =
            network(List.of("*"), OWN, "127.0.0.1")
                .send(get("http://127.0.0.1:" + receiver.port()).reading(wanted));
        assertEquals(Math.min(wanted, 4 * 0xc000), answer.body().length);
      }
    }
    assertThrows(
        IllegalArgumentException.class, () -> get("http://127.0.0.1").reading((10 << 20) + 1));
  }

  @Test
  void keepsTheBeginningOfALongAnswer() throws Exception {
    String chunk = "c000\r\n" + "x".repeat(0xc000) + "\r\n";
    try (Receiver receiver =
        new Receiver(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(4) + "0\r\n\r\n",
            true)) {
      WebAnswer answer =
          network(List.of("*"), OWN, "127.0.0.1").send(get("http://127.0.0.1:" + receiver.port()));
      assertEquals(WebRequest.ANSWER_BYTES, answer.body().length);
    }
  }

  @Test
  void cutsTheConnection_whenTheAnswerIsNotThereInTime() throws Exception {
    try (Receiver receiver =
        new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", false)) {
      WebRequest request =
          new WebRequest(
              "GET",
              URI.create("http://127.0.0.1:" + receiver.port()),
              Map.of(),
              null,
              Duration.ofMillis(300));
      GuardedNetwork network = network(List.of("*"), OWN, "127.0.0.1");
      assertThrows(SocketTimeoutException.class, () -> network.send(request));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no http at all\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 101 Switching\r\n\r\n",
        "HTTP/1.1 200"
      })
  void fails_whenTheAnswerIsBroken(String answer) throws Exception {
    try (Receiver receiver = new Receiver(answer, true)) {
      GuardedNetwork network = network(List.of("*"), OWN, "127.0.0.1");
      assertThrows(
          IOException.class, () -> network.send(get("http://127.0.0.1:" + receiver.port())));
    }
  }

  @Test
  void refusesHeaders_thatWouldBecomeMoreThanOne() {
    GuardedNetwork network = network(List.of("*"), OWN, "127.0.0.1");
    for (Map<String, String> headers :
        List.of(
            Map.of("X-One", "a\r\nX-Two: b"),
            Map.of("X-One\r\nX-Two", "a"),
            Map.of("Host", "elsewhere"),
            Map.of("Transfer-Encoding", "chunked"))) {
      WebRequest request =
          new WebRequest(
              "GET", URI.create("http://127.0.0.1:1/"), headers, null, Duration.ofSeconds(1));
      assertThrows(IllegalArgumentException.class, () -> network.send(request));
    }
  }
}
