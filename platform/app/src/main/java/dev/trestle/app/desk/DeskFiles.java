package dev.trestle.app.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.command.DirectoryCommands.RegisterUpload;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.files.FileDownload;
import dev.trestle.domain.files.FileRefused;
import dev.trestle.domain.files.FileRefused.Reason;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.files.FileUpload;
import dev.trestle.domain.files.FileWish;
import dev.trestle.domain.files.StoredFile;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.query.Comparators;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.store.blobs.Blob;
import dev.trestle.store.blobs.BlobReader;
import dev.trestle.store.blobs.BlobRefused;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.blobs.BlobUpload;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files on behalf of a viewer: bytes in the blob store, the record of them in the desk. */
public final class DeskFiles implements FileStore {
  private final Desk desk;
  private final BlobStore blobs;
  private final IdSource ids;

  public DeskFiles(Desk desk, BlobStore blobs, IdSource ids) {
    this.desk = desk;
    this.blobs = blobs;
    this.ids = ids;
  }

  @Override
  public FileUpload begin(Viewer viewer, FileWish wish) {
    if (!viewer.may(Permissions.FILE_UPLOAD)) {
      throw new FileRefused(
          Reason.FORBIDDEN, "Uploading needs the permission " + Permissions.FILE_UPLOAD + ".");
    }
    return new Upload(viewer, wish, blobs.begin());
  }

  @Override
  public FileDownload open(Viewer viewer, String attachmentId) {
    State state = desk.snapshot();
    Attachment file = state.get(Tables.ATTACHMENTS, Comparators.uuid(attachmentId));
    if (file == null || !sees(viewer, state, file)) {
      throw new FileRefused(Reason.NOT_FOUND, "There is no such file, or you may not see it.");
    }
    try {
      return new Download(stored(file), blobs.read(file.sha256()));
    } catch (BlobRefused trouble) {
      throw refused(trouble);
    }
  }

  /** A file is seen with its message; before it belongs to one, by whoever uploaded it. */
  private static boolean sees(Viewer viewer, State state, Attachment file) {
    if (file.ticketId() == null) {
      return viewer.id() != null && Objects.equals(viewer.id(), file.uploaderId());
    }
    Ticket ticket = state.get(Tables.TICKETS, file.ticketId());
    return Visibility.sees(viewer, state, ticket)
        && (file.publicMessage() || Visibility.readsNotes(viewer));
  }

  private static StoredFile stored(Attachment file) {
    return new StoredFile(
        file.id().toString(), file.fileName(), file.contentType(), file.sizeBytes(), file.sha256());
  }

  private static FileRefused refused(BlobRefused trouble) {
    Reason reason =
        switch (trouble.reason()) {
          case TOO_LARGE -> Reason.TOO_LARGE;
          case DISK_FULL -> Reason.DISK_FULL;
          case MISSING -> Reason.NOT_FOUND;
          case DISK_FAILED, DAMAGED -> Reason.UNAVAILABLE;
        };
    return new FileRefused(reason, String.valueOf(trouble.getMessage()), trouble);
  }

  private final class Upload implements FileUpload {
    private final Viewer viewer;
    private final FileWish wish;
    private final BlobUpload blob;

    Upload(Viewer viewer, FileWish wish, BlobUpload blob) {
      this.viewer = viewer;
      this.wish = wish;
      this.blob = blob;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        blob.write(bytes, offset, length);
      } catch (BlobRefused trouble) {
        throw refused(trouble);
      }
    }

    @Override
    public StoredFile finish() {
      Blob done;
      try {
        done = blob.finish();
      } catch (BlobRefused trouble) {
        throw refused(trouble);
      }
      UUID id = ids.next();
      Outcome outcome =
          desk.execute(
              new RegisterUpload(
                  id, wish.fileName(), wish.contentType(), done.size(), done.sha256()),
              new Envelope(viewer, null, 0, false, null));
      @Nullable Problem problem = outcome.done() ? null : outcome.problems().getFirst();
      if (problem != null) {
        throw new FileRefused(
            switch (problem.type()) {
              case FORBIDDEN, UNAUTHENTICATED -> Reason.FORBIDDEN;
              case UNAVAILABLE, LIMIT -> Reason.UNAVAILABLE;
              default -> Reason.INVALID;
            },
            problem.message());
      }
      return new StoredFile(
          id.toString(), wish.fileName(), wish.contentType(), done.size(), done.sha256());
    }

    @Override
    public void close() {
      blob.close();
    }
  }

  private record Download(StoredFile file, BlobReader blob) implements FileDownload {
    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      try {
        return blob.read(position, buffer, offset, length);
      } catch (BlobRefused trouble) {
        throw refused(trouble);
      }
    }

    @Override
    public void close() {
      blob.close();
    }
  }
}
