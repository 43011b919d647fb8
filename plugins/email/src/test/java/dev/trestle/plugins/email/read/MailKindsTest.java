package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no answer may go to is known by its header; the rows are those of attack_cases.csv. */
class MailKindsTest {
  private static final Own OURS = new Own(Set.of("desk@ours.example"), "t0ken");

  private static ReadMail read(String header) {
    return new MailReader(OURS)
        .read(
            MailSource.of(
                Families.bytes("From: Ann <ann@customer.example>\n" + header + "\n\nHello\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied|AUTO_REPLY",
        "Auto-Submitted: auto-generated|BULK",
        "Auto-Submitted: no|PERSONAL",
        "Precedence: bulk|BULK",
        "Precedence: junk|BULK",
        "Precedence: list|BULK",
        "Precedence: auto_reply|AUTO_REPLY",
        "X-Autoreply: yes|AUTO_REPLY",
        "X-Autorespond: Re: your mail|AUTO_REPLY",
        "X-AutoReply: no|PERSONAL",
        "X-Autoresponse: vacation|AUTO_REPLY",
        "X-Amazon-Auto-Reply: true|AUTO_REPLY",
        "X-FC-MachineGenerated: true|AUTO_REPLY",
        "Precedence: auto-reply|AUTO_REPLY",
        "X-Precedence: auto-reply|AUTO_REPLY",
        "X-Autoreply-From: bob@customer.example|AUTO_REPLY",
        "List-Id: <news.customer.example>|BULK",
        "List-Unsubscribe: <https://customer.example/u>|BULK",
        "X-Loop: desk@ours.example|OWN_LOOP",
        "X-Trestle-Loop: t0ken|OWN_LOOP",
        "X-Trestle-Loop: guessed|PERSONAL",
        "X-Auto-Response-Suppress: All|PERSONAL",
        "Subject: Automatic reply: Printer|AUTO_REPLY",
        "Subject: Abwesenheitsnotiz: Drucker|VACATION",
        "Subject: Out of Office: Printer|VACATION",
        "Content-Type: multipart/report; report-type=disposition-notification|READ_RECEIPT",
        "Content-Type: multipart/report; report-type=feedback-report|COMPLAINT",
        "Content-Type: multipart/report; report-type=delivery-status|DELIVERY_REPORT",
        "Subject: We are away from our desks since the printer burns|PERSONAL"
      })
  void tellsWhatAMessageIs(String header, MailKind kind) {
    assertEquals(kind, read(header).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mailer-Daemon|Недоставленное сообщение",
        "Mailer-Daemon|系统退信",
        "Mailer-Daemon|メール配送エラー",
        "Mailer-Daemon|메일 전송 실패",
        "postmaster|Mancato recapito: Hello",
        "postmaster|No se pudo entregar: Hello",
        "postmaster|Não foi possível entregar: Hello",
        "postmaster|Onbestelbaar: Hello",
        "postmaster|Niedostarczona wiadomość: Hello",
        "postmaster|Nedoručitelná zpráva: Hello",
        "postmaster|Kan ikke leveres: Hello",
        "postmaster|Nicht zustellbar: Hello"
      })
  void recognizesReportsOfWords(String local, String subject) {
    String mail =
        "From: %s@relay.example\nTo: desk@desk.example\nSubject: %s\nContent-Type: text/plain; charset=utf-8\n\n"
                .formatted(local, subject)
            + "kira@firm.example\n550 5.1.1 unknown\n";
    ReadMail read = new MailReader(OURS).read(MailSource.of(Families.bytes(mail)));
    assertEquals(MailKind.DELIVERY_REPORT, read.kind());
  }

  @Test
  void takesNobodyForAMailSystem_whoWritesAboutDeliveries() {
    String mail =
        "From: System Administrator <admin@firm.example>\nTo: desk@desk.example\nSubject: Delivery of the new laptops\n\nThey did not reach us.\n";
    assertEquals(
        MailKind.PERSONAL, new MailReader(OURS).read(MailSource.of(Families.bytes(mail))).kind());
  }

  @Test
  void knowsEveryCaseOfLoopsAndBounces() throws IOException {
    // The rate at which tickets are opened again (case-12) is counted where tickets are.
    List<String> here =
        List.of(
            "case-01", "case-02", "case-03", "case-06", "case-07", "case-08", "case-09", "case-12",
            "case-13", "case-14", "case-16", "case-17");
    List<String> cases =
        Files.readAllLines(SharedData.path("security/attack_cases.csv")).stream()
            .map(row -> row.split(",", 3))
            .filter(row -> row[1].equals("loop") || row[1].equals("bounce"))
            .map(row -> row[0])
            .toList();
    assertEquals(here, cases, "a case is new: add its header above");
  }

  @Test
  void recognizesItsOwnNotification_thatAForwarderSendsBack() {
    ReadMail mail =
        new MailReader(OURS)
            .read(
                MailSource.of(
                    Families.bytes("From: Desk <Desk@Ours.example>\nSubject: Re: x\n\nHi\n")));
    assertEquals(MailKind.OWN_LOOP, mail.kind());
  }

  @Test
  void answersNobodyWhoAsksNotTo() {
    assertFalse(read("X-Auto-Response-Suppress: All").mayBeAnswered());
    assertFalse(read("X-Auto-Response-Suppress: OOF, AutoReply").mayBeAnswered());
    assertFalse(read("Return-Path: <>").mayBeAnswered());
    assertFalse(read("Precedence: bulk").mayBeAnswered());
    assertTrue(read("X-Auto-Response-Suppress: None").mayBeAnswered());
    assertTrue(read("Subject: Help").mayBeAnswered());
  }

  @Test
  void takesTheAddressForTheSender_andNeverTheName() {
    ReadMail mail =
        new MailReader(OURS)
            .read(
                MailSource.of(
                    Families.bytes("From: \"desk@ours.example\" <attacker@evil.example>\n\nHi\n")));
    assertEquals("attacker@evil.example", mail.parties().author().address());
    assertEquals(MailKind.PERSONAL, mail.kind());
  }
}
