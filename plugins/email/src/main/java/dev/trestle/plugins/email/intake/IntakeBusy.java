package dev.trestle.plugins.email.intake;

/** The desk cannot take a message now: its server keeps it, and it is brought again later. */
public final class IntakeBusy extends Exception {
  private static final long serialVersionUID = 1L;

  public IntakeBusy(String reason) {
    super(reason);
  }

  public IntakeBusy(String reason, Throwable cause) {
    super(reason, cause);
  }
}
