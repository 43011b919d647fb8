package dev.trestle.store.blobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.store.blobs.BlobRefused.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  @TempDir Path root;
  private final FaultyDisk disk = new FaultyDisk();
  private BlobStore store;

  @BeforeEach
  void openTheStore() {
    store = BlobStore.open(root, 1000, disk);
  }

  @Test
  void storesABlobUnderItsSha256() throws IOException {
    Blob blob = put("hello".getBytes(UTF_8));
    assertEquals("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", blob.sha256());
    assertEquals(5, blob.size());
    assertEquals("hello", Files.readString(root.resolve("2c/f2/" + blob.sha256())));
    assertNoLeftovers();
  }

  @Test
  void readsFromAnyPosition() {
    Blob blob = put("hello".getBytes(UTF_8));
    byte[] buffer = new byte[8];
    try (BlobReader reader = store.read(blob.sha256())) {
      assertEquals(3, reader.read(2, buffer, 1, 7));
      assertArrayEquals(new byte[] {0, 'l', 'l', 'o', 0, 0, 0, 0}, buffer);
      assertEquals(-1, reader.read(5, buffer, 0, 8));
    }
  }

  @Test
  void storesTheSameBytesOnce() {
    Blob first = put("hello".getBytes(UTF_8));
    Blob second = put("hello".getBytes(UTF_8));
    assertEquals(first, second);
    assertEquals(List.of(first), blobs());
    assertNoLeftovers();
  }

  @Test
  void forcesTheBytesBeforeTheNameAndTheNameBeforeTheAnswer() {
    put("hello".getBytes(UTF_8));
    assertEquals(
        List.of(
            "force directory",
            "force",
            "rename",
            "force directory",
            "force directory",
            "force directory"),
        disk.calls);
  }

  /** Whoever made the folder may not have come to force its name. */
  @Test
  void forcesTheNamesOfFolders_thatItFindsButDidNotForce_andOnlyOnce() throws IOException {
    byte[] hello = "hello".getBytes(UTF_8);
    Files.createDirectories(root.resolve("2c/f2"));
    Blob blob = put(hello);
    assertEquals(4, forcedDirectories(), "root when opened, and the three folders of the blob");
    Files.delete(store.path(blob.sha256()));
    put(hello);
    assertEquals(5, forcedDirectories(), "the folder that holds it");
    Files.delete(store.path(blob.sha256()));
    Files.delete(root.resolve("2c/f2"));
    put(hello);
    assertEquals(7, forcedDirectories(), "the folder that holds it, and the one above");
  }

  private long forcedDirectories() {
    return disk.calls.stream().filter("force directory"::equals).count();
  }

  @Test
  void refusesMoreBytesThanTheLimit_andLeavesNothing() {
    try (BlobUpload upload = store.begin()) {
      upload.write(new byte[900], 0, 900);
      BlobRefused refused =
          assertThrows(BlobRefused.class, () -> upload.write(new byte[101], 0, 101));
      assertEquals(Reason.TOO_LARGE, refused.reason());
    }
    assertEquals(List.of(), blobs());
    assertNoLeftovers();
  }

  @Test
  void saysDiskFull_atEveryStepThatCanHitIt_andLeavesNothing_andRecovers() {
    for (String step : List.of("create", "write", "force", "rename", "force directory")) {
      disk.failAt(step, "No space left on device");
      BlobRefused refused = assertThrows(BlobRefused.class, () -> put(new byte[10]), step);
      assertEquals(Reason.DISK_FULL, refused.reason(), step);
      disk.heal();
      assertEquals(List.of(), blobs(), step);
      assertNoLeftovers();
    }
    assertEquals(10, put(new byte[10]).size());
  }

  @Test
  void tellsAFailingDiskFromAFullOne() {
    disk.failAt("force", "Input/output error");
    BlobRefused refused = assertThrows(BlobRefused.class, () -> put(new byte[10]));
    assertEquals(Reason.DISK_FAILED, refused.reason());
  }

  @Test
  void dropsAnUploadThatWasNotFinished() {
    try (BlobUpload upload = store.begin()) {
      upload.write(new byte[10], 0, 10);
    }
    assertEquals(List.of(), blobs());
    assertNoLeftovers();
  }

  @Test
  void removesTheLeftoversOfADeadProcess_whenOpened() throws IOException {
    Files.writeString(root.resolve("incoming/upload-9"), "half");
    store = BlobStore.open(root, 1000);
    assertNoLeftovers();
  }

  @Test
  void dropsTheBytesThatNothingNames_andKeepsThoseThatSomethingDoes() throws IOException {
    LooseBlob lost = putLoose("lost");
    LooseBlob named = putLoose("named");
    LooseBlob settled = putLoose("settled");
    LooseBlob again = putLoose("settled");
    assertArrayEquals("lost".getBytes(UTF_8), Files.readAllBytes(lost.mark()));
    store.settle(settled);
    store.settle(again);
    store = BlobStore.open(root, 1000, disk);
    assertEquals(1, store.dropLoose(named.blob().sha256()::equals));
    assertEquals(
        List.of(named.blob(), settled.blob()).stream().map(Blob::sha256).sorted().toList(),
        blobs().stream().map(Blob::sha256).toList());
    assertFalse(Files.exists(lost.mark()) || Files.exists(named.mark()));
    assertEquals(0, store.dropLoose(any -> false), "no marks are left");
  }

  @Test
  void leavesNothing_whereABlobCannotBeMarked() {
    disk.failAt("link", "No space left on device");
    assertEquals(
        Reason.DISK_FULL, assertThrows(BlobRefused.class, () -> putLoose("lost")).reason());
    assertEquals(List.of(), blobs());
    assertNoLeftovers();
  }

  private LooseBlob putLoose(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    try (BlobUpload upload = store.begin()) {
      upload.write(bytes, 0, bytes.length);
      return upload.finishLoose();
    }
  }

  @Test
  void findsAFlippedBit() throws IOException {
    Blob blob = put("hello".getBytes(UTF_8));
    assertEquals(blob, store.verify(blob.sha256()));
    Files.writeString(store.path(blob.sha256()), "hellp");
    BlobRefused refused = assertThrows(BlobRefused.class, () -> store.verify(blob.sha256()));
    assertEquals(Reason.DAMAGED, refused.reason());
  }

  @Test
  void refusesNamesThatWouldLeaveTheDirectory() {
    for (String name : List.of("../../etc/passwd", "", "a".repeat(63), "G".repeat(64))) {
      BlobRefused refused = assertThrows(BlobRefused.class, () -> store.read(name));
      assertEquals(Reason.MISSING, refused.reason());
      assertThrows(BlobRefused.class, () -> store.contains(name));
    }
  }

  @Test
  void listsEveryBlobInNameOrder() {
    long seed = 42;
    Random random = new Random(seed);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[random.nextInt(100) + i];
      random.nextBytes(bytes);
      names.add(put(bytes).sha256());
    }
    assertEquals(
        names.stream().distinct().sorted().toList(), blobs().stream().map(Blob::sha256).toList());
    assertTrue(store.contains(names.getFirst()));
    assertFalse(store.contains("0".repeat(64)));
  }

  private Blob put(byte[] bytes) {
    try (BlobUpload upload = store.begin()) {
      upload.write(bytes, 0, bytes.length);
      return upload.finish();
    }
  }

  private List<Blob> blobs() {
    List<Blob> blobs = new ArrayList<>();
    store.forEach(blobs::add);
    return blobs;
  }

  private void assertNoLeftovers() {
    try (var files = Files.list(root.resolve("incoming"))) {
      assertEquals(List.of(), files.toList());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
