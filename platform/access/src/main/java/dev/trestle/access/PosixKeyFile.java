package dev.trestle.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key file with the permissions {@code rw-------}, which are set at its birth and demanded. */
public final class PosixKeyFile implements KeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final long SIZE_MAX = 64 * 1024;

  private final Path path;

  public PosixKeyFile(Path path) {
    this.path = path;
  }

  @Override
  public byte @Nullable [] read() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null || !view.readAttributes().isRegularFile()) {
      throw new IOException(path.getFileName() + " has to be a plain file with permissions.");
    }
    Set<PosixFilePermission> extra = EnumSet.copyOf(view.readAttributes().permissions());
    extra.removeAll(OWNER_ONLY);
    if (!extra.isEmpty()) {
      throw new IOException(
          "Others may use " + path.getFileName() + "; run chmod 600 on it and start again.");
    }
    if (Files.size(path) > SIZE_MAX) {
      throw new IOException(path.getFileName() + " is too long for a key file.");
    }
    return Files.readAllBytes(path);
  }

  @Override
  public void write(byte[] content) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
