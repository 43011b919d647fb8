package dev.trestle.domain.files;

/**
 * What a client says about a file before it sends the bytes.
 *
 * @param fileName the bare name, without a path, never empty
 * @param contentType the declared media type, in lower case, without parameters; only a hint
 * @param declaredSize bytes to come, or -1 when the client does not know
 */
public record FileWish(String fileName, String contentType, long declaredSize) {
  private static final int FILE_NAME_MAX = 255;

  public FileWish {
    if (fileName.isBlank() || fileName.length() > FILE_NAME_MAX) {
      throw new FileRefused(
          FileRefused.Reason.INVALID, "A file name has 1 to " + FILE_NAME_MAX + " characters.");
    }
    boolean unusable =
        fileName.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\')
            || fileName.equals(".")
            || fileName.equals("..");
    if (unusable) {
      throw new FileRefused(
          FileRefused.Reason.INVALID, "A file name holds no path and no control characters.");
    }
  }
}
