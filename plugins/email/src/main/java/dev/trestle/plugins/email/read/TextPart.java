package dev.trestle.plugins.email.read;

/**
 * A stretch of a message's text. The parts of a text, joined in their order, are the whole text.
 *
 * @param text as it stands, with the ends of its lines
 */
public record TextPart(Kind kind, String text) {
  /** Why a stretch is shown or folded. */
  public enum Kind {
    /** What the sender wrote in this message. */
    WRITTEN,
    /** Regards and a name under them; it stays visible. */
    CLOSING,
    /** The sender's closing block, or a line that a program added. */
    SIGNATURE,
    /** Earlier messages that the mail program repeated. */
    QUOTED
  }

  /** Whether a reader first sees a note that something is folded there. */
  public boolean isFolded() {
    return kind == Kind.SIGNATURE || kind == Kind.QUOTED;
  }
}
