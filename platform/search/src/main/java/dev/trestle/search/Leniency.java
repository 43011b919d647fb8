package dev.trestle.search;

/** How closely texts must match. A search goes on to the next only when one finds nothing. */
enum Leniency {
  /** All words, in any of their forms. */
  EXACT,
  /** All words, mistyped or not. */
  MISTYPED,
  /** Some of the words. */
  SOME_WORDS
}
