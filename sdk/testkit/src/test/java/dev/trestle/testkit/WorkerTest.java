package dev.trestle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.post.PostPlugin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private static final PluginUnderTest POST =
      PluginUnderTest.of(PostPlugin.MANIFEST, PostPlugin.CLASSES);

  @AutoClose private final TestDesk desk = TestDesk.with();
  private final PostHost host = new PostHost(desk);

  private List<?> faults() {
    return desk.admin()
        .ask("{ pluginFaults(first: 5) { nodes { kind handler message } } }")
        .each("pluginFaults.nodes", "handler");
  }

  @Test
  void commitsWhileItsPluginRuns_onceUnderOneKey() {
    desk.install(POST);
    assertTrue(host.does("letter a").endsWith(" a_a.txt"));
    host.does("letter a");
    assertEquals(1, desk.happened("TicketCreated").size());
    desk.kill();
    host.does("letter b");
    assertEquals(2, desk.happened("TicketCreated").size());
  }

  @Test
  void endsItsPause_whenRecordsOfThePluginChange_andNotForOthers() {
    desk.install(POST);
    desk.settle();
    int before = host.asked().size();
    host.wake();
    desk.settle();
    int then = host.asked().size();
    assertTrue(then > before);
    desk.admin().ticket("None of its business");
    desk.settle();
    assertEquals(then, host.asked().size());
  }

  @Test
  void isBegunAgain_afterLongerAndLongerWaits_andShownWhileItFails() {
    host.otherwise = "throw";
    desk.install(POST);
    desk.await("it began", () -> host.asked().size() == 1);
    desk.settle();
    assertEquals(List.of(), faults());
    desk.clock().advance(Duration.ofSeconds(1));
    desk.await("it began again", () -> host.asked().size() == 2);
    desk.settle();
    desk.clock().advance(Duration.ofSeconds(1));
    desk.settle();
    assertEquals(2, host.asked().size());
    desk.clock().advance(Duration.ofSeconds(1));
    desk.await("it began a third time", () -> host.asked().size() == 3);
    desk.await("the fault is shown", () -> faults().equals(List.of("courier")));
    host.otherwise = "done";
    desk.clock().advance(Duration.ofMinutes(5));
    desk.await("the fault is gone", () -> faults().isEmpty());
    assertEquals(
        "ENABLED",
        desk.admin()
            .ask("{ plugins(first: 5) { nodes { state } } }")
            .each("plugins.nodes", "state")
            .getFirst());
  }

  @Test
  void isBegunAgainAtOnce_whenAnAdministratorRetriesItsFault() {
    host.otherwise = "throw";
    desk.install(POST);
    for (int turn = 1; turn <= 3; turn++) {
      int wanted = turn;
      desk.await("turn " + turn, () -> host.asked().size() == wanted);
      desk.settle();
      desk.clock().advance(Duration.ofSeconds(turn == 3 ? 0 : 2));
    }
    desk.await("the fault is shown", () -> !faults().isEmpty());
    String id =
        String.valueOf(
            desk.admin()
                .ask("{ pluginFaults(first: 5) { nodes { id } } }")
                .each("pluginFaults.nodes", "id")
                .getFirst());
    host.otherwise = "";
    desk.admin().does("pluginFaultRetry", Map.of("pluginFaultId", id), "");
    desk.await("it began at once", () -> host.asked().size() == 4);
    assertEquals(List.of(), faults());
  }

  @Test
  void endsWithItsPlugin_whenItReadsFromASocket() throws IOException {
    desk.install(POST);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      host.command("listen " + server.getLocalPort());
      host.wake();
      try (Socket socket = server.accept()) {
        desk.settle();
        desk.disable("post");
        assertEquals(-1, socket.getInputStream().read());
      }
    }
    assertEquals(
        List.of("DISABLED"),
        desk.admin()
            .ask("{ plugins(first: 5) { nodes { state } } }")
            .each("plugins.nodes", "state"));
    desk.enable("post");
    assertNotNull(host.does("letter again"));
  }

  @Test
  void isStopped_whenItDoesNotHear() {
    desk.install(POST);
    host.command("deaf");
    host.wake();
    desk.await("it heard the command", host::toldAll);
    desk.disable("post");
    desk.enable("post");
    assertNotNull(host.does("letter again"));
  }
}
