package dev.trestle.plugins.tests.reference;

/** Why a tick of a cycle counts or does not, the first that fits. */
enum Why {
  ENDED,
  MERGED,
  NO_TARGET,
  CATEGORY,
  CLOSED,
  COUNTED;

  /** Whether the ticket's category belongs to the reason. */
  boolean namesTheCategory() {
    return this == CATEGORY || this == COUNTED;
  }
}
