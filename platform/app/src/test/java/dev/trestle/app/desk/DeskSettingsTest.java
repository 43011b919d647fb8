package dev.trestle.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trestle.access.AccessSettings;
import dev.trestle.access.PasswordHasher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskSettingsTest {

  @Test
  void namesTheDataFolderAsAWholePath_howeverItWasGiven() {
    Path here = Path.of("").toAbsolutePath();
    for (String given : new String[] {"data", "./data", "x/../data", here + "/./data"}) {
      assertEquals(
          here.resolve("data"), DeskSettings.read(Map.of("data", given), Map.of(), null).data());
    }
    assertEquals(here, DeskSettings.read(Map.of("data", "."), Map.of(), null).data());
  }

  @Test
  void letsNobodyMakeHashesCheap_orOneTimePasswordsEternal() {
    Map<String, String> flags = Map.of("password.once", "PT2H", "password.hashing", "64");
    AccessSettings access = DeskSettings.read(flags, Map.of(), null).access();
    assertEquals(Duration.ofHours(2), access.oneTimePasswordLifetime());
    assertEquals(PasswordHasher.Parameters.OWASP, access.passwordHashing());
    assertEquals(
        Duration.ofDays(7),
        DeskSettings.read(Map.of(), Map.of(), null).access().oneTimePasswordLifetime());
    for (String odd : new String[] {"PT0S", "-PT1H", "P400D"}) {
      DeskSettings settings = DeskSettings.read(Map.of("password.once", odd), Map.of(), null);
      assertThrows(IllegalArgumentException.class, settings::access, odd);
    }
  }
}
