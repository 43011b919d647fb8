package dev.trestle.benchmarks.shelves;

/** One more. */
public final class ThirdShelf extends Shelves {
  public ThirdShelf() {
    super("third");
  }
}
