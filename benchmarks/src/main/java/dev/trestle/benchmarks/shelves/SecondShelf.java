package dev.trestle.benchmarks.shelves;

/** One more. */
public final class SecondShelf extends Shelves {
  public SecondShelf() {
    super("second");
  }
}
