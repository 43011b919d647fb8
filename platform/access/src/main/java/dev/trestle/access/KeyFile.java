package dev.trestle.access;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the desk's own keys rest. */
public interface KeyFile {

  /** The content; null when there is no file yet. Refuses a file that others may read. */
  byte @Nullable [] read() throws IOException;

  /** Writes the content durably, in place of any former one, readable for the owner only. */
  void write(byte[] content) throws IOException;

  /** The keys of the file; makes the file with a first key when there is none. */
  static SecretKeys open(KeyFile file, java.security.SecureRandom random)
      throws IOException, SecretKeys.UnreadableKeyFile {
    byte[] content = file.read();
    if (content != null) {
      return SecretKeys.parse(content);
    }
    SecretKeys keys = SecretKeys.generate(random);
    file.write(keys.toFile());
    return keys;
  }
}
