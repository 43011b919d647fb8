package dev.trestle.sdk.files;

import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * The desk's files. What a plugin stores is on disk when {@link #store} returns, but belongs to
 * nothing yet: a commit of the plugin names it, as an attachment of a message ({@code
 * attachmentIds} of a wish) or by {@link dev.trestle.sdk.command.Draft#keep}. Until then only the
 * plugin knows it, and for a day at most; what no commit has named is gone after a restart of the
 * desk or of the plugin, and its bytes are removed at the desk's next start. So store and commit in
 * one call, and after a failure do both again: equal bytes lie on disk once.
 *
 * <p>Needs {@code files=true} in the manifest.
 */
@Api
@Experimental(since = "0.1.0")
public interface Files {
  /**
   * Stores what a stream gives until its end. The stream is not closed.
   *
   * @param name as people see it, 1 to 255 characters without a path; other characters are replaced
   * @param mediaType such as {@code image/png}; {@code application/octet-stream} when unusable
   * @throws FileRefused TOO_LARGE beyond the desk's limit for files, DISK_FULL, UNAVAILABLE
   * @throws IOException what the stream throws; then nothing is stored
   */
  FileFacts store(String name, String mediaType, InputStream content) throws IOException;

  /**
   * Opens a file: one that this plugin stored or kept, or with {@code message} among the manifest's
   * reads the attachment of any message. The caller closes the stream.
   *
   * @throws FileRefused NOT_FOUND when there is none, or none the plugin may read
   */
  InputStream open(UUID fileId) throws IOException;

  /**
   * What is known of a file that {@link #open} would open.
   *
   * @throws FileRefused NOT_FOUND when there is none, or none the plugin may read
   */
  FileFacts facts(UUID fileId) throws IOException;
}
