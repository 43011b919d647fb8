package dev.trestle.plugins.email.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.intake.Mailbox.Afterwards;
import dev.trestle.plugins.email.intake.Mailbox.FetchKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a mailbox is looked at again, and how it comes to its end. */
class FetchingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static MemoryVisit visit(int port, int rests) {
    MemoryVisit visit = new MemoryVisit(Boxes.fetching(FetchKind.IMAP, port, Afterwards.SEEN));
    visit.overAfterRests = rests;
    return visit;
  }

  private static List<Duration> seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  @Test
  void waitsLongerAndLonger_whileNothingAnswers() throws IOException {
    int nobody;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = gone.getLocalPort();
    }
    MemoryVisit visit = visit(nobody, 9);
    new Fetching(visit).run();
    assertEquals(seconds(5, 10, 20, 40, 80, 160, 320, 600, 600), visit.rests);
    assertTrue(visit.reception.trouble().startsWith("Nothing answers"), visit.reception.trouble());
  }

  @Test
  void waitsAMoment_whereTheServerLetsItIn_andHangsUp() throws IOException {
    try (ImapServer server = new ImapServer()) {
      server.put(1, "Subject: 1\r\n\r\n");
      server.cutAfterParts = 0;
      MemoryVisit visit = visit(server.port(), 1);
      new Fetching(visit).run();
      assertEquals(seconds(5), visit.rests);
    }
  }

  @Test
  void waitsLong_whereSomebodyHasToChangeThePassword() throws IOException {
    try (ImapServer server = new ImapServer()) {
      server.refusesSignIn = "[AUTHENTICATIONFAILED] no";
      MemoryVisit visit = visit(server.port(), 2);
      new Fetching(visit).run();
      assertEquals(seconds(900, 900), visit.rests);
    }
  }

  @Test
  void goesOn_whateverAServerAnswers() throws IOException {
    for (String nonsense : List.of("", "\0\1\2", "HTTP/1.1 400 Bad Request\r\n\r\n", "* BYE\r\n")) {
      try (RudeServer server =
          RudeServer.saying(talk -> talk.write(nonsense.getBytes(StandardCharsets.ISO_8859_1)))) {
        MemoryVisit visit = visit(server.port(), 1);
        new Fetching(visit).run();
        assertEquals(seconds(5), visit.rests);
        assertTrue(!visit.reception.trouble().isEmpty());
      }
    }
  }

  @Test
  void hangsUp_onAServerWhoseAnswerNeverEnds() throws IOException {
    for (RudeServer.Script script :
        List.<RudeServer.Script>of(
            talk -> {
              talk.say("* OK ready");
              talk.line();
              talk.withoutEnd("x");
            },
            talk -> talk.withoutEnd("* OK "))) {
      try (RudeServer server = RudeServer.saying(script)) {
        MemoryVisit visit = visit(server.port(), 1);
        new Fetching(visit).run();
        assertTrue(visit.reception.trouble().contains("does not end"), visit.reception.trouble());
      }
    }
  }

  /** As when its mailbox is removed while it waits. */
  @Test
  void endsAtOnce_whereTheServerAcceptsAndNeverAnswers() throws Exception {
    try (RudeServer server =
        RudeServer.saying(talk -> {
          talk.say("* OK ready");
          for (String line = talk.line(); line != null; line = talk.line()) {
            // It hears everything, and says nothing.
          }
        })) {
      MemoryVisit visit = visit(server.port(), Integer.MAX_VALUE);
      Fetching fetching = new Fetching(visit);
      fetching.start();
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (server.heard.isEmpty() && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      fetching.end();
      while (fetching.alive() && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      assertTrue(!fetching.alive(), "it still waits for the server");
      assertEquals("", visit.reception.trouble(), "whoever ended it knows why");
    }
  }
}
