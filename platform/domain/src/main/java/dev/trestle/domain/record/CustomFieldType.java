package dev.trestle.domain.record;

/** What a custom field holds. */
public enum CustomFieldType {
  /** Any text. */
  TEXT,
  /** A whole number of at most 64 bits. */
  INTEGER,
  /** A decimal number, kept exactly. */
  DECIMAL,
  BOOLEAN,
  /** A calendar day without a zone. */
  DATE,
  /** An instant. */
  DATE_TIME,
  /** One of the field's options. */
  CHOICE,
  /** Any number of the field's options. */
  MULTI_CHOICE
}
