package dev.trestle.plugins.email.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.read.MailReader;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.read.ReadMail;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The texts that the desk comes with, in each of their languages. */
class LetterTextsTest {
  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl");

  private static final List<String> OTHERS =
      List.of("above", "history", "example.status", "example.next", "example.message");

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    texts.load(
        new StringReader(
            Files.readString(Path.of("src/main/resources/texts", language + ".properties"))));
    return texts;
  }

  private static List<String> ofLetters(Properties texts) {
    return texts.stringPropertyNames().stream()
        .filter(key -> key.endsWith(".text") || key.endsWith(".subject") || OTHERS.contains(key))
        .sorted()
        .toList();
  }

  @Test
  void everyLanguageHasEveryText() throws IOException {
    for (String language : LANGUAGES) {
      assertEquals(ofLetters(texts("en")), ofLetters(texts(language)), language);
    }
  }

  @Test
  void everyTextNamesOnlyWhatThereIs_andCarriesWhatWasWritten() throws IOException {
    for (String language : LANGUAGES) {
      for (LetterKind kind : LetterKind.values()) {
        String text = texts(language).getProperty(kind.key() + ".text");
        String subject = texts(language).getProperty(kind.key() + ".subject");
        assertEquals(List.of(), Placeholder.faults(text), language + " " + kind);
        assertEquals(List.of(), Placeholder.faults(subject), language + " " + kind);
        assertTrue(subject.contains("[#{ticket.number}]"), language + " " + kind);
        assertEquals(
            kind.carriesWords() || kind == LetterKind.RESOLUTION,
            Placeholder.MESSAGE.isIn(text),
            language + " " + kind);
      }
    }
  }

  @Test
  void whatIsQuotedBelow_isFoldedAgain_whenItComesBack() throws IOException {
    for (String language : LANGUAGES) {
      CustomerTimes times = new CustomerTimes(ZoneOffset.UTC, Locale.forLanguageTag(language));
      String head =
          texts(language)
              .getProperty("history")
              .replace("{0}", times.text(Instant.parse("2031-03-03T09:00:00Z")))
              .replace("{1}", "Carla Meier");
      String answer = "From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
      ReadMail mail =
          new MailReader(Own.nobody())
              .read(
                  MailSource.of(
                      (answer + "It works now.\n\n" + head + "\n> The printer is on fire.\n")
                          .getBytes(StandardCharsets.UTF_8)));
      assertEquals("It works now.", mail.text().visible().strip(), language + ": " + head);
    }
  }

  @Test
  void aLineIsLeftOut_whenThereIsNothingForIt() {
    String text = "Hello {contact.name},\n\n{message}\n\nYou hear from us by {next.word}.\nBye";
    String filled =
        Placeholder.filled(text, place -> place == Placeholder.CONTACT_NAME ? "Carla" : null);
    assertEquals("Hello Carla,\n\nBye", filled);
  }

  @Test
  void whatIsFilledIn_isNotFilledAgain() {
    String filled =
        Placeholder.filled(
            "{message}", place -> place == Placeholder.MESSAGE ? "$1 {desk.name} \\" : "Support");
    assertEquals("$1 {desk.name} \\", filled);
  }

  @Test
  void namesWhatThereIsNot() {
    List<String> faults = Placeholder.faults("{ticket.number} {note} {ticket.notes}");
    assertEquals(2, faults.size());
    assertTrue(faults.getFirst().contains("{note}"), faults::toString);
  }

  @Test
  void takesAnswersMarksAndItsOwnTagOffASubject() {
    assertEquals("Printer", Facts.bare("RE: AW: Fwd: [#4711] Printer", "4711"));
    assertEquals("Printer [#12]", Facts.bare("Re[2]: Printer [Desk #4711] [#12]", "4711"));
    assertEquals("Regarding: x", Facts.bare("Regarding: x", "4711"));
  }

  @Test
  void writesTextAsHtml_inWhichNothingIsATag() {
    String html =
        HtmlText.lines("<script>alert('1')</script>\nsee https://x.example/?a=1&b=\"2\".");
    assertFalse(html.contains("<script"), html);
    assertTrue(html.contains("<a href=\"https://x.example/?a=1&amp;b=\">"), html);
    assertTrue(html.contains("<br>\n"), html);
  }
}
