package dev.trestle.app.operate;

import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.app.progress.Progress;
import dev.trestle.store.blobs.Blob;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.blobs.BlobUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies uploaded files and the key file, durably and checked. */
final class FileCopies {
  private static final int PART_BYTES = 1 << 16;
  private static final int NAME_LENGTH = 64;

  private FileCopies() {}

  /**
   * Copies every file under its content's name.
   *
   * @return how many
   */
  static long files(Path from, Path to, Progress progress) throws IOException {
    BlobStore target = BlobStore.open(to, Long.MAX_VALUE);
    List<Path> sources = blobs(from);
    byte[] part = new byte[PART_BYTES];
    for (int i = 0; i < sources.size(); i++) {
      String name = sources.get(i).getFileName().toString();
      Blob copied;
      try (InputStream in = Files.newInputStream(sources.get(i));
          BlobUpload upload = target.begin()) {
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
          upload.write(part, 0, read);
        }
        copied = upload.finish();
      }
      if (!copied.sha256().equals(name)) {
        throw new OperatorProblem(
            "The uploaded file "
                + sources.get(i)
                + " is damaged, so the copy is not complete. Put it back from an earlier backup.");
      }
      progress.at(i + 1L, sources.size());
    }
    return sources.size();
  }

  // Walked without BlobStore.open, which would drop the uploads that a running desk is receiving.
  private static List<Path> blobs(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root, 3)) {
      all.filter(path -> root.relativize(path).getNameCount() == 3)
          .filter(path -> path.getFileName().toString().length() == NAME_LENGTH)
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  /** Copies the key file with its permissions, where there is one. */
  static void keyFile(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from)) {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      try (FileChannel channel = FileChannel.open(to, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
