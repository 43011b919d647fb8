package dev.trestle.sdk.signatures.after;

import java.util.List;

/** The same with a changed parameter, a null less, a constant more and components turned round. */
public interface Door {
  List<String> names(long max);

  String keyhole();

  /** How far it is open. */
  enum Gap {
    SHUT,
    AJAR,
    OPEN
  }

  /** Its measures. */
  record Size(int height, int width) {}
}
