package dev.trestle.plugins.email.transport;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.intake.IntakeBusy;
import dev.trestle.plugins.email.intake.Mailbox.Afterwards;
import dev.trestle.plugins.email.intake.Mailbox.FetchKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImapFetcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ImapServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new ImapServer();
  }

  @AfterEach
  void hangUp() throws IOException {
    server.close();
  }

  private MemoryVisit visit(Afterwards afterwards) {
    return new MemoryVisit(Boxes.fetching(FetchKind.IMAP, server.port(), afterwards));
  }

  private static String message(int number) {
    return "Subject: " + number + "\r\n\r\nText \u00e4 with {3}\r\nand more\r\n";
  }

  @Test
  void takesWhatIsThere_toTheByte_andMarksItOnlyThen() throws Exception {
    server.put(3, message(3));
    server.put(7, "x".repeat(200_000) + "\r\nend, without a line's end");
    server.partMax = 50_000;
    MemoryVisit visit = visit(Afterwards.SEEN);
    visit.overAfter = 2;
    new ImapFetcher(visit).fetch();
    assertEquals(
        List.of(message(3), "x".repeat(200_000) + "\r\nend, without a line's end"), visit.taken);
    assertEquals(Set.of("\\Seen"), server.flags.get(7L));
    assertEquals(2, visit.reception.taken());
  }

  @Test
  void hearsOfNewMessages_whileItWaits() throws Exception {
    MemoryVisit visit = visit(Afterwards.SEEN);
    visit.overAfter = 2;
    server.put(1, message(1));
    Thread fetching = Thread.ofVirtual().start(() -> run(new ImapFetcher(visit)));
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (server.heard.stream().noneMatch(line -> line.endsWith(" IDLE"))
        && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    server.put(2, message(2));
    server.news.release();
    assertTrue(fetching.join(PATIENCE));
    assertEquals(List.of(message(1), message(2)), visit.taken);
    assertEquals(2, visit.reception.lastUid());
  }

  private static void run(ImapFetcher fetcher) {
    try {
      fetcher.fetch();
    } catch (IOException | InterruptedException | IntakeBusy failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void asksAgainAndAgain_whereTheServerDoesNotTell() throws Exception {
    server.abilities = "IMAP4rev1";
    server.put(1, message(1));
    server.put(2, message(2));
    MemoryVisit visit = visit(Afterwards.DELETE);
    visit.overAfter = 2;
    new ImapFetcher(visit).fetch();
    assertEquals(2, visit.taken.size());
    assertTrue(server.heard.stream().anyMatch(line -> line.contains("LOGIN \"support\"")));
    assertTrue(server.heard.stream().anyMatch(line -> line.endsWith(" EXPUNGE")));
  }

  @Test
  void goesOnBehindTheLast_andBeginsAnew_whenTheFolderCountsAnew() throws Exception {
    server.put(1, message(1));
    MemoryVisit visit = visit(Afterwards.SEEN);
    visit.overAfter = 1;
    new ImapFetcher(visit).fetch();
    visit.reception = visit.reception.upTo(1, 1);
    server.put(2, message(2));
    visit.overAfter = 2;
    new ImapFetcher(visit).fetch();
    assertEquals(List.of(message(1), message(2)), visit.taken);
    server.uidValidity = 2;
    visit.overAfter = 4;
    new ImapFetcher(visit).fetch();
    assertTrue(
        server.heard.stream().anyMatch(line -> line.contains("OR UNSEEN SINCE 2-Mar-2031 ")));
    assertEquals(4, visit.taken.size());
  }

  @Test
  void movesWhatItTook_whereThatIsWished() throws Exception {
    server.put(1, message(1));
    MemoryVisit visit = visit(Afterwards.MOVE);
    visit.overAfter = 1;
    new ImapFetcher(visit).fetch();
    assertEquals(Set.of(1L), server.moved.keySet());
    assertEquals(0, server.messages.size());
  }

  @Test
  void leavesOnTheServer_whatTheDeskCannotTake() {
    for (int number = 1; number <= 9; number++) {
      server.put(number, message(number));
    }
    MemoryVisit visit = visit(Afterwards.DELETE);
    visit.busyWith = "Subject: 2";
    assertThrows(IntakeBusy.class, () -> new ImapFetcher(visit).fetch());
    assertEquals(Set.of(2L), server.messages.keySet());
    server.put(10, message(10));
    server.put(11, message(11));
    server.put(12, message(12));
    visit.busyWith = "Subject";
    assertThrows(IntakeBusy.class, () -> new ImapFetcher(visit).fetch());
    assertEquals(Set.of(2L, 10L, 11L, 12L), server.messages.keySet());
    assertTrue(server.heard.stream().noneMatch(line -> line.contains("FETCH 12")));
  }

  @Test
  void takesNoHalfMessage_whenTheConnectionIsCut_orTheServerLies() throws Exception {
    server.put(1, "y".repeat(150_000));
    server.cutAfterParts = 1;
    MemoryVisit visit = visit(Afterwards.DELETE);
    assertThrows(IOException.class, () -> new ImapFetcher(visit).fetch());
    assertEquals(List.of(), visit.taken);
    server.cutAfterParts = Integer.MAX_VALUE;
    server.sizeLie = -149_000;
    visit.overAfter = 1;
    new ImapFetcher(visit).fetch();
    assertEquals(150_000, visit.taken.getFirst().length());
    server.put(2, "y".repeat(1_000));
    server.sizeLie = 5_000;
    visit.overAfter = 2;
    new ImapFetcher(visit).fetch();
    assertEquals(1_000, visit.taken.get(1).length());
  }

  @Test
  void saysWhatToDo_whenItIsNotLetIn() {
    server.refusesSignIn = "[AUTHENTICATIONFAILED] wrong password";
    Trouble trouble =
        assertThrows(Trouble.class, () -> new ImapFetcher(visit(Afterwards.SEEN)).fetch());
    assertTrue(trouble.lasting());
    assertTrue(String.valueOf(trouble.getMessage()).contains("Check user and password"));
  }

  @Test
  void triesAgainSoon_whenTheServerCannotLetAnybodyInJustNow() {
    server.refusesSignIn = "[UNAVAILABLE] Temporary authentication failure.";
    Trouble trouble =
        assertThrows(Trouble.class, () -> new ImapFetcher(visit(Afterwards.SEEN)).fetch());
    assertFalse(trouble.lasting());
  }

  @Test
  void takesWhatCame_whileOthersWereTaken() throws Exception {
    server.put(1, message(1));
    server.comesMeanwhile = message(2);
    MemoryVisit visit = visit(Afterwards.SEEN);
    visit.overAfter = 2;
    Thread fetching = Thread.ofVirtual().start(() -> run(new ImapFetcher(visit)));
    assertTrue(fetching.join(PATIENCE), "it waits for word of what it was told already");
    assertEquals(List.of(message(1), message(2)), visit.taken);
  }

  @Test
  void deletesNothing_ofWhichTheServerHasMoreThanTheDesk() throws Exception {
    server.put(1, message(1));
    server.put(2, message(2));
    MemoryVisit visit = visit(Afterwards.DELETE);
    visit.tooLarge = "Subject: 1";
    visit.overAfter = 2;
    new ImapFetcher(visit).fetch();
    assertEquals(Set.of(1L), server.messages.keySet());
    assertEquals(Set.of("\\Seen"), server.flags.get(1L));
    server.put(3, message(3));
    visit.overAfter = 3;
    new ImapFetcher(visit).fetch();
    assertEquals(List.of(message(1), message(2), message(3)), visit.taken);
    assertEquals(Set.of(1L), server.messages.keySet());
  }

  @Test
  void showsProgressAtItsFirstLook_andGoesOnWhereThatBrokeOff() {
    for (int number = 1; number <= 120; number++) {
      server.put(number, message(number));
    }
    server.cutAfterParts = 60;
    MemoryVisit visit = visit(Afterwards.SEEN);
    assertThrows(IOException.class, () -> new ImapFetcher(visit).fetch());
    assertEquals(50, visit.reception.taken());
    assertEquals(0, visit.reception.lastUid(), "not all below it were taken");
    server.cutAfterParts = Integer.MAX_VALUE;
    server.abilities = "IMAP4rev1";
    visit.overAfterRests = 1;
    assertDoesNotThrow(() -> new ImapFetcher(visit).fetch());
    assertEquals(120, visit.taken.size(), "each once");
    assertEquals(120, visit.reception.lastUid());
    assertTrue(server.heard.stream().noneMatch(line -> line.contains("SINCE")));
  }

  @Test
  void takesNothing_fromAServerThatSendsMoreThanItWasAskedFor() {
    server.put(1, "x".repeat(200_000));
    server.sendsAllAtOnce = true;
    MemoryVisit visit = visit(Afterwards.DELETE);
    Exception refused = assertThrows(Exception.class, () -> new ImapFetcher(visit).fetch());
    assertTrue(refused.toString().contains("were asked for"), refused.toString());
    assertEquals(Set.of(1L), server.messages.keySet());
  }
}
