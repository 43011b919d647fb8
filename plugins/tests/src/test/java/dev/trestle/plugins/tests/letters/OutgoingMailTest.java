package dev.trestle.plugins.tests.letters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.read.Attachment;
import dev.trestle.plugins.email.read.MailKind;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestNetwork;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutgoingMailTest {
  @AutoClose private final LetterDesk mail = new LetterDesk();
  private final TestPerson ada = mail.desk.agent("Ada", "technician");
  private TestPerson carla;

  @BeforeEach
  void people() {
    carla = mail.contact("Carla Meier", "carla@firm.example");
  }

  private Reply sendings(String ticket) {
    return ada.ask(
        "query($id: ID!) { ticket(id: $id) { mailSendings { id version kind state reason attempts to cc"
            + " automatic dueAt messageId internetMessageId leftOut { address reason } }"
            + " messages(first: 20) { nodes { id deliveryState } } } }",
        Map.of("id", ticket));
  }

  private String state(String ticket) {
    return sendings(ticket).text("ticket.mailSendings.0.state");
  }

  private String sending(String ticket) {
    return sendings(ticket).text("ticket.mailSendings.0.id");
  }

  private void says(String ticket, String text) {
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", text), "");
    mail.desk.settle();
  }

  @Test
  void whatTheTechnicianTypes_isWhatTheCustomerReads() {
    mail.mailbox(LetterDesk.SUPPORT);
    String ticket = mail.ticket("Printer on fire", carla.id());
    says(
        ticket,
        "Is it \"still\" burning? <b>Please</b> see https://desk.example/fire\n\nWe come at 9.");
    ReadMail letter = mail.last();
    assertEquals(1, mail.letters().size());
    assertEquals("carla@firm.example", letter.parties().to().getFirst().address());
    assertEquals("Carla Meier", letter.parties().to().getFirst().name());
    assertEquals(LetterDesk.SUPPORT, letter.parties().author().address());
    String number =
        ada.ask("query($id: ID!) { ticket(id: $id) { number } }", Map.of("id", ticket))
            .text("ticket.number");
    assertEquals("Re: Printer on fire [#" + number + "]", letter.subject());
    assertTrue(
        letter
            .parties()
            .replyTo()
            .getFirst()
            .address()
            .matches("support\\+t\\." + number.toLowerCase() + "\\.[0-9a-f]{20}@desk\\.example"),
        letter.parties()::toString);
    String plain = letter.text().plain();
    assertTrue(
        plain.contains(
            "Is it \"still\" burning? <b>Please</b> see https://desk.example/fire\n\nWe come at 9."),
        plain);
    assertTrue(plain.contains("Ada\nSupport"), plain);
    assertTrue(plain.contains("> It is broken."), plain);
    assertTrue(letter.text().html().contains("&lt;b&gt;Please&lt;/b&gt;"), letter.text().html());
    assertEquals(MailKind.PERSONAL, letter.kind());
    Reply after = sendings(ticket);
    assertEquals("SENT", after.text("ticket.mailSendings.0.state"));
    assertEquals("REPLY", after.text("ticket.mailSendings.0.kind"));
    assertEquals(
        after.text("ticket.mailSendings.0.internetMessageId"), letter.thread().messageId());
    assertEquals(
        List.of("NOT_NEEDED", "SENT"), after.each("ticket.messages.nodes", "deliveryState"));
    assertEquals(
        after.text("ticket.messages.nodes.1.id"), after.text("ticket.mailSendings.0.messageId"));
  }

  @Test
  void picturesAreShown_andFilesAttached() throws Exception {
    mail.mailbox(LetterDesk.SUPPORT);
    byte[] photo = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};
    byte[] manual = new byte[3 << 20];
    String ticket = mail.ticket("Printer", carla.id());
    ada.does(
        "ticketComment",
        Map.of(
            "ticketId",
            ticket,
            "text",
            "This is the lever.",
            "attachmentIds",
            List.of(
                ada.upload("Hebel größer.png", "image/png", photo),
                ada.upload("manual.pdf", "application/pdf", manual))),
        "");
    ReadMail letter = mail.last();
    assertEquals(
        List.of("Hebel größer.png", "manual.pdf"),
        letter.attachments().stream().map(Attachment::name).sorted().toList());
    Attachment shown =
        letter.attachments().stream()
            .filter(one -> one.disposition().equals("inline"))
            .findFirst()
            .orElseThrow();
    assertArrayEquals(photo, shown.content().open().readAllBytes());
    assertTrue(letter.text().html().contains("cid:" + shown.contentId()), letter.text()::html);
    assertEquals("SENT", state(ticket));
  }

  @Test
  void whomTheServerRefuses_isLeftOut_andTheOthersReadIt() {
    mail.mailbox(LetterDesk.SUPPORT);
    TestPerson dora = mail.contact("Dora", "dora@gone.example");
    String ticket = mail.ticket("Printer", carla.id());
    mail.admin.does("ticketWatch", Map.of("ticketId", ticket, "watcherId", dora.id()), "");
    mail.desk
        .network()
        .host(
            HandedMail.RELAY,
            request ->
                request.headers().get("Mail-To").contains("dora@")
                    ? TestNetwork.answer(550, "No dora@gone.example here.")
                    : TestNetwork.answer(250, "Taken."));
    says(ticket, "We come at 9.");
    Reply after = sendings(ticket);
    assertEquals("SENT", after.text("ticket.mailSendings.0.state"));
    assertEquals("dora@gone.example", after.text("ticket.mailSendings.0.leftOut.0.address"));
    assertEquals(
        "No dora@gone.example here.", after.text("ticket.mailSendings.0.leftOut.0.reason"));
    List<String> handed =
        mail.desk.network().requests().stream()
            .map(request -> request.headers().get("Mail-To"))
            .toList();
    assertEquals(List.of("carla@firm.example,dora@gone.example", "carla@firm.example"), handed);
    assertEquals(
        List.of("dora@gone.example"),
        mail.admin
            .ask("{ mailAddresses(first: 5) { nodes { address hardSince } } }")
            .each("mailAddresses.nodes", "address"));
    assertArrayEquals(mail.letters().getFirst(), mail.letters().getLast());
  }

  @Test
  void whomTheServerRefuses_isLeftOut_alsoWhenTheOthersGetItLater() {
    mail.mailbox(LetterDesk.SUPPORT);
    TestPerson dora = mail.contact("Dora", "dora@full.example");
    TestPerson emil = mail.contact("Emil", "emil@gone.example");
    String ticket = mail.ticket("Printer", carla.id());
    for (TestPerson watcher : List.of(dora, emil)) {
      mail.admin.does("ticketWatch", Map.of("ticketId", ticket, "watcherId", watcher.id()), "");
    }
    mail.desk
        .network()
        .host(
            HandedMail.RELAY,
            request -> {
              String to = request.headers().get("Mail-To");
              if (to.contains("dora@")) {
                return TestNetwork.answer(552, "5.2.2 dora@full.example has no room.");
              }
              if (to.contains("emil@")) {
                return TestNetwork.answer(550, "5.1.1 No emil@gone.example here.");
              }
              return TestNetwork.answer(
                  mail.desk.network().requests().size() < 4 ? 451 : 250, "Later.");
            });
    says(ticket, "We come at 9.");
    mail.desk.advance(Duration.ofHours(1));
    assertEquals("SENT", state(ticket));
    assertEquals(
        List.of(
            "carla@firm.example,dora@full.example,emil@gone.example",
            "carla@firm.example,emil@gone.example",
            "carla@firm.example",
            "carla@firm.example"),
        mail.desk.network().requests().stream()
            .map(request -> request.headers().get("Mail-To"))
            .toList());
    // Only who is not there is not written to any more.
    assertEquals(
        List.of("emil@gone.example"),
        mail.admin
            .ask("{ mailAddresses(first: 5) { nodes { address } } }")
            .each("mailAddresses.nodes", "address"));
  }

  @Test
  void watchingContactsReadIt_andAgentsDoNot() {
    mail.mailbox(LetterDesk.SUPPORT);
    TestPerson dora = mail.contact("Dora", "dora@firm.example");
    String ticket = mail.ticket("Printer", carla.id());
    for (TestPerson watcher : List.of(dora, ada)) {
      mail.admin.does("ticketWatch", Map.of("ticketId", ticket, "watcherId", watcher.id()), "");
    }
    says(ticket, "We come at 9.");
    assertEquals(
        "carla@firm.example,dora@firm.example",
        mail.desk.network().requests().getFirst().headers().get("Mail-To"));
    assertEquals("dora@firm.example", mail.last().parties().cc().getFirst().address());
  }

  @Test
  void aWordOfAContact_goesToNobody() {
    mail.mailbox(LetterDesk.SUPPORT);
    String ticket = mail.ticket("Printer", carla.id());
    carla.does("ticketComment", Map.of("ticketId", ticket, "text", "Hello?"), "");
    assertEquals(List.of(), mail.texts());
  }

  @Test
  void nothingLeaves_whereNoMailboxSends() {
    mail.mailbox(LetterDesk.SUPPORT, Map.of("enabled", false));
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We come at 9.");
    assertEquals(List.of(), mail.texts());
    assertEquals(List.of(), sendings(ticket).list("ticket.mailSendings"));
  }

  @Test
  void aLetterIsTakenBack_beforeItHasLeft() {
    mail.mailbox(LetterDesk.SUPPORT, Map.of("undoSeconds", 20));
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We never come.");
    assertEquals("HELD", state(ticket));
    mail.desk.advance(Duration.ofSeconds(19));
    assertEquals(List.of(), mail.texts());
    ada.does("mailUndo", Map.of("sendingId", sending(ticket)), "sending { state }");
    mail.desk.advance(Duration.ofHours(1));
    assertEquals(List.of(), mail.texts());
    assertEquals("UNDONE", state(ticket));
    assertEquals(
        List.of("MAIL_HAS_LEFT"),
        ada.tries(
                "mailSchedule",
                Map.of(
                    "sendingId",
                    sending(ticket),
                    "sendAt",
                    TestDesk.START.plus(Duration.ofDays(1))),
                "")
            .problems());
  }

  @Test
  void aLetterLeaves_whenNobodyTookItBackInTime() {
    mail.mailbox(LetterDesk.SUPPORT, Map.of("undoSeconds", 20));
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We come at 9.");
    mail.desk.advance(Duration.ofSeconds(21));
    assertEquals(1, mail.texts().size());
    assertEquals(
        List.of("MAIL_HAS_LEFT"),
        ada.tries("mailUndo", Map.of("sendingId", sending(ticket)), "").problems());
  }

  @Test
  void othersTakeNothingBack_whoDoNotDecideAboutMail() {
    mail.mailbox(LetterDesk.SUPPORT, Map.of("undoSeconds", 20));
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We come at 9.");
    TestPerson bob = mail.desk.agent("Bob", "technician");
    assertEquals(
        List.of("PERMISSION_MISSING"),
        bob.tries("mailUndo", Map.of("sendingId", sending(ticket)), "").problems());
    assertEquals("HELD", state(ticket));
  }

  @Test
  void aLetterLeavesAtTheTimeThatSomebodyChose() {
    mail.mailbox(LetterDesk.SUPPORT, Map.of("undoSeconds", 20));
    String ticket = mail.ticket("Printer", carla.id());
    ada.does(
        "mailWrite",
        Map.of(
            "ticketId",
            ticket,
            "text",
            "Good morning.",
            "sendAt",
            TestDesk.START.plus(Duration.ofHours(12))),
        "ticket { id }");
    mail.desk.settle();
    assertEquals("SCHEDULED", state(ticket));
    mail.desk.advance(Duration.ofHours(11));
    assertEquals(List.of(), mail.texts());
    mail.desk.restart(Duration.ofMinutes(59));
    mail.desk.advance(Duration.ofMinutes(2));
    assertEquals(1, mail.texts().size());
    says(ticket, "And now at once.");
    mail.desk.advance(Duration.ofSeconds(21));
    assertEquals(2, mail.texts().size());
  }

  @Test
  void aLetterIsTriedAgain_asTheSameMessage() {
    mail.mailbox(LetterDesk.SUPPORT);
    mail.relay(450, "Greylisted, come again.");
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We come at 9.");
    assertEquals("WAITING", state(ticket));
    assertEquals("Greylisted, come again.", sendings(ticket).text("ticket.mailSendings.0.reason"));
    mail.admin.does(
        "mailTemplateSave",
        Map.of("kind", "REPLY", "language", "en", "subject", "x", "text", "Another: {message}"),
        "");
    mail.relay(250, "");
    mail.desk.advance(Duration.ofMinutes(10));
    assertEquals("SENT", state(ticket));
    List<byte[]> letters = mail.letters();
    assertEquals(2, letters.size());
    assertArrayEquals(letters.getFirst(), letters.getLast());
  }

  @Test
  void whatCannotBeDelivered_isListed_andSentAgainByHand() {
    mail.mailbox(LetterDesk.SUPPORT);
    mail.relay(550, "No such user here.");
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We come at 9.");
    Reply failed =
        mail.admin.ask(
            "{ mailSendings(first: 9, state: FAILED) { nodes { id reason ticket { subject } } } }");
    assertEquals(List.of("No such user here."), failed.each("mailSendings.nodes", "reason"));
    assertEquals(
        List.of("NOT_NEEDED", "FAILED"),
        sendings(ticket).each("ticket.messages.nodes", "deliveryState"));
    mail.relay(250, "");
    mail.admin.does("mailRetry", Map.of("sendingId", sending(ticket)), "sending { state }");
    assertEquals("SENT", stateAfterSettling(ticket));
    assertEquals(
        LetterDesk.read(mail.letters().getFirst()).thread().messageId(),
        mail.last().thread().messageId());
    assertEquals(
        List.of("MAIL_NOT_FAILED"),
        mail.admin.tries("mailRetry", Map.of("sendingId", sending(ticket)), "").problems());
  }

  private String stateAfterSettling(String ticket) {
    mail.desk.settle();
    return state(ticket);
  }

  @Test
  void triesForThreeDays_thenSaysSo() {
    mail.mailbox(LetterDesk.SUPPORT);
    mail.relay(421, "Busy.");
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We come at 9.");
    mail.desk.advance(Duration.ofHours(70));
    assertEquals("WAITING", state(ticket));
    mail.desk.advance(Duration.ofHours(12));
    assertEquals("FAILED", state(ticket));
    assertEquals(
        "Tried for three days: Busy.", sendings(ticket).text("ticket.mailSendings.0.reason"));
  }

  @Test
  void aDeskDoesNotWriteToItself() {
    mail.mailbox(LetterDesk.SUPPORT, Map.of("aliases", List.of("help@desk.example")));
    TestPerson loop = mail.contact("Help", "help@desk.example");
    String ticket = mail.ticket("Printer", loop.id());
    says(ticket, "We come at 9.");
    assertEquals(List.of(), mail.texts());
    assertEquals("WITHHELD", state(ticket));
    assertEquals(
        List.of("help@desk.example"),
        sendings(ticket).each("ticket.mailSendings.0.leftOut", "address"));
  }

  @Test
  void noMoreLettersLeaveInAMinute_thanTheMailboxMaySend() {
    Map<String, Object> server =
        Map.of("host", "smtp.desk.example", "port", 587, "security", "STARTTLS", "auth", "NONE");
    mail.mailbox(LetterDesk.SUPPORT, Map.of("send", Map.of("server", server, "perMinute", 2)));
    String ticket = mail.ticket("Printer", carla.id());
    for (int i = 0; i < 5; i++) {
      says(ticket, "Word " + i);
    }
    assertEquals(2, mail.texts().size());
    mail.desk.advance(Duration.ofSeconds(61));
    assertEquals(4, mail.texts().size());
    mail.desk.advance(Duration.ofMinutes(5));
    assertEquals(5, mail.texts().size());
  }

  @Test
  void aResolutionTellsSo_inTheReadersLanguage_withTheWordsOnce() {
    mail.mailbox(LetterDesk.SUPPORT);
    mail.admin.does("contactEdit", Map.of("contactId", carla.id(), "locale", "de-AT"), "");
    String ticket = mail.ticket("Drucker", carla.id());
    ada.does("ticketResolve", Map.of("ticketId", ticket, "comment", "Das Kabel war lose."), "");
    assertEquals(1, mail.texts().size());
    String text = mail.last().text().plain();
    assertTrue(
        text.contains("Guten Tag Carla Meier,\n\nDas Kabel war lose.\n\nIhre Anfrage"), text);
    assertEquals("RESOLUTION", sendings(ticket).text("ticket.mailSendings.0.kind"));
    assertEquals(MailKind.PERSONAL, mail.last().kind());
  }

  @Test
  void aResolutionWithoutWords_isSentAsWhatNobodyWrote() {
    mail.mailbox(LetterDesk.SUPPORT);
    String ticket = mail.ticket("Printer", carla.id());
    mail.admin.does(
        "mailTemplateSave",
        Map.of(
            "kind",
            "SURVEY",
            "language",
            "en",
            "subject",
            "s",
            "text",
            "How was it? https://survey.example/{ticket.number}"),
        "");
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    ReadMail letter = mail.last();
    assertEquals(MailKind.BULK, letter.kind());
    assertFalse(letter.mayBeAnswered());
    assertTrue(letter.text().plain().contains("How was it? https://survey.example/"));
  }

  @Test
  void nobodyHearsByItself_moreThanAFewTimesAnHour() {
    mail.mailbox(LetterDesk.SUPPORT);
    for (int i = 0; i < 8; i++) {
      String ticket = mail.ticket("Printer " + i, carla.id());
      ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    }
    assertEquals(5, mail.texts().size());
    assertEquals(
        List.of("WITHHELD", "WITHHELD", "WITHHELD"),
        mail.admin
            .ask("{ mailSendings(first: 9, state: WITHHELD) { nodes { state } } }")
            .each("mailSendings.nodes", "state"));
    String ticket = mail.ticket("One more", carla.id());
    says(ticket, "What people write leaves all the same.");
    assertEquals(6, mail.texts().size());
    mail.desk.advance(Duration.ofMinutes(61));
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertEquals(7, mail.texts().size());
  }

  @Test
  void textsAreTriedBeforeTheyAreSaved_andUnknownPlacesRefused() {
    mail.mailbox(LetterDesk.SUPPORT);
    Map<String, Object> bad =
        Map.of("kind", "REPLY", "language", "de", "subject", "x", "text", "Hallo {vorname}");
    assertEquals(
        List.of("MAIL_TEMPLATE_PLACEHOLDER_UNKNOWN", "MAIL_TEMPLATE_MESSAGE_MISSING"),
        mail.admin.tries("mailTemplateSave", bad, "").problems());
    Reply preview =
        mail.admin.ask(
            "{ mailTemplatePreview(kind: ACKNOWLEDGEMENT, language: \"fr-CA\", text: \"<i>{company.name}</i>\","
                + " html: \"<i>{company.name}</i>\") { language subject text html } }");
    assertEquals("fr", preview.text("mailTemplatePreview.language"));
    assertTrue(preview.text("mailTemplatePreview.text").contains("<i>Meier & Sons</i>"));
    assertTrue(preview.text("mailTemplatePreview.html").contains("<i>Meier &amp; Sons</i>"));
    String ticket = mail.ticket("Printer", carla.id());
    Reply real =
        mail.admin.ask(
            "query($id: ID!) { mailTemplatePreview(kind: REPLY, language: \"en\", ticketId: $id) { text } }",
            Map.of("id", ticket));
    assertTrue(real.text("mailTemplatePreview.text").contains("It is broken."), real::toString);
  }

  @Test
  void aTextOfOnesOwn_countsForItsMailboxBeforeThatForAll() {
    String box = mail.mailbox(LetterDesk.SUPPORT);
    for (Map<String, Object> where :
        List.of(Map.<String, Object>of(), Map.<String, Object>of("mailboxId", box))) {
      Map<String, Object> input = new java.util.HashMap<>(where);
      input.putAll(
          Map.of(
              "kind",
              "REPLY",
              "language",
              "en",
              "subject",
              "About {ticket.number}",
              "text",
              (where.isEmpty() ? "All: " : "Mine: ") + "{message}"));
      mail.admin.does("mailTemplateSave", input, "template { id version brought }");
    }
    String ticket = mail.ticket("Printer", carla.id());
    says(ticket, "We come.");
    assertTrue(mail.last().text().plain().contains("Mine: We come."), mail.texts()::toString);
    String own =
        mail.admin
            .ask("{ mailTemplates(first: 9) { nodes { id text } } }")
            .text("mailTemplates.nodes.1.id");
    mail.admin.does("mailTemplateRemove", Map.of("templateId", own), "removedId");
    says(ticket, "We come later.");
    assertTrue(mail.last().text().plain().contains("All: We come later."));
  }

  @Test
  void nothingIsLostOrDoubled_whenTheDeskIsKilled() {
    mail.mailbox(LetterDesk.SUPPORT);
    String ticket = mail.ticket("Printer", carla.id());
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "Before the end."), "");
    mail.desk.kill();
    mail.desk.settle();
    List<String> ids =
        mail.letters().stream()
            .map(one -> LetterDesk.read(one).thread().messageId())
            .distinct()
            .toList();
    assertEquals(1, ids.size());
    assertEquals("SENT", state(ticket));
  }
}
