package dev.trestle.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The desk's own AES-256 keys, as they stand in its key file: one line {@code id:base64} each. The
 * first line seals; the others only open what was sealed before a rotation.
 */
public final class SecretKeys {
  private static final int KEY_BYTES = 32;
  private static final Pattern LINE =
      Pattern.compile("(?<id>[a-z0-9]{1,16}):(?<key>[A-Za-z0-9+/]{43}=)");

  private final Map<String, byte[]> keys;

  private SecretKeys(LinkedHashMap<String, byte[]> keys) {
    this.keys = Collections.unmodifiableMap(keys);
  }

  /** The key file is not what {@link #toFile} wrote; the message never quotes its content. */
  public static final class UnreadableKeyFile extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableKeyFile(String message) {
      super(message);
    }
  }

  /** A first key for a new desk. */
  public static SecretKeys generate(SecureRandom random) {
    LinkedHashMap<String, byte[]> keys = new LinkedHashMap<>();
    keys.put("k1", fresh(random));
    return new SecretKeys(keys);
  }

  /** Reads the content of a key file. */
  public static SecretKeys parse(byte[] file) throws UnreadableKeyFile {
    LinkedHashMap<String, byte[]> keys = new LinkedHashMap<>();
    int number = 0;
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line.strip());
      if (!matcher.matches()) {
        throw new UnreadableKeyFile("Line " + number + " of the key file is not id:base64.");
      }
      byte[] key = Base64.getDecoder().decode(matcher.group("key"));
      if (key.length != KEY_BYTES || keys.put(matcher.group("id"), key) != null) {
        throw new UnreadableKeyFile(
            "Line " + number + " of the key file repeats an id or has no 32-byte key.");
      }
    }
    if (keys.isEmpty()) {
      throw new UnreadableKeyFile("The key file holds no key.");
    }
    return new SecretKeys(keys);
  }

  /** The same keys behind a new one, which seals from now on. */
  public SecretKeys rotate(SecureRandom random) {
    int number = keys.size() + 1;
    while (keys.containsKey("k" + number)) {
      number++;
    }
    LinkedHashMap<String, byte[]> next = new LinkedHashMap<>();
    next.put("k" + number, fresh(random));
    next.putAll(keys);
    return new SecretKeys(next);
  }

  /** The content of the key file. */
  public byte[] toFile() {
    StringBuilder file = new StringBuilder();
    file.append("# Opens every secret stored by this desk. Keep it apart from the backups.\n");
    keys.forEach((id, key) ->
        file.append(id).append(':').append(Base64.getEncoder().encodeToString(key)).append('\n'));
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The ids of the keys, the sealing one first. */
  public Set<String> ids() {
    return keys.keySet();
  }

  String sealingId() {
    return keys.keySet().iterator().next();
  }

  byte[] key(String id) throws SecretBox.Unopenable {
    byte[] key = keys.get(id);
    if (key == null) {
      throw new SecretBox.Unopenable("The key file has no key named " + id + ".");
    }
    return key;
  }

  private static byte[] fresh(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  @Override
  public String toString() {
    return "SecretKeys" + keys.keySet();
  }
}
