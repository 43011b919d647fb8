package dev.trestle.host.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Requirement;
import dev.trestle.sdk.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest says everything about a plugin, or everything that is wrong with it. */
class PluginManifestsTest {
  private static final String SOUND =
      """
      id=webhooks
      version=1.2.0
      name=Webhooks
      description=Tells others what happens.
      vendor=Acme GmbH
      plugin.class=com.acme.Webhooks
      sdk=>=0.1.0 <0.2.0
      """;

  private static List<String> faults(String manifest) {
    PluginRefused refused =
        assertThrows(PluginRefused.class, () -> PluginManifests.parse(manifest));
    return refused.problems().stream().map(problem -> problem.path().getFirst()).toList();
  }

  @Test
  void thatTheDeskCallsItsOwnPart_isNoNameForAPlugin() {
    assertEquals(List.of("id"), faults(SOUND.replace("id=webhooks", "id=kernel")));
  }

  @Test
  void aSoundManifestIsReadWhole() {
    PluginManifest manifest =
        PluginManifests.parse(
            SOUND
                + """
                requires=checklists@>=1.0.0 <2.0.0, capability:payments
                provides=hooks
                api.packages=com.acme.api
                reads=ticket, message
                writes=ticketNote
                events=*
                network=api.example.com, *.example.org
                secrets=true
                abilities=threads
                """);
    assertEquals("webhooks", manifest.id());
    assertEquals(
        List.of(
            new Requirement(false, "checklists", ">=1.0.0 <2.0.0"),
            new Requirement(true, "payments", "")),
        manifest.requires());
    assertEquals(
        new PluginManifest.Asked(
            List.of("message", "ticket"),
            List.of("ticketNote"),
            List.of("*"),
            List.of("api.example.com", "*.example.org"),
            true,
            false,
            List.of("threads")),
        manifest.asked());
  }

  @Test
  void whatIsNotAskedForIsNotGiven() {
    assertEquals(PluginManifest.Asked.NOTHING, PluginManifests.parse(SOUND).asked());
    assertEquals(List.of("*"), PluginManifests.parse(SOUND + "network=true").asked().network());
  }

  @Test
  void allProblemsAreNamedAtOnce_byField() {
    assertEquals(
        List.of(
            "colour",
            "id",
            "version",
            "sdk",
            "plugin.class",
            "name",
            "description",
            "vendor",
            "requires",
            "reads",
            "events",
            "network",
            "secrets",
            "abilities"),
        faults(
            """
            colour=red
            id=Web Hooks
            version=one
            plugin.class=not a class
            sdk=newest
            requires=Other Plugin
            reads=everything
            events=ticketResolved
            network=https://example.com
            secrets=perhaps
            abilities=root
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "id, x",
    "id, 1abc",
    "id, ABC",
    "version, 1.0",
    "version, v1.0.0",
    "sdk, 1 and 2",
    "requires, webhooks",
    "requires, other@newest",
    "requires, capability:No Good",
    "provides, Payments!",
    "api.packages, com.acme.*",
    "network, exa mple.com",
    "network, -example.com",
    "writes, TicketNote"
  })
  void aWrongValueIsNamed(String field, String value) {
    assertEquals(List.of(field), faults(SOUND + field + "=" + value));
  }

  @Test
  void everyProblemNamesARemedy() {
    PluginRefused refused =
        assertThrows(PluginRefused.class, () -> PluginManifests.parse("id=X\nreads=all"));
    for (Problem problem : refused.problems()) {
      assertEquals("PLUGIN_MANIFEST_INVALID", problem.code());
      assertTrue(problem.message().startsWith(problem.path().getFirst() + ": "));
      assertTrue(problem.message().endsWith("."), problem.message());
    }
    assertFalse(refused.problems().isEmpty());
  }

  @Test
  void whatIsNoPropertiesFileIsRefused() {
    assertThrows(PluginRefused.class, () -> PluginManifests.parse("id=\\u12"));
  }
}
