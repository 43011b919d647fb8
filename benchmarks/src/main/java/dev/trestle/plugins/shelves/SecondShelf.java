package dev.trestle.plugins.shelves;

/** One more. */
public final class SecondShelf extends Shelves {
  public SecondShelf() {
    super("second");
  }
}
