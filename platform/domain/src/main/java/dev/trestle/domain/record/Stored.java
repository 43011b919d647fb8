package dev.trestle.domain.record;

import java.util.UUID;

/** A record that lives in a table of the desk's state. */
public interface Stored {
  UUID id();

  /** 1 at creation, one more with every change; what {@code expectedVersion} is compared with. */
  int version();
}
