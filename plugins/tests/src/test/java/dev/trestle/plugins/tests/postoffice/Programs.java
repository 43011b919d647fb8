package dev.trestle.plugins.tests.postoffice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The servers' programs, as Debian's packages lay them. */
final class Programs {
  static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
  static final Path POSTFIX = Path.of("/usr/sbin/postfix");
  static final Path POSTFIX_DAEMONS = Path.of("/usr/lib/postfix/sbin");

  private static final List<Path> NEEDED =
      List.of(
          DOVECOT,
          Path.of("/usr/lib/dovecot/imap"),
          Path.of("/usr/lib/dovecot/pop3"),
          Path.of("/usr/lib/dovecot/lmtp"),
          POSTFIX,
          POSTFIX_DAEMONS.resolve("master"),
          Path.of("/usr/bin/openssl"),
          Path.of("/usr/bin/setsid"));

  private Programs() {}

  /**
   * Skips the test with a printed reason where the servers cannot be run, and fails it where {@code
   * trestle.mail.required} says that they must.
   */
  static void required() {
    String reason = whatIsMissing();
    if (reason.isEmpty()) {
      return;
    }
    String told = reason + " `.ci/mail` installs what is needed, and runs these tests.";
    if (Boolean.getBoolean("trestle.mail.required")) {
      throw new AssertionError(told);
    }
    System.out.println("Skipped: " + told);
    Assumptions.abort(told);
  }

  private static String whatIsMissing() {
    for (Path each : NEEDED) {
      if (!Files.isExecutable(each)) {
        return "There is no " + each + " on this machine.";
      }
    }
    return "root".equals(System.getProperty("user.name")) ? "" : "Postfix is started by root only.";
  }
}
