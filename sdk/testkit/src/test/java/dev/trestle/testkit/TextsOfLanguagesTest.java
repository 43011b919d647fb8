package dev.trestle.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsOfLanguagesTest {
  private static final PluginUnderTest SPEAKER =
      PluginUnderTest.of("id=speaker\nversion=1.0.0\n")
          .with("texts/en.properties", none -> "late=Late by {0}.\nbye=Bye.\n");

  @Test
  void theContractHolds_whenEveryLanguageSaysTheSame() {
    Contract contract = german("bye=Ade.\nlate=Um {0} zu spät.\n");
    assertDoesNotThrow(contract::everyLanguage_saysAllThatEnglishSays_withTheSameBlanks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bye=Ade.\n", "bye=Ade.\nlate=Um {1} zu spät.\n", ""})
  void theContractFails_whenALanguageLacksATextOrABlank(String texts) {
    Contract contract = german(texts);
    assertThrows(
        AssertionError.class, contract::everyLanguage_saysAllThatEnglishSays_withTheSameBlanks);
  }

  private static Contract german(String texts) {
    return new Contract(SPEAKER.with("texts/de.properties", none -> texts));
  }

  private static final class Contract extends PluginContract {
    private final PluginUnderTest plugin;

    Contract(PluginUnderTest plugin) {
      this.plugin = plugin;
    }

    @Override
    protected PluginUnderTest plugin() {
      return plugin;
    }

    @Override
    protected void use(TestDesk desk) {}

    @Override
    protected String look() {
      return "{ viewer { __typename } }";
    }

    @Override
    protected Repeatable repeatable(TestDesk desk) {
      return new Repeatable("nothing", Map.of());
    }
  }
}
