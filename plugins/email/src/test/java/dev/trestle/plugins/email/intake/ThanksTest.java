package dev.trestle.plugins.email.intake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThanksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks!",
        "Thank you very much, it works now.",
        "Vielen Dank für die schnelle Hilfe!\nMit freundlichen Grüßen",
        "Merci beaucoup pour votre aide",
        "Muchas gracias",
        "Grazie mille",
        "Dziękuję bardzo",
        "ありがとうございます"
      })
  void tellsThanks(String text) {
    assertTrue(Thanks.is(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "It works.",
        "Thanks, but it still does not work.",
        "Thanks. Can you also look at the mouse?",
        "Danke, geht nicht.",
        "Danke, aber der Drucker brennt",
        "Thanks, please call me at 030 123456",
        "No thanks",
        "Thanks for nothing"
      })
  void missesNothingElse(String text) {
    assertFalse(Thanks.is(text));
  }
}
