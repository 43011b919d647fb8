package dev.trestle.plugins.email.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.plugins.email.read.TextPart.Kind;
import dev.trestle.testdata.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is shown of a reply is what four programs that cut replies show of it. */
class ReplyFoldingFamiliesTest {
  private static String shown(List<TextPart> parts, Kind... kinds) {
    return parts.stream()
        .filter(part -> List.of(kinds).contains(part.kind()))
        .map(TextPart::text)
        .collect(Collectors.joining())
        .strip();
  }

  private static List<TextPart> parts(String family, String file) {
    Path path = SharedData.path("emails/" + family + "/messages").resolve(file);
    return Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(1), () -> ReplyFolding.of(Families.text(path)), file);
  }

  @Test
  void showsWhatDiscourseShows() {
    Score score = new Score("Discourse trimmer");
    for (JsonNode row : Families.rows("emails/discourse-email-reply-trimmer/expected.jsonl")) {
      String file = row.get("file").asText();
      List<TextPart> parts = parts("discourse-email-reply-trimmer", file);
      score.same(
          file, row.get("trimmed").asText().strip(), shown(parts, Kind.WRITTEN, Kind.CLOSING));
    }
    score.atLeast(92);
  }

  @Test
  void showsWhatGithubShows() {
    Score score = new Score("GitHub email_reply_parser");
    for (JsonNode row : Families.rows("emails/github-email-reply-parser/expected.jsonl")) {
      String file = row.get("file").asText();
      List<TextPart> parts = parts("github-email-reply-parser", file);
      String visible = shown(parts, Kind.WRITTEN);
      if (row.has("visible")) {
        String wanted = row.get("visible").asText().strip();
        String ended = visible.replaceAll("\\h+\n", "\n");
        if (!wanted.equals(visible) && wanted.equals(ended)) {
          score.tolerate("blanks at the ends of lines, which nobody sees");
        }
        score.same(file, wanted, wanted.equals(ended) ? ended : visible);
      }
      for (String field : List.of("visible_starts", "fragment0_starts")) {
        if (row.has(field)) {
          score.holds(
              file,
              visible.startsWith(row.get(field).asText().strip()),
              row.get(field).asText(),
              visible);
        }
      }
      if (row.has("fragment0_contains")) {
        score.holds(
            file,
            visible.contains(row.get("fragment0_contains").asText()),
            row.get("fragment0_contains"),
            visible);
      }
      if (row.has("fragment1_starts")) {
        String folded = shown(parts, Kind.QUOTED);
        score.holds(
            file,
            folded.startsWith(row.get("fragment1_starts").asText()),
            row.get("fragment1_starts"),
            folded);
      }
    }
    score.atLeast(92);
  }

  @Test
  void showsWhatCrispShows() {
    Score score = new Score("crisp email-reply-parser");
    for (JsonNode row : Families.rows("emails/crisp-email-reply-parser/expected.jsonl")) {
      String file = row.get("file").asText();
      List<TextPart> parts = parts("crisp-email-reply-parser", file);
      // Regards stay visible, in all rows alike.
      String visible = shown(parts, Kind.WRITTEN, Kind.CLOSING);
      for (String field : List.of("first_fragment_trimmed", "visible_text_trimmed")) {
        if (row.has(field)) {
          score.holds(
              file,
              visible.equals(row.get(field).asText().strip()),
              row.get(field).asText(),
              visible);
        }
      }
      if (row.has("visible_text")) {
        score.holds(
            file,
            visible.equals(row.get("visible_text").asText().strip()),
            row.get("visible_text").asText(),
            visible);
      }
      for (JsonNode one : row.path("equals")) {
        if (one.get("fragment").asInt() == 0) {
          score.holds(
              file,
              visible.equals(one.get("text").asText().strip()),
              one.get("text").asText(),
              visible);
        }
      }
      for (JsonNode one : row.path("patterns")) {
        String text = one.asText();
        if (text.startsWith("fragment[0] matches /")) {
          String pattern = text.substring("fragment[0] matches /".length(), text.lastIndexOf('/'));
          score.holds(file, Pattern.compile(pattern).matcher(visible).find(), pattern, visible);
        }
      }
      if (row.path("fragment_count").asInt() == 1) {
        score.holds(file, parts.stream().noneMatch(TextPart::isFolded), "nothing folded", parts);
      } else if (row.path("fragment_count").asInt() > 1) {
        score.holds(
            file,
            parts.stream().anyMatch(p -> p.kind() != Kind.WRITTEN),
            "something folded",
            parts);
      }
    }
    score.atLeast(92);
  }

  @Test
  void showsWhatTalonShows() {
    Score replies = new Score("talon, replies");
    Score signatures = new Score("talon, signatures");
    for (JsonNode row : Families.rows("emails/talon/expected.jsonl")) {
      String file = row.get("file").asText();
      switch (row.get("kind").asText()) {
        case "text_reply" -> {
          List<TextPart> parts = Families.read("talon", file).text().parts();
          String unquoted = shown(parts, Kind.WRITTEN, Kind.CLOSING, Kind.SIGNATURE);
          replies.same(file, row.get("expected").asText().strip(), unquoted);
        }
        case "html_reply" -> {
          String html = Families.text(SharedData.path("emails/talon/messages").resolve(file));
          List<TextPart> parts = ReplyFolding.of(HtmlMail.text(html));
          String unquoted = shown(parts, Kind.WRITTEN, Kind.CLOSING, Kind.SIGNATURE);
          replies.same(
              file,
              row.get("expected").asText().replaceAll("\\s", ""),
              unquoted.replaceAll("\\s", ""));
        }
        case "signature" -> {
          String text =
              Families.text(SharedData.path("emails/talon/messages").resolve(file))
                  .replace("#sig#", "");
          List<TextPart> parts = ReplyFolding.of(text, row.get("sender").asText());
          String expected = row.get("expected_signature").asText().replaceAll("#sig#", "");
          String read = shown(parts, Kind.CLOSING, Kind.SIGNATURE);
          signatures.same(file, expected.replaceAll("\\s", ""), read.replaceAll("\\s", ""));
        }
        default -> throw new AssertionError(row.get("kind").asText());
      }
    }
    signatures.atLeast(92);
    replies.atLeast(92);
  }
}
