package dev.trestle.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LauncherTest {

  @Test
  void readsTheFeatureNumber_inOldAndNewSpelling() {
    assertEquals(8, Launcher.feature("1.8"));
    assertEquals(11, Launcher.feature("11"));
    assertEquals(25, Launcher.feature("25"));
    assertEquals(26, Launcher.feature("26.1"));
    assertEquals(0, Launcher.feature("unknown"));
  }

  @Test
  void refusesAnOldJava_inOneSentenceThatSaysWhatToDo() {
    String sentence = Launcher.refusal("17", "/opt/java-17");
    assertTrue(sentence.contains("needs Java 25"), sentence);
    assertTrue(sentence.contains("Java 17 from /opt/java-17"), sentence);
    assertFalse(sentence.contains("\n"), sentence);
  }

  @Test
  void isCompiledForJava8_soThatAnOldJavaCanLoadIt() throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
      assertEquals(0xCAFEBABE, in.readInt());
      in.readUnsignedShort();
      assertEquals(52, in.readUnsignedShort());
    }
  }
}
