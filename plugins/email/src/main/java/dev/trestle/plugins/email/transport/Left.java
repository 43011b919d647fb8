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

  /** Takes a message. */
  @FunctionalInterface
  interface Taking {
    void take() throws IntakeBusy;
  }

  /** Whether a message was taken. */
  boolean takes(Taking taking) {
    try {
      taking.take();
      inARow = 0;
      return true;
    } catch (IntakeBusy refused) {
      busy = refused;
    } catch (RuntimeException unexpected) {
      stumbled = unexpected;
    }
    inARow++;
    return false;
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
