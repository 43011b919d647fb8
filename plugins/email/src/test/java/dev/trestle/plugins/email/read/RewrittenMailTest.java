package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Messages of all families, written in another way that means the same to RFC 5322 and 2045: other
 * ends of lines, other folds, names of fields in capitals, comments. They are read as before. A
 * message is held as a string of its bytes, one character each.
 */
class RewrittenMailTest {
  private static final int LENGTH_MAX = 40_000;
  private static final Pattern FOLD = Pattern.compile("(\r?\n)[ \t]+");
  private static final Pattern NAME = Pattern.compile("(?m)^([A-Za-z-]+):");

  /** The end of the header. */
  private static final Pattern END = Pattern.compile("\r?\n\r?\n");

  private static final List<UnaryOperator<String>> WAYS =
      List.of(
          mail -> mail.replace("\r\n", "\n"),
          mail -> mail.replace("\r\n", "\n").replace("\n", "\r\n"),
          mail -> mail.replace("\r\n", "\n").replace('\n', '\r'),
          mail -> inHeader(mail, NAME, name -> name.group().toUpperCase(Locale.ROOT)),
          mail -> inHeader(mail, NAME, name -> name.group().toLowerCase(Locale.ROOT)),
          mail -> inHeader(mail, FOLD, fold -> fold.group(1) + " "),
          mail ->
              inHeader(
                  mail,
                  Pattern.compile("(?m)^([A-Za-z-]+): +(?=\\S)"),
                  same -> same.group(1) + ":"),
          mail ->
              inHeader(
                  mail,
                  Pattern.compile("(?m)^([A-Za-z-]+):[ \t]*(?=\\S)"),
                  same -> same.group(1) + ":   "),
          mail ->
              (mail.startsWith("From ") ? "" : "From a@b.example Thu Jan  1 00:00:00 2026\n")
                  + mail,
          mail -> "\u00ef\u00bb\u00bf" + mail,
          mail -> "\r\n" + mail,
          mail -> mail + "\r\n\r\n",
          mail ->
              inHeader(
                  mail,
                  Pattern.compile("=\\?([\\w-]+)\\?([QB])\\?"),
                  word -> word.group().toLowerCase(Locale.ROOT)),
          mail ->
              inHeader(
                  mail,
                  Pattern.compile("=\\?([\\w-]+)\\?([QBqb])\\?"),
                  word -> "=?" + word.group(1) + "*en?" + word.group(2) + "?"),
          mail ->
              replaced(
                  mail,
                  Pattern.compile(
                      "(?im)^(Content-Transfer-Encoding: *)(base64|quoted-printable)(?=[ \t]*\r?$)"),
                  encoding ->
                      encoding.group(1)
                          + "(of old) "
                          + encoding.group(2).toUpperCase(Locale.ROOT)
                          + " (as ever)"));

  /** No messages but texts, of which a first line is taken for one of a header, or none. */
  private static final Set<String> NO_MAIL =
      Set.of("embedded_email_german_4.txt", "mail_ru.html", "raw_email_with_binary_encoded.eml");

  private static String replaced(String text, Pattern what, Function<MatchResult, String> by) {
    return what.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
  }

  private static String inHeader(String mail, Pattern what, Function<MatchResult, String> by) {
    Matcher end = END.matcher(mail);
    int length = end.find() ? end.start() : 0;
    return replaced(mail.substring(0, length), what, by) + mail.substring(length);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(SharedData.path("emails"))) {
      return all.filter(file -> file.getParent().toString().contains("messages"))
          .filter(file -> Files.isRegularFile(file) && file.toFile().length() < LENGTH_MAX)
          .filter(file -> !NO_MAIL.contains(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  /** All but the sizes of texts, whose ends of lines differ, and what is shown of inner headers. */
  private static String said(String mail) {
    ReadMail read =
        new MailReader(Own.nobody())
            .read(MailSource.of(mail.getBytes(StandardCharsets.ISO_8859_1)));
    List<String> files = new ArrayList<>();
    for (Attachment file : read.attachments()) {
      boolean encoded = file.type().startsWith("image/") || file.type().endsWith("/pdf");
      files.add(file.name() + " " + file.type() + (encoded ? " " + file.size() : ""));
    }
    return String.join(
        "\n",
        read.subject(),
        String.valueOf(read.date()),
        read.parties().toString(),
        read.thread().toString(),
        read.kind().toString(),
        read.bounce() == null
            ? ""
            : read.bounce().recipients().stream()
                .map(failure -> failure.address() + " " + failure.hard() + " " + failure.status())
                .toList()
                .toString(),
        files.toString());
  }

  @Test
  void isReadTheSame_inWhateverWayItIsWritten() throws IOException {
    List<String> differing = new ArrayList<>();
    int compared = 0;
    List<Path> files = files();
    for (int i = 0; i < files.size(); i++) {
      String mail = Files.readString(files.get(i), StandardCharsets.ISO_8859_1);
      String other = WAYS.get(i % WAYS.size()).apply(mail);
      if (END.matcher(mail).find() && !other.equals(mail)) {
        compared++;
        String said = said(mail);
        String saidThen = said(other);
        if (!said.equals(saidThen)) {
          differing.add(
              "way %d of %s:%n%s%nand%n%s"
                  .formatted(i % WAYS.size(), files.get(i), said, saidThen));
        }
      }
    }
    assertEquals(List.of(), differing);
    assertTrue(compared > 500, "only " + compared + " were rewritten");
  }
}
