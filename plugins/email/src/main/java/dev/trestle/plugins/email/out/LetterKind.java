package dev.trestle.plugins.email.out;

/** What a letter is for; each kind has a text of its own. */
enum LetterKind {
  /** A message has arrived: its number, who has it, and when the next word comes. */
  ACKNOWLEDGEMENT,
  /** Somebody of the staff has written. */
  REPLY,
  /** The work is done. */
  RESOLUTION,
  /** What is put under a resolution to ask how it was; nothing unless somebody gives it a text. */
  SURVEY,
  /** The desk itself or a plugin has written. */
  NOTICE;

  /** Whether a letter of this kind is nothing without the words it carries. */
  boolean carriesWords() {
    return this == REPLY || this == NOTICE;
  }

  /** By what the texts of the plugin are called. */
  String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
