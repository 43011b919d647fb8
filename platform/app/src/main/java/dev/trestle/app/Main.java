package dev.trestle.app;

import dev.trestle.app.cli.TrestleCommand;

/** Where the one jar starts. */
public final class Main {
  private Main() {}

  /**
   * Runs one command.
   *
   * @param args the command and its flags
   */
  public static void main(String[] args) {
    System.exit(TrestleCommand.run(args));
  }
}
