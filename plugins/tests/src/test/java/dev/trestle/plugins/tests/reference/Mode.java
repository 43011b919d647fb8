package dev.trestle.plugins.tests.reference;

/** What becomes of a running cycle when something about its promise changes. */
enum Mode {
  CONTINUE,
  RESTART,
  RECOMPUTE,
  APPLY_TO_NEW
}
