package dev.trestle.domain.state;

import dev.trestle.domain.data.Hashes;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.data.SlotHash;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operation keys of the last thirty days. */
public final class Receipts {
  public static final Duration KEPT_FOR = Duration.ofDays(30);
  static final Receipts EMPTY = new Receipts(PersistentVector.empty(), SlotHash.EMPTY, 0);
  // Each commit drops a few expired keys, so that no single one pays for all.
  private static final int DROPPED_PER_COMMIT_MAX = 4;

  private final PersistentVector<Receipt> receipts;
  private final SlotHash keys;
  private final int first;

  private Receipts(PersistentVector<Receipt> receipts, SlotHash keys, int first) {
    this.receipts = receipts;
    this.keys = keys;
    this.first = first;
  }

  static Receipts load(PersistentVector<Receipt> receipts) {
    SlotHash.Builder keys = SlotHash.builder();
    int[] first = {receipts.size()};
    receipts.forEach((slot, receipt) -> {
      if (receipt != null) {
        keys.add(hash(receipt.key(), receipt.owner()), slot);
        first[0] = Math.min(first[0], slot);
      }
    });
    return new Receipts(receipts, keys.build(), first[0]);
  }

  public @Nullable Receipt find(UUID key, long owner) {
    int slot =
        keys.find(
            hash(key, owner),
            candidate -> {
              Receipt receipt = Objects.requireNonNull(receipts.get(candidate));
              return receipt.key().equals(key) && receipt.owner() == owner;
            });
    return slot < 0 ? null : receipts.get(slot);
  }

  public int size() {
    return keys.size();
  }

  public PersistentVector<Receipt> bySlot() {
    return receipts;
  }

  public int first() {
    return first;
  }

  Receipts add(Receipt receipt) {
    return new Receipts(
        receipts.append(receipt),
        keys.add(hash(receipt.key(), receipt.owner()), receipts.size()),
        first);
  }

  /** Without the oldest keys that were used before the given time; a bounded number at once. */
  Receipts dropBefore(long millis) {
    Receipts next = this;
    for (int i = 0; i < DROPPED_PER_COMMIT_MAX && next.first < next.receipts.size(); i++) {
      Receipt oldest = next.receipts.get(next.first);
      if (oldest == null) {
        next = new Receipts(next.receipts, next.keys, next.first + 1);
      } else if (oldest.atMillis() < millis) {
        next =
            new Receipts(
                next.receipts.set(next.first, null),
                next.keys.remove(hash(oldest.key(), oldest.owner()), next.first),
                next.first + 1);
      } else {
        break;
      }
    }
    return next;
  }

  private static long hash(UUID key, long owner) {
    return Hashes.combine(Hashes.of(key), owner);
  }
}
