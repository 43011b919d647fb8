package dev.trestle.plugins.tests.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.read.Attachment;
import dev.trestle.plugins.email.read.Header;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done with a ticket, no word and no file of an internal note leaves by mail. Every
 * path is walked with words that stand nowhere else, and all bytes that left are read for them.
 */
class NotesNeverLeaveTest {
  /** Begins every word that is internal in this test. */
  private static final String INTERNAL = "Staatsgeheimnis";

  @AutoClose private final LetterDesk mail = new LetterDesk();
  private final TestPerson ada = mail.desk.agent("Ada", "manager");

  private String secret(String path) {
    return INTERNAL + " " + path;
  }

  private void note(String ticket, String path) {
    ada.does("ticketNote", Map.of("ticketId", ticket, "text", secret(path)), "");
  }

  private void says(String ticket, String text) {
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", text), "");
    mail.desk.settle();
  }

  @Test
  void noWordOfANoteLeaves_byWhicheverPath() throws IOException {
    mail.mailbox(LetterDesk.SUPPORT);
    TestPerson carla = mail.contact("Carla", "carla@firm.example");
    TestPerson dora = mail.contact("Dora", "dora@firm.example");
    String ticket = mail.ticket("Printer", carla.id());

    note(ticket, "as a note");
    String file =
        ada.upload("secret.txt", "text/plain", secret("file").getBytes(StandardCharsets.UTF_8));
    ada.does(
        "ticketNote",
        Map.of("ticketId", ticket, "text", secret("with a file"), "attachmentIds", List.of(file)),
        "");
    says(ticket, "Said between notes.");
    note(ticket, "between words");
    says(ticket, "Said behind notes.");

    reasons(ticket);
    merged(carla, dora);
    imported();
    templates(ticket);
    ownMutations(ticket);
    attached(ticket, file);

    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    ada.does("ticketReopen", Map.of("ticketId", ticket, "reason", "It came back."), "");
    note(ticket, "after the end");
    ada.does("ticketResolve", Map.of("ticketId", ticket, "comment", "Done."), "");
    mail.desk.advance(Duration.ofDays(4));
    mail.desk.kill();
    mail.desk.advance(Duration.ofDays(1));

    List<String> left = everythingThatLeft();
    assertTrue(left.size() > 8, () -> "only " + left.size() + " letters left");
    for (String said :
        List.of("Said between notes.", "Said behind notes.", "Done.", "Written for later.")) {
      assertTrue(left.stream().anyMatch(one -> one.contains(said)), said);
    }
    for (String one : left) {
      assertFalse(one.contains(INTERNAL), one);
    }
  }

  /** What only staff read beside notes. */
  private void reasons(String ticket) {
    ada.does(
        "ticketDismissUnanswered", Map.of("ticketId", ticket, "reason", secret("dismissed")), "");
    ada.does("ticketResolve", Map.of("ticketId", ticket, "comment", "Done for now."), "");
    ada.does("ticketReopen", Map.of("ticketId", ticket, "reason", "It came back."), "");
    says(ticket, "Said after reasons.");
  }

  private void merged(TestPerson carla, TestPerson dora) {
    String from = mail.ticket("Scanner", dora.id());
    note(from, "before a merge");
    String into = mail.ticket("Scanner again", carla.id());
    note(into, "in the survivor");
    ada.does(
        "ticketMerge",
        Map.of("ticketId", from, "intoTicketId", into, "reason", secret("merged")),
        "");
    says(into, "Said after a merge.");
    ada.does("ticketUnmerge", Map.of("ticketId", from), "");
    says(from, "Said after the merge was taken back.");
  }

  private void imported() {
    mail.admin.does(
        "ticketsImport",
        Map.of(
            "tickets",
            List.of(
                Map.of(
                    "externalKey", "OLD-1",
                    "subject", "From another system",
                    "requester", "Carla",
                    "history",
                        List.of(
                            Map.of(
                                "at",
                                TestDesk.START.minus(Duration.ofDays(9)),
                                "by",
                                "Ada",
                                "note",
                                secret("imported note")),
                            Map.of(
                                "at",
                                TestDesk.START.minus(Duration.ofDays(8)),
                                "by",
                                "Ada",
                                "comment",
                                "Imported words."))))),
        "");
    mail.desk.settle();
    for (String one : mail.texts()) {
      assertFalse(one.contains("Imported words."), "what was said long ago is not sent again");
    }
  }

  private void templates(String ticket) {
    for (String place : List.of("note", "notes", "ticket.notes", "ticket.note", "message.note")) {
      assertEquals(
          List.of("MAIL_TEMPLATE_PLACEHOLDER_UNKNOWN"),
          mail.admin
              .tries(
                  "mailTemplateSave",
                  Map.of(
                      "kind",
                      "REPLY",
                      "language",
                      "en",
                      "subject",
                      "s",
                      "text",
                      "{message} {" + place + "}"),
                  "")
              .problems());
    }
    String all =
        String.join(
            "\n",
            mail.admin.ask("{ mailPlaceholders }").list("mailPlaceholders").stream()
                .map(place -> "{" + place + "}")
                .toList());
    mail.admin.does(
        "mailTemplateSave",
        Map.of("kind", "REPLY", "language", "en", "subject", "All {ticket.number}", "text", all),
        "");
    note(ticket, "under a text that names everything");
    says(ticket, "Said with everything.");
    assertTrue(mail.texts().getLast().contains("Said with everything."), mail.texts()::toString);
  }

  private void ownMutations(String ticket) {
    mail.relay(550, "No.");
    says(ticket, "Said to a wall.");
    mail.relay(250, "");
    note(ticket, "before another attempt");
    String failed =
        mail.admin
            .ask("{ mailSendings(first: 9, state: FAILED) { nodes { id } } }")
            .text("mailSendings.nodes.0.id");
    mail.admin.does("mailRetry", Map.of("sendingId", failed), "");
    ada.does(
        "mailWrite",
        Map.of(
            "ticketId",
            ticket,
            "text",
            "Written for later.",
            "sendAt",
            TestDesk.START.plus(Duration.ofHours(5))),
        "");
    note(ticket, "while a letter waits");
    mail.desk.advance(Duration.ofHours(6));
  }

  /** A file of a note stays one when somebody names it in a comment. */
  private void attached(String ticket, String file) {
    ada.tries(
        "ticketComment",
        Map.of("ticketId", ticket, "text", "See the file.", "attachmentIds", List.of(file)),
        "");
    mail.desk.settle();
  }

  /** Every letter, as it left and as its readers see each part of it. */
  private List<String> everythingThatLeft() throws IOException {
    List<String> left = new ArrayList<>();
    for (byte[] letter : mail.letters()) {
      ReadMail read = LetterDesk.read(letter);
      StringBuilder all = new StringBuilder(new String(letter, StandardCharsets.UTF_8));
      all.append(read.subject()).append(read.text().plain()).append(read.text().html());
      read.headers().fields().stream().map(Header::text).forEach(all::append);
      for (Attachment part : read.attachments()) {
        all.append(new String(part.content().open().readAllBytes(), StandardCharsets.UTF_8));
      }
      left.add(all.toString());
    }
    return left;
  }
}
