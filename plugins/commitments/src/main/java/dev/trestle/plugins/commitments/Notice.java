package dev.trestle.plugins.commitments;

/** What the customer knew when a promised time passed. */
enum Notice {
  /** Was told a new time before. */
  TOLD,
  /** Was not told, because somebody who may has said before that it is not needed. */
  WAIVED,
  /** Was not told. */
  NONE
}
