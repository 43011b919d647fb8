package dev.trestle.domain.files;

/** One upload under way: bytes go in, and either it is finished or closing it drops every trace. */
public interface FileUpload extends AutoCloseable {

  /**
   * Takes the next bytes; the array may be reused afterwards.
   *
   * @throws FileRefused TOO_LARGE beyond the size limit, UNAVAILABLE when the disk refuses
   */
  void write(byte[] bytes, int offset, int length);

  /** Makes the file durable and names it. Only then does an attachment id exist. */
  StoredFile finish();

  /** Drops the upload unless it was finished; safe to call twice. */
  @Override
  void close();
}
