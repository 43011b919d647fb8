package dev.trestle.plugins.tests.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/plugins/email.md} shows, for the tests that hold it to that. */
public final class EmailPage {
  private static final Path PAGE = Path.of("../../docs/plugins/email.md");

  private EmailPage() {}

  /** The block of this name, as it stands on the page. */
  public static String block(String name, String language) throws IOException {
    Matcher block =
        Pattern.compile(
                "<!-- mail: " + name + " -->\\s*```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    if (!block.find()) {
      throw new AssertionError("the page tells nothing called " + name);
    }
    return block.group(1);
  }
}
