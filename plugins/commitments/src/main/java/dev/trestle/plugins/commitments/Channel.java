package dev.trestle.plugins.commitments;

/** How a customer heard of something. */
enum Channel {
  COMMENT,
  EMAIL,
  PHONE,
  CHAT,
  IN_PERSON,
  OTHER
}
