package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CustomerNoticesTest {
  @AutoClose
  private final TestDesk desk =
      TestDesk.with(
          PluginUnderTest.of(CalendarsPlugin.class),
          PluginUnderTest.of(SlaPlugin.class),
          PluginUnderTest.of(CommitmentsPlugin.class));

  private final TestPerson ada = desk.admin();
  private final TestPerson carla = desk.contact("Carla");
  private final String ticket =
      ada.does(
              "ticketCreate",
              Map.of("subject", "Printer", "requesterId", carla.id()),
              "ticket { id }")
          .text("ticket.id");

  @Test
  void aTemplate_speaksTheCustomersLanguage_elseTheFallback() {
    String template = delay();
    String promise = promise().id();
    assertEquals(
        "Dear Carla, we need until Monday, March 3, 2031 (1:00 PM (UTC)): Printer.",
        preview(template, promise).text("customerNoticePreview.text"));
    ada.does("contactEdit", Map.of("contactId", carla.id(), "locale", "de-AT"), "");
    Reply german = preview(template, promise);
    assertEquals("de", german.text("customerNoticePreview.language"));
    assertEquals(
        "Liebe Carla, wir brauchen bis Montag, 3. März 2031 (13:00 (UTC)): Printer.",
        german.text("customerNoticePreview.text"));
    ada.does("contactEdit", Map.of("contactId", carla.id(), "locale", "fr"), "");
    assertEquals("en", preview(template, promise).text("customerNoticePreview.language"));
  }

  @Test
  void anUnknownVariable_isRefused_andNamed() {
    Done saved =
        ada.tries(
            "commitmentTemplateSave",
            template("{{promise.dueAt}} {{promise.price}} {{ticket.number|date}}"),
            "");
    assertEquals(List.of("TEMPLATE_VARIABLE_UNKNOWN", "TEMPLATE_FORM_UNKNOWN"), saved.problems());
    assertTrue(
        saved.text("userErrors.0.message").contains("promise.price"),
        () -> saved.text("userErrors.0.message"));
    assertEquals(
        List.of("input", "texts", "0", "text"),
        saved.reply().list("commitmentTemplateSave.userErrors.0.path"));
    Reply seen =
        ada.ask(
            "query($t: ID!) { customerNoticePreview(ticketId: $t, text: \"{{nobody}}\") { text } }",
            Map.of("t", ticket));
    assertEquals(List.of("TEMPLATE_VARIABLE_UNKNOWN"), seen.errorCodes());
  }

  @Test
  void whatHasNoValueHere_isNotSent() {
    Done written =
        ada.tries("customerNoticeWrite", Map.of("ticketId", ticket, "templateId", delay()), "");
    assertEquals(List.of("TEMPLATE_VALUE_MISSING", "TEMPLATE_VALUE_MISSING"), written.problems());
  }

  @Test
  void withoutAChannel_aTextIsADraft_whichIsEditedAndSentAsAComment() {
    PromiseToPutOff promise = promise();
    Done moved =
        promise.putOff(Map.of("templateId", delay()), "notice { id state } promise { toldAt }");
    assertEquals(List.of("NOTICE_KEPT_AS_DRAFT"), moved.warnings());
    assertEquals(0, comments().size());
    String notice = moved.text("notice.id");
    ada.does("customerNoticeEdit", Map.of("noticeId", notice, "text", "Tomorrow."), "");
    desk.advance(Duration.ofHours(1));
    ada.does("customerNoticeSend", Map.of("noticeId", notice), "");
    assertEquals(List.of("Tomorrow."), comments());
    assertEquals(
        List.of("NOTICE_ENDED"),
        ada.tries("customerNoticeSend", Map.of("noticeId", notice), "").problems());
    desk.advance(Duration.ofHours(4));
    assertEquals("1 0", promise.breaches());
  }

  @Test
  void aDraftThatNobodySends_doesNotCountAsANotice() {
    PromiseToPutOff promise = promise();
    String notice = promise.putOff(Map.of("text", "Tomorrow."), "notice { id }").text("notice.id");
    desk.advance(Duration.ofHours(5));
    ada.does("customerNoticeDiscard", Map.of("noticeId", notice), "");
    assertEquals("1 1", promise.breaches());
    assertEquals(
        "0",
        ada.ask("{ customerNotices(first: 9) { totalCount } }").text("customerNotices.totalCount"));
  }

  @Test
  void whereChannelsCarryComments_aTextIsSentAtOnce() {
    desk.configure("commitments", Map.of("outgoing", "COMMENT"));
    PromiseToPutOff promise = promise();
    Done moved = promise.putOff(Map.of("text", "Tomorrow."), "notice { state }");
    assertEquals(List.of(), moved.warnings());
    assertEquals("SENT", moved.text("notice.state"));
    assertEquals(List.of("Tomorrow."), comments());
    desk.advance(Duration.ofHours(5));
    assertEquals("1 0", promise.breaches());
  }

  private PromiseToPutOff promise() {
    return PromiseToPutOff.make(ada, ticket);
  }

  private String delay() {
    Map<String, Object> both =
        Map.of(
            "name",
            "Delay",
            "texts",
            List.of(
                Map.of(
                    "language",
                    "en",
                    "text",
                    "Dear {{contact.name}}, we need until {{promise.dueAt|date}}"
                        + " ({{promise.dueAt|time}}): {{promise.what}}."),
                Map.of(
                    "language",
                    "de",
                    "text",
                    "Liebe {{contact.name}}, wir brauchen bis {{promise.dueAt|date}}"
                        + " ({{promise.dueAt|time}}): {{promise.what}}.")));
    return ada.does("commitmentTemplateSave", both, "template { id }").text("template.id");
  }

  private static Map<String, Object> template(String text) {
    return Map.of("name", "Odd", "texts", List.of(Map.of("language", "en", "text", text)));
  }

  private Reply preview(String template, String promise) {
    return ada.ask(
        "query($t: ID!, $m: ID!, $p: ID!) { customerNoticePreview(ticketId: $t, templateId: $m,"
            + " promiseId: $p) { language text missing { name } } }",
        Map.of("t", ticket, "m", template, "p", promise));
  }

  private List<Object> comments() {
    return ada.ask(
            "query($t: ID!) { ticket(id: $t) { messages(first: 9, kind: COMMENT) { nodes { text }"
                + " } } }",
            Map.of("t", ticket))
        .each("ticket.messages.nodes", "text");
  }
}
