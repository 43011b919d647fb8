package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Html that comes with a message cannot do anything. */
class HtmlMailTest {
  @Test
  void leavesNothingThatActs_inAnyKnownAttack() {
    Score score = new Score("html_sanitizer.jsonl");
    for (JsonNode row : Families.rows("security/html_sanitizer.jsonl")) {
      String clean = HtmlMail.clean(row.get("input").asText());
      score.holds(row.get("id").asText(), isHarmless(clean), "harmless html", clean);
    }
    score.atLeast(100);
  }

  private static boolean isHarmless(String html) {
    for (Element element : Jsoup.parseBodyFragment(html).body().getAllElements()) {
      if (element
          .normalName()
          .matches(
              "script|style|iframe|object|embed|form|input|meta|link|base|svg|math|applet|frame|frameset|xml|video|audio|button")) {
        return false;
      }
      for (Attribute attribute : element.attributes()) {
        String value =
            attribute.getValue().replaceAll("[\\s\\p{Cntrl}]", "").toLowerCase(Locale.ROOT);
        if (attribute.getKey().startsWith("on")
            || value.startsWith("javascript:")
            || value.startsWith("vbscript:")
            || value.startsWith("data:text")
            || attribute.getKey().equals("style")
                && value.matches(".*(expression|url\\(|javascript|@import).*")) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void keepsWhatPeopleWrite() {
    assertEquals(
        "<p style=\"color:red\">Hello <b>you</b></p>",
        HtmlMail.clean(
            "<p style='color: red; position: fixed' onclick='x()'>Hello <b>you</b></p>"));
  }

  @Test
  void readsLinesAndQuotes_asTheyAreShown() {
    assertEquals(
        "One\nTwo\n- three\n> said before",
        HtmlMail.text(
            "<div>One</div>Two<ul><li>three</li></ul><blockquote>said before</blockquote><style>p{}</style>"));
  }

  @Test
  void showsNoPage_whenItHoldsMoreLinksThanAnybodyReads() {
    assertEquals("", HtmlMail.clean("<a href='https://a.example/'>a</a>".repeat(5_000)));
  }
}
