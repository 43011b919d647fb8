package dev.trestle.store.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk that notes what was asked of it and fails where a test wants it to. */
final class FaultyDisk implements BlobDisk {
  final List<String> calls = new ArrayList<>();
  private String failing = "";
  private String message = "";

  void failAt(String step, String message) {
    this.failing = step;
    this.message = message;
  }

  void heal() {
    failing = "";
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    check("create");
    return REAL.create(file);
  }

  @Override
  public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    check("write");
    REAL.write(channel, bytes);
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    note("force");
    REAL.force(channel);
  }

  @Override
  public void link(Path name, Path file) throws IOException {
    check("link");
    REAL.link(name, file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    note("rename");
    REAL.rename(from, to);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    note("force directory");
    REAL.forceDirectory(directory);
  }

  private void note(String step) throws IOException {
    calls.add(step);
    check(step);
  }

  private void check(String step) throws IOException {
    if (failing.equals(step)) {
      throw new IOException(message);
    }
  }
}
