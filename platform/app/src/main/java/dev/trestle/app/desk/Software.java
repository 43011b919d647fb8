package dev.trestle.app.desk;

import java.util.Objects;

/** What is running. */
public final class Software {
  private Software() {}

  /** The version in the jar's manifest, or {@code development} outside the jar. */
  public static String version() {
    return Objects.requireNonNullElse(
        Software.class.getPackage().getImplementationVersion(), "development");
  }
}
