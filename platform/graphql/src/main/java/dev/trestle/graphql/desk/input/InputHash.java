package dev.trestle.graphql.desk.input;

import dev.trestle.domain.codec.Sink;
import dev.trestle.sdk.schema.Arguments;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a mutation's input, so that an operation key is not used for two different wishes: the
 * first 64 bits of SHA-256 over the mutation's name and the input without {@code operationKey} and
 * {@code dryRun}, in which the order of fields does not count. It stands in the log, so passwords
 * and codes are to be left out of it: a fast hash of them would be a way to guess them.
 */
public final class InputHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final Set<String> LEFT_OUT = Set.of("operationKey", "dryRun");

  private static final int USUAL_BYTES = 1_024;

  private final Sink hashed = new Sink(USUAL_BYTES);

  private InputHash() {}

  public static long of(String mutation, Arguments input) {
    return of(mutation, input, Set.of());
  }

  /**
   * @param secrets the fields that are left out as well
   */
  public static long of(String mutation, Arguments input, Set<String> secrets) {
    InputHash hash = new InputHash();
    hash.text('m', mutation);
    hash.members(input.asMap(), name -> !LEFT_OUT.contains(name) && !secrets.contains(name));
    return hash.first64();
  }

  private long first64() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hashed.array(), 0, hashed.size());
      return (long) LONGS.get(digest.digest(), 0);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  private void add(@Nullable Object value) {
    switch (value) {
      case null -> hashed.putByte('n');
      case Map<?, ?> map -> members(map, any -> true);
      case Collection<?> list -> {
        mark('l', list.size());
        list.forEach(this::add);
      }
      default -> text('v', value.toString());
    }
  }

  private void members(Map<?, ?> map, Predicate<String> counted) {
    String[] names = new String[map.size()];
    int count = 0;
    for (Object name : map.keySet()) {
      String text = String.valueOf(name);
      if (counted.test(text)) {
        names[count++] = text;
      }
    }
    Arrays.sort(names, 0, count);
    mark('o', count);
    for (int i = 0; i < count; i++) {
      text('k', names[i]);
      add(map.get(names[i]));
    }
  }

  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mark(kind, bytes.length);
    hashed.putBytes(bytes);
  }

  private void mark(char kind, int length) {
    hashed.putByte(kind);
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      hashed.putByte(length >>> shift);
    }
  }
}
