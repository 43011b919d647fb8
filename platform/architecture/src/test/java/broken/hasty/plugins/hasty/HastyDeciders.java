package broken.hasty.plugins.hasty;

import java.nio.file.Files;
import java.nio.file.Path;

/** Decides by what is on the disk. */
final class HastyDeciders {
  boolean decide(String path) {
    return Files.exists(Path.of(path));
  }
}
