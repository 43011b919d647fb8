package dev.trestle.app.plugins;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SourceJar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls from outside to what plugins answer. */
class CallsFromOutsideTest {
  private static final int PATIENCE_MILLIS = 20_000;

  // Its answer needs a class that is loaded only then.
  private static final String SOURCE =
      """
      package porter;

      import dev.trestle.sdk.http.Endpoint;
      import dev.trestle.sdk.plugin.*;
      import java.util.*;

      public final class Porter implements DeskPlugin {
        static final class Words {
          static String answer(byte[] body) { return "@VERSION@ got " + body.length; }
        }

        @Override public List<Endpoint> endpoints() {
          return List.of(new Endpoint("POST", "door", 100,
              call -> Endpoint.Reply.text(200, Words.answer(call.body()))));
        }
      }
      """;

  @TempDir private Path data;

  private static byte[] jar(String version) {
    return SourceJar.of("porter", version, "porter.Porter")
        .source(SOURCE.replace("@VERSION@", version))
        .bytes();
  }

  private static String upload(DeskClient admin, String version) throws IOException {
    return admin
        .send("POST", "/files?name=porter.jar", jar(version), "application/java-archive", Map.of())
        .json()
        .at("/id")
        .asText();
  }

  @Test
  void aCallThatCameBeforeAnUpgrade_isAnsweredByWhatItCameTo() throws Exception {
    try (ServedDesk desk =
        ServedDesk.start(data, Map.of("plugins.unsigned", "true"), InstantSource.system())) {
      DeskClient admin = desk.admin();
      admin.done("pluginInstall", Map.of("fileId", upload(admin, "1.0.0")), "plugin { id }");
      String next = upload(admin, "2.0.0");
      URI url = URI.create(desk.anonymous().url());
      try (Socket caller = new Socket(url.getHost(), url.getPort())) {
        caller.setSoTimeout(PATIENCE_MILLIS);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
        caller
            .getOutputStream()
            .write(
                ("POST /plugins/porter/door HTTP/1.1\r\nHost: desk\r\nContent-Length: 3\r\n"
                        + "Expect: 100-continue\r\nConnection: close\r\n\r\n")
                    .getBytes(US_ASCII));
        // The desk asks for the body once it has found who takes it.
        assertTrue(in.readLine().contains(" 100 "));
        admin.done(
            "pluginUpgrade", Map.of("pluginId", "porter", "fileId", next), "plugin { version }");
        assertEquals("2.0.0 got 1", call(admin));
        caller.getOutputStream().write("abc".getBytes(US_ASCII));
        assertEquals("", in.readLine());
        assertEquals("HTTP/1.1 200 OK", in.readLine());
        String line = in.readLine();
        while (!line.isEmpty()) {
          line = in.readLine();
        }
        char[] body = new char["1.0.0 got 3".length()];
        assertEquals(body.length, in.read(body));
        assertEquals("1.0.0 got 3", new String(body));
      }
    }
  }

  private static String call(DeskClient client) throws IOException {
    return client.send("POST", "/plugins/porter/door", new byte[1], null, Map.of()).body();
  }
}
