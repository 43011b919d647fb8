package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.hooks.Campaign;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the campaign that benchmarks run by name. */
class WebhooksOverHttpTest {
  private static final String EMAIL = "ada@desk.example";
  private static final String PASSWORD = "a long first password";
  private static final int EVENTS = 200;

  @TempDir private Path folder;

  @Test
  void aReceiverInAllItsMoodsGetsEveryEvent_inOrderPerTicket_eachVerifiable() {
    Map<String, String> environment = new HashMap<>(Campaign.SETTINGS);
    environment.put("TRESTLE_ADMIN_EMAIL", EMAIL);
    environment.put("TRESTLE_ADMIN_PASSWORD", PASSWORD);
    try (ServerProcess desk =
        ServerProcess.start(
            folder.resolve("desk.out"),
            environment,
            List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.trestle.app.Main",
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString()))) {
      Campaign.Report report =
          new Campaign(desk, () -> new DeskApi(desk.port(), null).signedIn(EMAIL, PASSWORD), EVENTS)
              .run();
      assertEquals(List.of(), report.faults());
      assertEquals(
          List.of(EVENTS, EVENTS), report.parts().stream().map(Campaign.Part::received).toList());
      assertTrue(report.parts().getFirst().failures() > 0, "it was never in a mood");
    }
  }
}
