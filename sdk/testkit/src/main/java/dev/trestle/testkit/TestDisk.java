package dev.trestle.testkit;

import dev.trestle.store.blobs.BlobDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The disk that the desk's files lie on: full when the test says so. */
public final class TestDisk {
  private volatile boolean full;

  TestDisk() {}

  /** Lets the disk be full from now on, or have room again. */
  public void full(boolean now) {
    full = now;
  }

  private void needRoom() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }

  BlobDisk asBlobDisk() {
    return new BlobDisk() {
      @Override
      public FileChannel create(Path file) throws IOException {
        return REAL.create(file);
      }

      @Override
      public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        needRoom();
        REAL.write(channel, bytes);
      }

      @Override
      public void force(FileChannel channel) throws IOException {
        REAL.force(channel);
      }

      @Override
      public void link(Path name, Path file) throws IOException {
        REAL.link(name, file);
      }

      @Override
      public void rename(Path from, Path to) throws IOException {
        REAL.rename(from, to);
      }

      @Override
      public void forceDirectory(Path directory) throws IOException {
        REAL.forceDirectory(directory);
      }
    };
  }
}
