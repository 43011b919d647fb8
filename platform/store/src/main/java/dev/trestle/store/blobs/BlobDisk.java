package dev.trestle.store.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The few disk operations a blob store needs, so that tests can make each of them fail. */
public interface BlobDisk {

  FileChannel create(Path file) throws IOException;

  void write(FileChannel channel, ByteBuffer bytes) throws IOException;

  void force(FileChannel channel) throws IOException;

  /**
   * Gives a file a second name. Where the file system knows no such names, an empty file has it:
   * those cost a hundred times as much where as many were removed just before.
   */
  void link(Path name, Path file) throws IOException;

  /** Gives a finished file its name in one step. */
  void rename(Path from, Path to) throws IOException;

  /** Makes a name in a directory survive a power loss. */
  void forceDirectory(Path directory) throws IOException;

  /** The operating system's disk. */
  BlobDisk REAL =
      new BlobDisk() {
        @Override
        public FileChannel create(Path file) throws IOException {
          return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        }

        @Override
        public void force(FileChannel channel) throws IOException {
          channel.force(true);
        }

        @Override
        public void link(Path name, Path file) throws IOException {
          try {
            Files.createLink(name, file);
          } catch (UnsupportedOperationException | FileSystemException refused) {
            // A disk that is full or fails says so here as well.
            create(name).close();
          }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
          try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
          } catch (AtomicMoveNotSupportedException refused) {
            throw new IOException("the blob directory cannot rename files in one step", refused);
          }
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
          try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
          }
        }
      };
}
