package dev.trestle.app.plugins;

import dev.trestle.access.SecretBox;
import dev.trestle.sdk.surroundings.Secrets;
import java.security.SecureRandom;

/** One plugin's secrets, sealed so that they open for it alone. */
final class SealedSecrets implements Secrets {
  private static final int RANDOM_MAX = 1_024;
  private static final int SECRET_MAX = 64 << 10;

  private final String context;
  private final SecretBox box;
  private final SecureRandom random;

  SealedSecrets(String pluginId, SecretBox box, SecureRandom random) {
    this.context = "plugin " + pluginId;
    this.box = box;
    this.random = random;
  }

  @Override
  public byte[] random(int count) {
    if (count < 1 || count > RANDOM_MAX) {
      throw new IllegalArgumentException("ask for 1 to 1,024 random bytes, not " + count);
    }
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String seal(byte[] secret) {
    if (secret.length > SECRET_MAX) {
      throw new IllegalArgumentException("a secret has at most 64 KiB");
    }
    return box.seal(secret, context);
  }

  @Override
  public byte[] open(String sealed) {
    try {
      return box.open(sealed, context);
    } catch (SecretBox.Unopenable foreign) {
      throw new IllegalArgumentException("this plugin did not seal that here", foreign);
    }
  }
}
