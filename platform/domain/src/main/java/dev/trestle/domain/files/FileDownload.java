package dev.trestle.domain.files;

/** A stored file, opened for reading at any position. */
public interface FileDownload extends AutoCloseable {

  StoredFile file();

  /**
   * Reads up to {@code length} bytes from {@code position} of the file.
   *
   * @return how many bytes were read, at least one, or -1 at the end of the file
   * @throws FileRefused UNAVAILABLE when the disk refuses
   */
  int read(long position, byte[] buffer, int offset, int length);

  @Override
  void close();
}
