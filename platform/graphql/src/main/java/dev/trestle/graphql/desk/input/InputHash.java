package dev.trestle.graphql.desk.input;

import dev.trestle.sdk.schema.Arguments;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a mutation's input, so that an operation key is not used for two different wishes: the
 * first 64 bits of SHA-256 over the mutation's name and the input without {@code operationKey} and
 * {@code dryRun}, in which the order of fields does not count. It stands in the log, so passwords
 * and codes are to be left out of it: a fast hash of them would be a way to guess them.
 */
public final class InputHash {
  private static final Set<String> LEFT_OUT = Set.of("operationKey", "dryRun");

  private final MessageDigest digest;

  private InputHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  public static long of(String mutation, Arguments input) {
    return of(mutation, input, Set.of());
  }

  /**
   * @param secrets the fields that are left out as well
   */
  public static long of(String mutation, Arguments input, Set<String> secrets) {
    InputHash hash = new InputHash();
    hash.text('m', mutation);
    Map<String, @Nullable Object> counted = new TreeMap<>(input.asMap());
    counted.keySet().removeAll(LEFT_OUT);
    counted.keySet().removeAll(secrets);
    hash.add(counted);
    return ByteBuffer.wrap(hash.digest.digest()).getLong();
  }

  private void add(@Nullable Object value) {
    switch (value) {
      case null -> digest.update((byte) 'n');
      case Map<?, ?> map -> {
        mark('o', map.size());
        new TreeMap<>(map)
            .forEach((name, inner) -> {
              text('k', String.valueOf(name));
              add(inner);
            });
      }
      case Collection<?> list -> {
        mark('l', list.size());
        list.forEach(this::add);
      }
      default -> text('v', value.toString());
    }
  }

  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mark(kind, bytes.length);
    digest.update(bytes);
  }

  private void mark(char kind, int length) {
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
  }
}
