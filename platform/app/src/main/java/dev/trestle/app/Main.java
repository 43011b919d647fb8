package dev.trestle.app;

import dev.trestle.app.cli.TrestleCommand;
import dev.trestle.app.logging.Logging;
import dev.trestle.app.start.QuickStart;

/** Where the one jar starts. */
public final class Main {
  private Main() {}

  /**
   * Runs one command.
   *
   * @param args the command and its flags
   */
  public static void main(String[] args) {
    QuickStart.inPlace();
    Logging.setUp(System.getenv(), System.console() != null && System.console().isTerminal());
    System.exit(TrestleCommand.run(args));
  }
}
