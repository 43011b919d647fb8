package dev.trestle.plugins.shelves;

/** One more. */
public final class ThirdShelf extends Shelves {
  public ThirdShelf() {
    super("third");
  }
}
