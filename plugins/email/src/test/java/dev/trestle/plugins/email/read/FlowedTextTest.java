package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FlowedTextTest {
  private static String read(String parameters, String text) {
    return new MailReader(Own.nobody())
        .read(
            MailSource.of(
                Families.bytes(
                    "From: a@b.example\nContent-Type: text/plain; charset=utf-8"
                        + parameters
                        + "\n\n"
                        + text)))
        .text()
        .readable();
  }

  @Test
  void joinsTheLinesOfAParagraph() {
    assertEquals(
        "One long line.\nAnother.\n", read("; format=flowed", "One \nlong \nline.\nAnother.\n"));
    assertEquals("One \nlong line.\n", read("", "One \nlong line.\n"));
  }

  @Test
  void joinsWords_whereTheBlankIsNoneOfTheText() {
    assertEquals("東京都港区\n", read("; format=flowed; delsp=yes", "東京都 \n港区\n"));
  }

  @Test
  void joinsQuotesOfOneDepthOnly() {
    assertEquals(
        "> What did you do? \n>> Nothing.\nI see.\n",
        read("; format=flowed", "> What did \n> you do? \n>> Nothing.\nI see.\n"));
  }

  @Test
  void takesAwayTheBlankThatProtectsALine() {
    assertEquals("From here\n> no quote\n", read("; format=flowed", " From here\n > no quote\n"));
  }

  @Test
  void leavesTheLineAboveASignatureAlone() {
    assertEquals("Bye\n-- \nCarl\n", read("; format=flowed", "Bye\n-- \nCarl\n"));
    assertEquals("It goes on \n-- \nCarl\n", read("; format=flowed", "It goes on \n-- \nCarl\n"));
  }
}
