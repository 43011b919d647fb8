package dev.trestle.app.desk;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works on this data folder. */
public final class DataFolderTaken extends IOException {
  private static final long serialVersionUID = 1L;

  DataFolderTaken(Path root) {
    super(
        "Another Trestle process is using the data folder "
            + root
            + ". Stop it first, or choose another folder with --data.");
  }
}
