package dev.trestle.domain.record;

/** Which records a custom field stands on. */
public enum CustomFieldTarget {
  TICKET,
  COMPANY,
  CONTACT
}
