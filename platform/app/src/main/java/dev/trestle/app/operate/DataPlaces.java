package dev.trestle.app.operate;

import dev.trestle.app.problem.OperatorProblem;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in a data folder or a backup of one, which is laid out alike. */
record DataPlaces(Path root) {
  /** The places in a folder that holds a desk or a backup. */
  static DataPlaces existing(Path root) throws OperatorProblem {
    DataPlaces places = new DataPlaces(root);
    if (!Files.isDirectory(places.log())) {
      throw new OperatorProblem(
          root + " holds no desk and no backup: there is no folder " + places.log() + ".");
    }
    return places;
  }

  Path log() {
    return root.resolve("log");
  }

  Path graph() {
    return root.resolve("graph");
  }

  Path index() {
    return root.resolve("index");
  }

  Path files() {
    return root.resolve("files");
  }

  Path keyFile() {
    return root.resolve("secret.key");
  }
}
