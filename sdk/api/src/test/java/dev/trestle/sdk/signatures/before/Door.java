package dev.trestle.sdk.signatures.before;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What authors build on. */
public interface Door {
  List<String> names(int max);

  @Nullable String keyhole();

  /** How far it is open. */
  enum Gap {
    SHUT,
    OPEN
  }

  /** Its measures. */
  record Size(int width, int height) {}
}
