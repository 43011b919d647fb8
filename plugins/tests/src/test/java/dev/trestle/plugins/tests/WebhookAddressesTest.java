package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.plugins.net.GuardedNetwork;
import dev.trestle.app.plugins.net.Reach;
import dev.trestle.plugins.webhooks.WebhooksPlugin;
import dev.trestle.testdata.SharedData;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class WebhookAddressesTest {

  @Test
  void noSpellingOfALocalAddress_getsAWebhook() throws IOException {
    List<String> hosts = hosts();
    assertTrue(hosts.size() > 15, hosts.size() + " hosts");
    List<String> taken = new ArrayList<>();
    try (TestDesk desk = TestDesk.with(PluginUnderTest.of(WebhooksPlugin.class))) {
      // The desk's own judgement; a name of the list leads to the machine itself.
      desk.network()
          .judgedBy(
              new GuardedNetwork(
                  List.of("*"),
                  Reach.PUBLIC_ONLY,
                  name -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")},
                  (SSLSocketFactory) SSLSocketFactory.getDefault()));
      for (String host : hosts) {
        for (String written : List.of(host, "[" + host + "]")) {
          List<String> problems =
              desk.admin()
                  .tries(
                      "webhookCreate",
                      Map.of("name", "Spy", "url", "https://" + written + "/latest/meta-data/"),
                      "")
                  .problems();
          if (problems.stream().noneMatch(code -> code.startsWith("WEBHOOK_URL_"))) {
            taken.add(written + " " + problems);
          }
        }
      }
      assertEquals(
          0,
          desk.admin().ask("{ webhooks(first: 1) { totalCount } }").number("webhooks.totalCount"));
    }
    assertEquals(List.of(), taken);
  }

  /** The hosts that must be refused; the list lies beside the repository and not in it. */
  private static List<String> hosts() throws IOException {
    Path list = SharedData.path("security/ssrf_hosts.csv");
    return Files.readAllLines(list).stream()
        .map(line -> line.split(",", -1))
        .filter(row -> row[0].startsWith("ssrf-") && row[2].equals("refuse"))
        .map(row -> row[1])
        .toList();
  }
}
