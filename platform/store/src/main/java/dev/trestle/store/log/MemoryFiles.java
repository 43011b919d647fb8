package dev.trestle.store.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Files as byte arrays, which can be told to refuse writing. */
final class MemoryFiles implements LogFiles {

  private final TreeMap<String, MemoryFile> files = new TreeMap<>();
  private volatile @Nullable String refusal;

  /** From now on every write and force fails with this message; null lets them work again. */
  void refuse(@Nullable String message) {
    refusal = message;
  }

  private void check() throws IOException {
    String message = refusal;
    if (message != null) {
      throw new IOException(message);
    }
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized LogFile create(String name) throws IOException {
    check();
    MemoryFile file = new MemoryFile();
    files.put(name, file);
    return file;
  }

  @Override
  public synchronized LogFile open(String name) throws IOException {
    MemoryFile file = files.get(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    check();
    MemoryFile file = files.remove(from);
    if (file == null) {
      throw new FileNotFoundException(from);
    }
    files.put(to, file);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    check();
    files.remove(name);
  }

  @Override
  public void syncNames() throws IOException {
    check();
  }

  @Override
  public long usableBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public String path(String name) {
    return "memory:" + name;
  }

  private final class MemoryFile implements LogFile {

    private byte[] bytes = new byte[0];
    private int size;

    @Override
    public synchronized long size() {
      return size;
    }

    @Override
    public synchronized void write(ByteBuffer source, long position) throws IOException {
      check();
      int at = Math.toIntExact(position);
      reserve(at + source.remaining());
      int length = source.remaining();
      source.get(bytes, at, length);
      size = Math.max(size, at + length);
    }

    @Override
    public synchronized void resize(long length) throws IOException {
      check();
      int wanted = Math.toIntExact(length);
      reserve(wanted);
      if (wanted < size) {
        Arrays.fill(bytes, wanted, size, (byte) 0);
      }
      size = wanted;
    }

    // Views share the array, so it is replaced only while the file still grows to its full size,
    // which the log does before it takes a view.
    private void reserve(int length) {
      if (length > bytes.length) {
        bytes = Arrays.copyOf(bytes, length);
      }
    }

    @Override
    public void force() throws IOException {
      check();
    }

    @Override
    public synchronized MemorySegment view() {
      return MemorySegment.ofArray(bytes).asSlice(0, size).asReadOnly();
    }

    @Override
    public void close() {}
  }
}
