package dev.trestle.testkit;

import dev.trestle.sdk.net.Network.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells the plugin under test what to do, and hears what became of it. */
final class PostHost {
  private final TestDesk desk;
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  /** What it answers when there is nothing to do. */
  volatile String otherwise = "";

  /** The host of the first plugin. */
  PostHost(TestDesk desk) {
    this(desk, "post.example");
  }

  PostHost(TestDesk desk, String name) {
    this.desk = desk;
    desk.network()
        .host(
            name,
            request -> {
              if (request.uri().getPath().equals("/said")) {
                said.add(new String(body(request), StandardCharsets.UTF_8));
                return TestNetwork.answer(204, "");
              }
              String next = commands.poll();
              return TestNetwork.answer(200, next == null ? otherwise : next);
            });
  }

  private static byte[] body(WebRequest request) {
    byte[] body = request.body();
    return body == null ? new byte[0] : body;
  }

  /** Gives a command that the courier is told at its next turn. */
  void command(String command) {
    commands.add(command);
  }

  /** Gives a command, wakes the courier, and waits for what it says. */
  String does(String command) {
    command(command);
    wake();
    return answer(command);
  }

  /** Waits for what it says to a command. */
  String answer(String command) {
    desk.await("the courier answers " + command, () -> !said.isEmpty());
    return said.remove().substring(command.length() + 2);
  }

  /** Whether the courier was told all commands. */
  boolean toldAll() {
    return commands.isEmpty();
  }

  /** Wakes the courier from its pause. */
  void wake() {
    desk.admin().does("letterWrite", Map.of("text", "wake up"), "");
  }

  List<String> asked() {
    return desk.network().requests().stream()
        .map(request -> request.uri().getPath())
        .filter("/next"::equals)
        .toList();
  }
}
