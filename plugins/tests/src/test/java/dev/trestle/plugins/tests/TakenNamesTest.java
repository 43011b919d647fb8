package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.commitments.CommitmentsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A name that something else of the kind has is refused at its field, in words for people. */
class TakenNamesTest {
  private static final List<Map<String, String>> SPANS =
      List.of(Map.of("priority", "NORMAL", "allowed", "PT4H"));

  @Test
  void areRefusedAtTheirField() {
    try (TestDesk desk =
        TestDesk.with(
            PluginUnderTest.of(CalendarsPlugin.class),
            PluginUnderTest.of(SlaPlugin.class),
            PluginUnderTest.of(CommitmentsPlugin.class))) {
      refusesTwice(desk, "slaPolicySave", "SLA_POLICY_NAME_TAKEN", policy());
      refusesTwice(
          desk,
          "commitmentPolicySave",
          "COMMITMENT_POLICY_NAME_TAKEN",
          Map.of("rules", List.of(Map.of("kind", "UPDATE", "spans", SPANS))));
      refusesTwice(
          desk,
          "commitmentTemplateSave",
          "COMMITMENT_TEMPLATE_NAME_TAKEN",
          Map.of("texts", List.of(Map.of("language", "en", "text", "Sorry."))));
      refusesTwice(desk, "calendarSave", "CALENDAR_NAME_TAKEN", Map.of());
    }
  }

  private static Map<String, Object> policy() {
    Map<String, Object> target = Map.of("kind", "RESOLUTION", "spans", SPANS);
    return Map.of("agreement", "CUSTOMER", "targets", List.of(target));
  }

  private static void refusesTwice(
      TestDesk desk, String mutation, String code, Map<String, Object> rest) {
    Map<String, Object> input = new HashMap<>(rest);
    input.put("name", "Usual");
    desk.admin().does(mutation, input, "");
    input.put("name", "USUAL");
    Done second = desk.admin().tries(mutation, input, "");
    assertEquals(List.of(code), second.problems());
    assertEquals(List.of("input", "name"), second.reply().list(mutation + ".userErrors.0.path"));
  }
}
