package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.IntakeBusy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What was left on the server, because it could not be taken: it is tried again later. Others do
 * not wait for a message that has something of its own, but when nothing can be taken, nothing is
 * tried.
 */
final class Left {
  private static final int IN_A_ROW_MAX = 3;

  private int inARow;
  private @Nullable IntakeBusy busy;
  private @Nullable RuntimeException stumbled;

  /** What became of a message. */
  enum Fate {
    /** The server may forget it. */
    TAKEN,
    /** It was taken, but only the server has all of it. */
    IN_PART,
    LEFT
  }

  /** Takes a message; whether all of it. */
  @FunctionalInterface
  interface Taking {
    boolean take() throws IntakeBusy;
  }

  Fate tries(Taking taking) {
    try {
      boolean whole = taking.take();
      inARow = 0;
      return whole ? Fate.TAKEN : Fate.IN_PART;
    } catch (IntakeBusy refused) {
      busy = refused;
    } catch (RuntimeException unexpected) {
      stumbled = unexpected;
    }
    inARow++;
    return Fate.LEFT;
  }

  boolean any() {
    return busy != null || stumbled != null;
  }

  boolean tooMany() {
    return inARow >= IN_A_ROW_MAX;
  }

  /** Says why something was left. */
  void tell() throws IOException, IntakeBusy {
    if (stumbled != null) {
      throw new IOException("a message cannot be taken: " + stumbled, stumbled);
    }
    if (busy != null) {
      throw busy;
    }
  }
}
