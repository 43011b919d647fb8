package com.example.parcels;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import org.junit.jupiter.api.Test;

/** What breaks the build of a plugin that is tested as this one is. */
class BrokenPluginsTest {
  private static final String CURIOUS =
      """
      id=curious
      version=1.0.0
      name=Curious
      description=Looks where it must not.
      vendor=Example
      plugin.class=com.example.parcels.BrokenPluginsTest$Curious
      sdk=>=0.1.0 <0.2.0
      """;

  /** Names a class of the desk's own, which the tests' class path has. */
  public static final class Curious implements DeskPlugin {
    Object kernel() {
      return dev.trestle.domain.state.State.class;
    }
  }

  /** The same plugin without one of its descriptions. */
  private static final class Undescribed extends ParcelsContractTest {
    @Override
    protected PluginUnderTest plugin() {
      return PluginUnderTest.ofProject()
          .with("schema.graphqls", text -> text.replace("  \"Its own id.\"\n", ""));
    }

    @Override
    protected void everyElementOfItsSchema_isDescribed() {
      super.everyElementOfItsSchema_isDescribed();
    }
  }

  @Test
  void aFieldWithoutADescription() {
    String refusal =
        assertThrows(AssertionError.class, new Undescribed()::everyElementOfItsSchema_isDescribed)
            .getMessage();
    assertTrue(refusal.contains("Parcel.id"), refusal);
  }

  @Test
  void aClassOfTheDesk() {
    String refusal = refusal(PluginUnderTest.of(CURIOUS, Curious.class));
    assertTrue(refusal.contains("dev.trestle.domain.state.State"), refusal);
    assertTrue(refusal.contains("Curious"), refusal);
  }

  private static String refusal(PluginUnderTest plugin) {
    return assertThrows(AssertionError.class, () -> TestDesk.with(plugin).close()).getMessage();
  }
}
