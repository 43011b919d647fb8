package dev.trestle.store.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Files in a real directory. */
final class DiskFiles implements LogFiles {

  private final Path directory;

  DiskFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public LogFile create(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
    return new DiskFile(new RandomAccessFile(directory.resolve(name).toFile(), "rw"));
  }

  @Override
  public LogFile open(String name) throws IOException {
    Path path = directory.resolve(name);
    // Backups may lie on read-only media, and "rw" would create a missing file.
    String mode = Files.isWritable(path) ? "rw" : "r";
    return new DiskFile(new RandomAccessFile(path.toFile(), mode));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        directory.resolve(from),
        directory.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void syncNames() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  @Override
  public String path(String name) {
    return directory.resolve(name).toString();
  }

  private record DiskFile(RandomAccessFile file) implements LogFile {

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += file.getChannel().write(bytes, at);
      }
    }

    @Override
    public void resize(long size) throws IOException {
      file.setLength(size);
    }

    @Override
    public void force() throws IOException {
      file.getChannel().force(false);
    }

    @Override
    public MemorySegment view() throws IOException {
      // An automatic arena: a reader in mid-copy can never see its pages unmapped.
      return file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length(), Arena.ofAuto());
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
