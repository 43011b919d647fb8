package dev.trestle.plugins.commitments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void germanSaysAllThatEnglishSays() throws IOException {
    Properties english = texts("en");
    assertFalse(english.isEmpty());
    assertEquals(english.stringPropertyNames(), texts("de").stringPropertyNames());
  }

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            CommitmentsPlugin.class.getResourceAsStream("/texts/" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }
}
