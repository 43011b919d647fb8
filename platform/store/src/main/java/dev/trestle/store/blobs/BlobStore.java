package dev.trestle.store.blobs;

import dev.trestle.store.blobs.BlobRefused.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Blobs under {@code root/ab/cd/<sha256>}. A blob appears under its name only after its bytes, its
 * name and the directories above it were forced to disk, so a commit may name it at once.
 */
public final class BlobStore {
  private static final String INCOMING = "incoming";
  private static final String LOOSE = "loose";

  private final Path root;
  private final Path incoming;
  private final Path loose;
  private final long sizeMax;
  private final BlobDisk disk;
  private final AtomicLong uploads = new AtomicLong();

  /** Folders whose names this process has forced to disk, by the digits that they stand for. */
  private final BitSet outerForced = new BitSet(1 << 8);

  private final BitSet innerForced = new BitSet(1 << 16);

  private BlobStore(Path root, long sizeMax, BlobDisk disk) {
    this.root = root;
    this.incoming = root.resolve(INCOMING);
    this.loose = root.resolve(LOOSE);
    this.sizeMax = sizeMax;
    this.disk = disk;
  }

  /**
   * Opens the store and drops what unfinished uploads of an earlier process left behind. One
   * process per directory: the desk's own lock keeps a second one out.
   *
   * @param sizeMax the most bytes one blob may have
   */
  public static BlobStore open(Path root, long sizeMax) {
    return open(root, sizeMax, BlobDisk.REAL);
  }

