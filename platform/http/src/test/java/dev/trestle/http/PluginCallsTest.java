package dev.trestle.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trestle.http.TestClient.Answer;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.plugins.PluginAddresses;
import dev.trestle.sdk.http.Endpoint.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginCallsTest {
  private static final byte[] NOTHING = new byte[0];
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /** How many places were found and are not let go of. */
  private final AtomicInteger held = new AtomicInteger();

  /** Whether the address takes streams. */
  private boolean streamed;

  /** An address POST /plugins/pay/callbacks that takes ten bytes. */
  private PluginAddresses answering(Function<PluginAddresses.Incoming, Reply> handler) {
    return (id, method, path) -> {
      if (!id.equals("pay") || !method.equals("POST") || !path.equals("callbacks/a b")) {
        return null;
      }
      held.incrementAndGet();
      return new PluginAddresses.Place() {
        @Override
        public int bodyBytesMax() {
          return 10;
        }

        @Override
        public boolean streamed() {
          return streamed;
        }

        @Override
        public Reply answer(PluginAddresses.Incoming call) {
          return handler.apply(call);
        }

        @Override
        public void close() {
          held.decrementAndGet();
        }
      };
    };
  }

  @AfterEach
  void letsGoOfEveryPlace() {
    // The last answer may arrive a moment before its place is let go of.
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (held.get() != 0 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertEquals(0, held.get());
  }

  @Test
  void handsACallToItsPlugin_andGivesItsAnswer() {
    try (TestDesk desk = new TestDesk()) {
      desk.plugins =
          answering(call ->
              Reply.text(
                  201,
                  call.query().get("n")
                      + call.headers().apply("x-signature")
                      + new String(call.body(), UTF_8)));
      Answer answer =
          new TestClient(desk)
              .send(
                  "POST",
                  "/plugins/pay/callbacks/a%20b?n=1&n=2",
                  "body".getBytes(UTF_8),
                  "X-Signature",
                  "s");
      assertEquals(201, answer.status());
      assertEquals("1sbody", answer.text());
      assertEquals("default-src 'none'; sandbox", answer.header("Content-Security-Policy"));
    }
  }

  @Test
  void answersNothing_whereNoPluginDoes() {
    try (TestDesk desk = new TestDesk()) {
      desk.plugins = answering(_ -> Reply.of(204));
      TestClient client = new TestClient(desk);
      for (String path :
          new String[] {"/plugins/pay/other", "/plugins/none/callbacks/a%20b", "/plugins/pay"}) {
        Answer answer = client.send("POST", path, NOTHING);
        assertEquals(404, answer.status(), path);
        assertEquals("PATH_UNKNOWN", answer.code());
      }
      assertEquals(404, client.send("GET", "/plugins/pay/callbacks/a%20b", NOTHING).status());
    }
  }

  @Test
  void refusesBodies_thatAreLargerThanTheAddressTakes() {
    try (TestDesk desk = new TestDesk()) {
      desk.plugins = answering(_ -> Reply.of(204));
      Answer answer =
          new TestClient(desk).send("POST", "/plugins/pay/callbacks/a%20b", new byte[11]);
      assertEquals(413, answer.status());
      assertEquals("BODY_TOO_LARGE", answer.code());
    }
  }

  @Test
  void tellsNothingOfAFailure() {
    try (TestDesk desk = new TestDesk()) {
      desk.plugins =
          answering(_ -> {
            throw new IllegalStateException("secret of the plugin");
          });
      Answer answer = new TestClient(desk).send("POST", "/plugins/pay/callbacks/a%20b", NOTHING);
      assertEquals(500, answer.status());
      assertFalse(answer.text().contains("secret"), answer.text());
    }
  }

  @Test
  void keepsBackHeaders_thatWouldSpeakForTheDesk() {
    try (TestDesk desk = new TestDesk()) {
      desk.plugins =
          answering(_ ->
              new Reply(
                  200,
                  Map.of("Set-Cookie", "a=b", "X-Own", "c", "Content-Security-Policy", "none"),
                  NOTHING));
      Answer answer = new TestClient(desk).send("POST", "/plugins/pay/callbacks/a%20b", NOTHING);
      assertEquals("", answer.header("Set-Cookie"));
      assertEquals("c", answer.header("X-Own"));
      assertEquals("default-src 'none'; sandbox", answer.header("Content-Security-Policy"));
    }
  }

  @Test
  void limitsHowOftenAnAddressMayCall() {
    HttpSettings slow = TestDesk.settings().withRates(new Admission.Rates(0, 0, 1, 2));
    try (TestDesk desk = new TestDesk(slow)) {
      desk.plugins = answering(_ -> Reply.of(204));
      TestClient client = new TestClient(desk);
      for (int i = 0; i < 2; i++) {
        assertEquals(204, client.send("POST", "/plugins/pay/callbacks/a%20b", NOTHING).status());
      }
      assertEquals(429, client.send("POST", "/plugins/pay/callbacks/a%20b", NOTHING).status());
    }
  }

  @Test
  void handsOverAStream_andHoldsTheCallerToItsSize_howeverItIsSent() {
    try (TestDesk desk = new TestDesk()) {
      streamed = true;
      desk.plugins =
          answering(call -> {
            try {
              return Reply.text(200, new String(call.content().readAllBytes(), UTF_8));
            } catch (IOException broken) {
              return Reply.text(200, "taken all the same");
            }
          });
      TestClient client = new TestClient(desk);
      String path = "/plugins/pay/callbacks/a%20b";
      Answer fits = client.send("POST", path, "ten bytes!".getBytes(UTF_8));
      assertEquals(200, fits.status());
      assertEquals("ten bytes!", fits.text());
      assertEquals(413, client.send("POST", path, new byte[11]).status());
      assertEquals(413, client.sendInChunks("POST", path, new byte[11]).status());
    }
  }
}
