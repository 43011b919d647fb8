package dev.trestle.host.code;

import dev.trestle.host.archive.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Tells one way of judging and weaving from every other: by the rules, by the code that applies
 * them and the code that is woven in, and by the release of Java whose classes they look up.
 */
public final class CodeEdition {
  /** The files that decide; beside this class, or beside the pulse. */
  static final List<String> PARTS =
      List.of(
          "code/Admission.class",
          "code/Ancestors.class",
          "code/CodeRules$Closed.class",
          "code/CodeRules$Members.class",
          "code/CodeRules$Some.class",
          "code/CodeRules$Table.class",
          "code/CodeRules.class",
          "code/PlatformCalls.class",
          "code/Weaver$1.class",
          "code/Weaver$Body.class",
          "code/Weaver$Initializer.class",
          "code/Weaver.class",
          "code/rules.txt",
          "watch/Pulse.class",
          "watch/Tamed.class");

  private CodeEdition() {}

  /** The edition of this desk, as the SHA-256 of all parts, in hexadecimal. */
  public static String current() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(Runtime.version().feature());
    try {
      for (String part : PARTS) {
        try (InputStream in = CodeEdition.class.getResourceAsStream("/dev/trestle/host/" + part)) {
          if (in == null) {
            throw new IllegalStateException("the desk's own code lacks " + part);
          }
          in.transferTo(all);
        }
      }
      return Sha256.of(all.toByteArray());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The desk's own code cannot be read.", unreadable);
    }
  }
}