  /** The same on another disk, such as one that is full when a test says so. */
  public static BlobStore open(Path root, long sizeMax, BlobDisk disk) {
    BlobStore store = new BlobStore(root, sizeMax, disk);
    try {
      Files.createDirectories(store.incoming);
      Files.createDirectories(store.loose);
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(store.incoming)) {
        for (Path leftover : leftovers) {
          Files.delete(leftover);
        }
      }
      disk.forceDirectory(root);
      return store;
    } catch (IOException failed) {
      throw refused("The blob directory " + root + " cannot be opened.", failed);
    }
  }

  /** Starts taking in a blob whose name is not known yet. */
  public BlobUpload begin() {
    Path file = incoming.resolve("upload-" + uploads.incrementAndGet());
    try {
      return new BlobUpload(this, file, disk.create(file));
    } catch (IOException failed) {
      throw refused("A new blob cannot be started.", failed);
    }
  }

  /** Marks a blob that is about to be adopted as one that no commit names. */
  Path markLoose(String sha256, Path file) throws IOException {
    Path mark = loose.resolve(sha256 + "-" + uploads.incrementAndGet());
    disk.link(mark, file);
    return mark;
  }

  /** Forgets that a blob was loose, because a commit names it now. */
  public void settle(LooseBlob settled) {
    try {
      Files.deleteIfExists(settled.mark());
    } catch (IOException failed) {
      throw refused("The mark of the blob " + settled.blob().sha256() + " stays.", failed);
    }
  }

  /**
   * Removes the blobs that an earlier process stored and no commit named. To be called once, before
   * anything is stored.
   *
   * @param named whether something names the blob of this address
   * @return how many were removed
   */
  public int dropLoose(Predicate<String> named) {
    int dropped = 0;
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(loose)) {
      for (Path mark : marks) {
        String name = mark.getFileName().toString();
        int end = name.indexOf('-');
        String sha256 = end < 0 ? name : name.substring(0, end);
        if (Blob.isName(sha256) && !named.test(sha256)) {
          dropped += Files.deleteIfExists(path(sha256)) ? 1 : 0;
        }
        Files.delete(mark);
      }
      return dropped;
    } catch (IOException failed) {
      throw refused("Blobs that nothing names cannot be removed.", failed);
    }
  }

  public boolean contains(String sha256) {
    return Files.isRegularFile(path(sha256));
  }

  /** Opens a blob for reading; the caller closes it. */
  public BlobReader read(String sha256) {
    try {
      return new BlobReader(sha256, FileChannel.open(path(sha256), StandardOpenOption.READ));
    } catch (NoSuchFileException missing) {
      throw new BlobRefused(Reason.MISSING, "There is no blob " + sha256 + ".", missing);
    } catch (IOException failed) {
      throw refused("The blob " + sha256 + " cannot be opened.", failed);
    }
  }

  /** Reads the whole blob and checks that it still is what its name says, else DAMAGED. */
  public Blob verify(String sha256) {
    try (BlobReader reader = read(sha256)) {
      String found = reader.hash();
      if (!found.equals(sha256)) {
        throw new BlobRefused(
            Reason.DAMAGED, "The blob " + sha256 + " now holds the bytes of " + found + ".", null);
      }
      return new Blob(sha256, reader.size());
    }
  }

  /** Every stored blob in the order of its name, for backups and verification. */
  public void forEach(Consumer<Blob> visit) {
    try {
      walk(root, 0, visit);
    } catch (IOException failed) {
      throw refused("The blob directory cannot be listed.", failed);
    }
  }

  private void walk(Path directory, int depth, Consumer<Blob> visit) throws IOException {
    try (var entries = Files.list(directory)) {
      for (Path entry : entries.sorted().toList()) {
        String name = entry.getFileName().toString();
        if (depth < 2 && name.length() == 2) {
          walk(entry, depth + 1, visit);
        } else if (depth == 2 && Blob.isName(name)) {
          visit.accept(new Blob(name, Files.size(entry)));
        }
      }
    }
  }

  /** Where a blob lies, so that a backup can copy or link it. */
  public Path path(String sha256) {
    if (!Blob.isName(sha256)) {
      throw new BlobRefused(Reason.MISSING, "That is not the name of a blob.", null);
    }
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  /** Gives a forced file its name; a second copy of the same bytes is dropped instead. */
  Blob adopt(Path file, Blob blob) throws IOException {
    Path home = path(blob.sha256());
    if (Files.isRegularFile(home) && Files.size(home) == blob.size()) {
      Files.delete(file);
      return blob;
    }
    Path outer = root.resolve(blob.sha256().substring(0, 2));
    Path inner = outer.resolve(blob.sha256().substring(2, 4));
    boolean there = Files.isDirectory(inner);
    if (!there) {
      Files.createDirectories(inner);
    }
    disk.rename(file, home);
    try {
      disk.forceDirectory(inner);
      forceNames(blob.sha256(), outer, there);
    } catch (IOException notDurable) {
      // The name may not survive a power loss, so nobody may rely on finding it here later.
      Files.deleteIfExists(home);
      throw notDurable;
    }
    return blob;
  }

  /**
   * Forces the names of a blob's folders, where that is not known to be done: another thread may
   * have made one of them just now, and not have forced it yet.
   */
  private void forceNames(String sha256, Path outer, boolean innerWasThere) throws IOException {
    int outerNumber = Integer.parseInt(sha256, 0, 2, 16);
    int innerNumber = Integer.parseInt(sha256, 0, 4, 16);
    if (innerWasThere && isForced(innerForced, innerNumber)) {
      return;
    }
    disk.forceDirectory(outer);
    if (!isForced(outerForced, outerNumber)) {
      disk.forceDirectory(root);
      noteForced(outerForced, outerNumber);
    }
    noteForced(innerForced, innerNumber);
  }

  private static boolean isForced(BitSet forced, int number) {
    synchronized (forced) {
      return forced.get(number);
    }
  }

  private static void noteForced(BitSet forced, int number) {
    synchronized (forced) {
      forced.set(number);
    }
  }

  long sizeMax() {
    return sizeMax;
  }

  BlobDisk disk() {
    return disk;
  }

  static BlobRefused refused(String what, IOException failed) {
    // The JDK has no type of its own for a full disk; Linux and macOS name it alike.
    String said = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    boolean full = said.contains("no space left") || said.contains("quota exceeded");
    return full
        ? new BlobRefused(Reason.DISK_FULL, what + " The disk is full.", failed)
        : new BlobRefused(Reason.DISK_FAILED, what + " The disk failed.", failed);
  }
}
