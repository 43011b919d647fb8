package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a machine wrote gets an automatic answer, in any family that has such messages. */
class NeverAnsweredFamiliesTest {
  private static void silent(Score score, Path file) {
    ReadMail mail = Families.read(file);
    String where = file.getFileName().toString();
    score.holds(where, !mail.mayBeAnswered(), "no answer", mail.kind() + " " + mail.subject());
  }

  @Test
  void answersNoReportAndNoVacation_ofSisimai() {
    Score score = new Score("sisimai, reports, complaints and vacations that get no answer");
    for (Path file : Families.messages("sisimai-bounces")) {
      if (!file.getParent().getFileName().toString().equals("not")) {
        silent(score, file);
      }
    }
    // One of them is a report that a person passes on, and waits for an answer.
    score.atLeast(99.8);
  }

  @Test
  void answersNoReportAndNoAutomaticReply_ofBounceParser() throws IOException {
    Score score = new Score("bounceparser, reports and automatic replies that get no answer");
    for (String row :
        Files.readAllLines(SharedData.path("emails/perl-bounceparser/expected.csv"))) {
      String file = row.split(",", 2)[0];
      // This one is spam itself, whose address the peer must not take for that of a report.
      if (!file.equals("file") && !file.equals("spam-bogus-email-in-report.msg")) {
        silent(score, SharedData.path("emails/perl-bounceparser/messages").resolve(file));
      }
    }
    score.atLeast(100);
  }

  @ParameterizedTest
  @CsvSource({
    "zammad, mail033-undelivered-mail-returned-to-sender.box, DELIVERY_REPORT",
    "zammad, mail078.box, DELIVERY_REPORT",
    "zammad, mail092.box, DELIVERY_REPORT",
    "rt, plain/multipart-report, DELIVERY_REPORT",
    "ruby-mail, multipart_report_emails/report_422.eml, DELIVERY_REPORT",
    "ruby-mail, multipart_report_emails/report_530.eml, DELIVERY_REPORT",
    "znuny, Issue24.eml, DELIVERY_REPORT",
    "discourse, auto_generated_precedence.eml, BULK",
  })
  void tellsMachinesFromPeople_asTheDesksDo(String family, String file, MailKind kind) {
    ReadMail mail = Families.read(family, file);
    assertEquals(kind, mail.kind());
    assertFalse(mail.mayBeAnswered());
  }
}
