package dev.trestle.plugins.email.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.intake.Mailbox.Afterwards;
import dev.trestle.plugins.email.intake.Mailbox.FetchKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Pop3FetcherTest {
  private Pop3Server server;

  @BeforeEach
  void listen() throws IOException {
    server = new Pop3Server();
  }

  @AfterEach
  void hangUp() throws IOException {
    server.close();
  }

  /** A POP3 server with one box. */
  private static final class Pop3Server extends RudeServer {
    final Map<Integer, String> messages = new ConcurrentSkipListMap<>();
    volatile boolean cutsInTheMiddle;
    volatile boolean cutsBeforeItDeletes;
    volatile String id = "id-%d";

    Pop3Server() throws IOException {}

    @Override
    void talk(Talk talk) throws IOException {
      talk.say("+OK ready");
      Map<Integer, String> left = new TreeMap<>(messages);
      for (String line = talk.line(); line != null; line = talk.line()) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "UIDL" -> {
            talk.say("+OK");
            for (int number : messages.keySet()) {
              talk.say(number + " " + id.formatted(number));
            }
            talk.say(".");
          }
          case "RETR" -> {
            talk.say("+OK");
            talk.write(
                messages.get(Integer.parseInt(words[1])).replace("\r\n.", "\r\n..").getBytes());
            if (cutsInTheMiddle) {
              talk.cut();
            }
            talk.say(".");
          }
          case "AUTH" -> talk.say("+ ");
          case "DELE" -> {
            left.remove(Integer.parseInt(words[1]));
            talk.say("+OK");
          }
          case "QUIT" -> {
            if (cutsBeforeItDeletes) {
              talk.cut();
            }
            messages.keySet().retainAll(left.keySet());
            talk.say("+OK");
            return;
          }
          default -> talk.say("+OK");
        }
      }
    }
  }

  /** What servers say that never come to an end, in front of it what they say well. */
  private static List<RudeServer.Script> endless() {
    return List.of(
        talk -> talk.withoutEnd("+OK ready"),
        talk -> {
          talk.say("+OK ready");
          talk.line();
          talk.withoutEnd("+OK welcome");
        },
        talk -> {
          talk.say("+OK ready");
          for (String line = talk.line();
              line != null && !line.equals("UIDL");
              line = talk.line()) {
            talk.say("+OK");
          }
          talk.say("+OK");
          talk.withoutEnd("1 id-1\r\n");
        });
  }

  @Test
  void hangsUp_onAServerWhoseAnswerNeverEnds() throws Exception {
    for (RudeServer.Script script : endless()) {
      try (RudeServer rude = RudeServer.saying(script)) {
        MemoryVisit visit =
            new MemoryVisit(Boxes.fetching(FetchKind.POP3, rude.port(), Afterwards.DELETE));
        visit.overAfterRests = 1;
        new Fetching(visit).run();
        assertTrue(visit.reception.trouble().contains("does not end"), visit.reception.trouble());
        assertEquals(List.of(), visit.taken);
      }
    }
  }

  private MemoryVisit visit(Afterwards afterwards) {
    return new MemoryVisit(Boxes.fetching(FetchKind.POP3, server.port(), afterwards));
  }

  @Test
  void takesWhatItDoesNotKnow_andDeletesOnlyWhatItTook() throws Exception {
    server.messages.put(1, "Subject: 1\r\n\r\n.dot\r\n");
    MemoryVisit visit = visit(Afterwards.SEEN);
    new Pop3Fetcher(visit).fetch();
    server.messages.put(2, "Subject: 2\r\n\r\n");
    new Pop3Fetcher(visit).fetch();
    assertEquals(List.of("Subject: 1\r\n\r\n.dot\r\n", "Subject: 2\r\n\r\n"), visit.taken);
    assertEquals(2, server.messages.size());
    MemoryVisit deleting = visit(Afterwards.DELETE);
    new Pop3Fetcher(deleting).fetch();
    assertEquals(0, server.messages.size());
    assertEquals(2, deleting.taken.size());
  }

  @Test
  void takesNoHalfMessage_andDeletesNothing_whenTheConnectionIsCut() throws Exception {
    server.messages.put(1, "Subject: 1\r\n\r\nhalf");
    server.cutsInTheMiddle = true;
    MemoryVisit visit = visit(Afterwards.DELETE);
    assertThrows(Exception.class, () -> new Pop3Fetcher(visit).fetch());
    assertEquals(List.of(), visit.taken);
    assertEquals(1, server.messages.size());
  }

  @Test
  void signsInByToken_andTakesWhatIsThere() throws Exception {
    server.messages.put(1, "Subject: 1\r\n\r\n");
    MemoryVisit visit = visit(Afterwards.SEEN);
    visit.credential = new Credential.Token("support", "token");
    new Pop3Fetcher(visit).fetch();
    assertEquals(1, visit.taken.size());
    assertEquals("AUTH XOAUTH2", server.heard.getFirst());
  }

  @Test
  void deletesNothing_ofWhichTheServerHasMoreThanTheDesk() throws Exception {
    server.messages.put(1, "Subject: 1\r\n\r\n");
    server.messages.put(2, "Subject: 2\r\n\r\n");
    MemoryVisit visit = visit(Afterwards.DELETE);
    visit.tooLarge = "Subject: 1";
    for (int i = 0; i < 3; i++) {
      new Pop3Fetcher(visit).fetch();
    }
    assertEquals(2, visit.taken.size());
    assertEquals(Set.of(1), server.messages.keySet());
  }

  @Test
  void deletesNothingThatItDidNotTake_whereTheServerUsesAnIdAgain() throws Exception {
    server.messages.put(1, "Subject: 1\r\n\r\n");
    MemoryVisit visit = visit(Afterwards.DELETE);
    new Pop3Fetcher(visit).fetch();
    assertEquals(0, server.messages.size());
    server.messages.put(1, "Subject: another\r\n\r\n");
    server.cutsBeforeItDeletes = true;
    assertThrows(Exception.class, () -> new Pop3Fetcher(visit).fetch());
    server.messages.put(1, "Subject: a third\r\n\r\n");
    server.cutsBeforeItDeletes = false;
    new Pop3Fetcher(visit).fetch();
    assertEquals(
        List.of("Subject: 1\r\n\r\n", "Subject: another\r\n\r\n", "Subject: a third\r\n\r\n"),
        visit.taken);
    assertEquals(0, server.messages.size());
  }

  /** As servers do that make ids of what is in a message (RFC 1939, UIDL). */
  @Test
  void takesAndDeletesEach_whereSeveralHaveOneId() throws Exception {
    server.id = "same";
    server.messages.put(1, "Subject: 1\r\n\r\n");
    server.messages.put(2, "Subject: 1\r\n\r\n");
    MemoryVisit visit = visit(Afterwards.DELETE);
    new Pop3Fetcher(visit).fetch();
    assertEquals(0, server.messages.size());
    assertEquals(2, visit.taken.size(), "the intake knows the second for the first");
  }
}
