package dev.trestle.app.browser;

import dev.trestle.testdata.Program;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The browser in which pages are looked at. */
final class Chromium {
  private Chromium() {}

  /** Where it is. Without it the test is skipped, and says so, except where CI=true. */
  static Path path() {
    return Stream.of("chromium", "chromium-browser")
        .flatMap(name -> Program.onPath(name).stream())
        .findFirst()
        .orElseThrow(() -> Program.missing("a Chromium is needed to look at the pages"));
  }
}
