package dev.trestle.plugins.email.read;

/** What a message is, as far as an answer to it is concerned. */
public enum MailKind {
  /** Somebody wrote it; it may be answered. */
  PERSONAL,
  /** A program answered, for instance that a message has arrived. */
  AUTO_REPLY,
  /** Somebody is away. */
  VACATION,
  /** It went to many: a list, a newsletter, a notification. */
  BULK,
  /** A mail system tells what became of a message. */
  DELIVERY_REPORT,
  /** A recipient's program tells that a message was shown or deleted. */
  READ_RECEIPT,
  /** A provider passes on that a recipient complained about a message. */
  COMPLAINT,
  /** This desk sent it. */
  OWN_LOOP;

  /** Whether an automatic answer may go out: only to what a person wrote. */
  public boolean mayBeAnswered() {
    return this == PERSONAL;
  }
}
