package dev.trestle.domain.codec;

import java.util.UUID;

/**
 * Lets a reader share equal values instead of keeping a copy per record: a million tickets refer to
 * a few thousand people and a handful of status keys. An answer must be equal to what was asked.
 */
public interface Interner {
  /** Shares nothing. */
  Interner NONE =
      new Interner() {
        @Override
        public UUID uuid(long mostSignificantBits, long leastSignificantBits) {
          return new UUID(mostSignificantBits, leastSignificantBits);
        }

        @Override
        public String string(String value) {
          return value;
        }
      };

  /** The one object to use for this id. Asked for every UUID that is read. */
  UUID uuid(long mostSignificantBits, long leastSignificantBits);

  /** The one object to use for this text. Asked only for texts of at most 32 encoded bytes. */
  String string(String value);
}
