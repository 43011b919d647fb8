package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.host.PluginPackage;
import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.checklists.ChecklistsPlugin;
import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.plugins.reminders.RemindersPlugin;
import dev.trestle.plugins.webhooks.WebhooksPlugin;
import dev.trestle.testkit.PluginUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  /** Our own plugins get by without any ability that vendors' plugins lack. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        CalendarsPlugin.class,
        ChecklistsPlugin.class,
        RemindersPlugin.class,
        WebhooksPlugin.class
      })
  void theHostAdmitsOurPluginsThroughTheDoorForAll(Class<?> plugin) {
    PluginPackage admitted = PluginPackage.of(PluginUnderTest.of(plugin).jar());
    assertEquals(plugin.getName(), admitted.manifest().pluginClass());
    assertEquals(List.of(), admitted.manifest().asked().abilities());
  }

  /**
   * Its libraries keep buffers with threads and name addresses; what asks for more was left out.
   */
  @Test
  void theHostAdmitsThePluginForMail_withThreadsAndSocketsOnly() {
    PluginPackage admitted = PluginPackage.of(PluginUnderTest.of(EmailPlugin.class).jar());
    assertEquals(List.of("sockets", "threads"), admitted.manifest().asked().abilities());
  }
}
