package dev.trestle.http;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.files.FileDownload;
import dev.trestle.domain.files.FileRefused;
import dev.trestle.domain.files.FileRefused.Reason;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.files.FileUpload;
import dev.trestle.domain.files.FileWish;
import dev.trestle.domain.files.StoredFile;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files in memory; only signed-in viewers may have any. */
final class TestFiles implements FileStore {
  private record Kept(StoredFile file, byte[] bytes) {}

  private final Map<String, Kept> files = new ConcurrentHashMap<>();
  volatile boolean diskFull;
  volatile int unfinished;

  @Override
  public FileUpload begin(Viewer viewer, FileWish wish) {
    if (!viewer.signedIn()) {
      throw new FileRefused(Reason.FORBIDDEN, "Sign in to upload files.");
    }
    unfinished++;
    return new FileUpload() {
      private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

      @Override
      public void write(byte[] data, int offset, int length) {
        if (diskFull) {
          throw new FileRefused(Reason.DISK_FULL, "The disk is full.");
        }
        bytes.write(data, offset, length);
      }

      @Override
      public StoredFile finish() {
        String id = "file-" + (files.size() + 1);
        StoredFile file =
            new StoredFile(id, wish.fileName(), wish.contentType(), bytes.size(), sha256());
        files.put(id, new Kept(file, bytes.toByteArray()));
        return file;
      }

      @Override
      public void close() {
        unfinished--;
      }

      private String sha256() {
        try {
          return HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    };
  }

  @Override
  public FileDownload open(Viewer viewer, String attachmentId) {
    Kept kept = files.get(attachmentId);
    if (kept == null || !viewer.signedIn()) {
      throw new FileRefused(Reason.NOT_FOUND, "There is no such file.");
    }
    return new FileDownload() {
      @Override
      public StoredFile file() {
        return kept.file();
      }

      @Override
      public int read(long position, byte[] buffer, int offset, int length) {
        if (position >= kept.bytes().length) {
          return -1;
        }
        int n = (int) Math.min(length, kept.bytes().length - position);
        System.arraycopy(kept.bytes(), (int) position, buffer, offset, n);
        return n;
      }

      @Override
      public void close() {}
    };
  }
}
