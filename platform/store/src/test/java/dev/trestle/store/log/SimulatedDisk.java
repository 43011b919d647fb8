package dev.trestle.store.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk that forgets: what was not forced may be lost sector by sector when the power goes, and a
 * failed force loses dirty pages while they still look written. Can run full and fail.
 */
final class SimulatedDisk implements LogFiles {

  private static final int SECTOR = 512;

  /** How many more bytes fit; the write that passes it is a short one. */
  long room = Long.MAX_VALUE;

  /** How many of the next forces fail. */
  int failingForces;

  /** Whether all writes fail. */
  boolean broken;

  private final TreeMap<String, Content> names = new TreeMap<>();
  private TreeMap<String, Content> durableNames = new TreeMap<>();
  private final List<Runnable> unsynced = new ArrayList<>();

  private long operationsToCrash = Long.MAX_VALUE;
  private Random crashing = new Random(0);
  private @Nullable SimulatedDisk captured;

  /** Lets the power go in the middle, after so many changes; {@link #captured} is what remains. */
  synchronized void crashAfter(int operations, Random random) {
    operationsToCrash = operations;
    crashing = random;
    captured = null;
  }

  synchronized @Nullable SimulatedDisk captured() {
    return captured;
  }

  synchronized void fail(long newRoom, int forces, boolean all) {
    room = newRoom;
    failingForces = forces;
    broken = all;
  }

  /** The disk as it may look when the power went just now. */
  synchronized SimulatedDisk crash(Random random) {
    SimulatedDisk after = new SimulatedDisk();
    TreeMap<String, Content> found = new TreeMap<>(durableNames);
    // The file system's journal keeps the order of name changes, so some first part of them
    // happened.
    TreeMap<String, Content> kept = durableNames;
    durableNames = found;
    unsynced.subList(0, random.nextInt(unsynced.size() + 1)).forEach(Runnable::run);
    durableNames = kept;
    found.forEach((name, content) -> after.names.put(name, content.crash(after, random)));
    after.durableNames = new TreeMap<>(after.names);
    return after;
  }

  private void change(Runnable onCurrent, Runnable onDurable) throws IOException {
    check();
    onCurrent.run();
    unsynced.add(onDurable);
  }

  /** The disk as a process finds it that starts after this one was killed: with its page cache. */
  synchronized SimulatedDisk kill() {
    SimulatedDisk after = new SimulatedDisk();
    Map<Content, Content> copies = new IdentityHashMap<>();
    names.forEach((name, content) ->
        after.names.put(name, copies.computeIfAbsent(content, c -> c.copy(after))));
    durableNames.forEach((name, content) ->
        after.durableNames.put(name, copies.computeIfAbsent(content, c -> c.copy(after))));
    after.unsynced.add(() -> after.durableNames = new TreeMap<>(after.names));
    return after;
  }

  private void check() throws IOException {
    if (operationsToCrash-- == 0) {
      captured = crash(crashing);
    }
    if (broken) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized LogFile create(String name) throws IOException {
    Content content = new Content(this);
    change(() -> names.put(name, content), () -> durableNames.put(name, content));
    return content;
  }

  @Override
  public synchronized LogFile open(String name) throws IOException {
    Content content = names.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content;
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    Content content = names.get(from);
    if (content == null) {
      throw new FileNotFoundException(from);
    }
    change(
        () -> {
          names.remove(from);
          names.put(to, content);
        },
        () -> {
          durableNames.remove(from);
          durableNames.put(to, content);
        });
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    change(() -> names.remove(name), () -> durableNames.remove(name));
  }

  @Override
  public synchronized void syncNames() throws IOException {
    check();
    unsynced.forEach(Runnable::run);
    unsynced.clear();
  }

  @Override
  public synchronized long usableBytes() {
    return room;
  }

  @Override
  public String path(String name) {
    return "simulated:" + name;
  }

  private static final class Content implements LogFile {

    private final SimulatedDisk disk;
    private byte[] bytes = new byte[0];
    private byte[] durable = new byte[0];
    private int size;
    private int durableSize;
    private final BitSet dirty = new BitSet();

    Content(SimulatedDisk disk) {
      this.disk = disk;
    }

    Content copy(SimulatedDisk owner) {
      Content after = new Content(owner);
      after.bytes = bytes.clone();
      after.durable = durable.clone();
      after.size = size;
      after.durableSize = durableSize;
      after.dirty.or(dirty);
      return after;
    }

    Content crash(SimulatedDisk owner, Random random) {
      Content after = new Content(owner);
      after.size = random.nextBoolean() ? size : durableSize;
      after.bytes = Arrays.copyOf(durable, after.size);
      for (int sector = dirty.nextSetBit(0); sector >= 0; sector = dirty.nextSetBit(sector + 1)) {
        int from = sector * SECTOR;
        int length = Math.min(SECTOR, Math.min(after.size, bytes.length) - from);
        if (length > 0 && random.nextBoolean()) {
          System.arraycopy(bytes, from, after.bytes, from, length);
        }
      }
      after.durable = after.bytes.clone();
      after.durableSize = after.size;
      return after;
    }

    @Override
    public long size() {
      synchronized (disk) {
        return size;
      }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      synchronized (disk) {
        disk.check();
        int at = Math.toIntExact(position);
        int length = (int) Math.min(source.remaining(), disk.room);
        reserve(at + length);
        source.get(bytes, at, length);
        size = Math.max(size, at + length);
        if (length > 0) {
          dirty.set(at / SECTOR, (at + length - 1) / SECTOR + 1);
        }
        if (disk.room != Long.MAX_VALUE) {
          disk.room -= length;
        }
        if (source.hasRemaining()) {
          throw new IOException("No space left on device");
        }
      }
    }

    @Override
    public void resize(long length) throws IOException {
      synchronized (disk) {
        disk.check();
        int wanted = Math.toIntExact(length);
        reserve(wanted);
        if (wanted < size) {
          Arrays.fill(bytes, wanted, size, (byte) 0);
          dirty.set(wanted / SECTOR, (size - 1) / SECTOR + 1);
        }
        size = wanted;
      }
    }

    private void reserve(int length) {
      if (length > bytes.length) {
        bytes = Arrays.copyOf(bytes, length);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (disk) {
        disk.check();
        if (disk.failingForces > 0) {
          disk.failingForces--;
          // The pages count as written from now on, though nothing reached the disk.
          dirty.clear();
          throw new IOException("Input/output error");
        }
        durable = Arrays.copyOf(durable, bytes.length);
        for (int s = dirty.nextSetBit(0); s >= 0; s = dirty.nextSetBit(s + 1)) {
          int length = Math.min(SECTOR, bytes.length - s * SECTOR);
          System.arraycopy(bytes, s * SECTOR, durable, s * SECTOR, length);
        }
        durableSize = size;
        dirty.clear();
      }
    }

    @Override
    public MemorySegment view() {
      synchronized (disk) {
        return MemorySegment.ofArray(bytes).asSlice(0, size).asReadOnly();
      }
    }

    @Override
    public void close() {}
  }
}
