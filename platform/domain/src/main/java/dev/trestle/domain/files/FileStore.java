package dev.trestle.domain.files;

import dev.trestle.domain.access.Viewer;

/**
 * Takes in and hands out files on behalf of a viewer. Whoever implements it decides what the viewer
 * may do; a file the viewer may not see is answered as if it were not there.
 */
public interface FileStore {

  /**
   * Starts an upload. Nothing can be seen of it before {@link FileUpload#finish()}.
   *
   * @throws FileRefused FORBIDDEN when the viewer may not upload, TOO_LARGE when the declared size
   *     is above the limit, INVALID for an unusable name or type, UNAVAILABLE when the disk refuses
   */
  FileUpload begin(Viewer viewer, FileWish wish);

  /**
   * Opens a stored file for reading; the caller closes it.
   *
   * @param attachmentId the id that {@link FileUpload#finish()} answered
   * @throws FileRefused NOT_FOUND when there is none, or none this viewer may see
   */
  FileDownload open(Viewer viewer, String attachmentId);
}
