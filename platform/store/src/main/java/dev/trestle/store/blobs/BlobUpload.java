package dev.trestle.store.blobs;

import dev.trestle.store.blobs.BlobRefused.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A blob on its way in, hashed while it streams. Used by one thread. */
public final class BlobUpload implements AutoCloseable {
  private final BlobStore store;
  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest = BlobReader.sha256();
  private long size;
  private boolean finished;

  BlobUpload(BlobStore store, Path file, FileChannel channel) {
    this.store = store;
    this.file = file;
    this.channel = channel;
  }

  /** Takes the next bytes; after a refusal the upload can only be closed. */
  public void write(byte[] bytes, int offset, int length) {
    if (size + length > store.sizeMax()) {
      throw new BlobRefused(
          Reason.TOO_LARGE, "A file may have at most " + store.sizeMax() + " bytes.", null);
    }
    try {
      store.disk().write(channel, ByteBuffer.wrap(bytes, offset, length));
    } catch (IOException failed) {
      throw BlobStore.refused("The file cannot be stored.", failed);
    }
    digest.update(bytes, offset, length);
    size += length;
  }

  /**
   * The same as {@link #finish} for a blob that a commit may name later, or never: should this
   * process die before, {@link BlobStore#dropLoose} finds it.
   */
  public LooseBlob finishLoose() {
    try {
      Blob blob = forced();
      Path mark = store.markLoose(blob.sha256(), file);
      Blob adopted = store.adopt(file, blob);
      finished = true;
      return new LooseBlob(adopted, mark);
    } catch (IOException failed) {
      throw BlobStore.refused("The file cannot be stored.", failed);
    }
  }

  private Blob forced() throws IOException {
    store.disk().force(channel);
    channel.close();
    return new Blob(HexFormat.of().formatHex(digest.digest()), size);
  }

  /** Forces the bytes and the name to disk; afterwards the blob can be read under its name. */
  public Blob finish() {
    try {
      Blob blob = forced();
      Blob adopted = store.adopt(file, blob);
      finished = true;
      return adopted;
    } catch (IOException failed) {
      throw BlobStore.refused("The file cannot be stored.", failed);
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    finished = true;
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw BlobStore.refused("An unfinished upload cannot be removed.", failed);
    }
  }
}
