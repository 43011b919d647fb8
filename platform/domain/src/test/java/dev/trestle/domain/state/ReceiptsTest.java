package dev.trestle.domain.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.domain.data.PersistentVector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void knowsEveryKeyUntilItExpires_andNoneLongAfter(long seed) {
    Random random = new Random(seed);
    long kept = Receipts.KEPT_FOR.toMillis();
    Receipts receipts = Receipts.EMPTY;
    Deque<Receipt> model = new ArrayDeque<>();
    long now = 1_000_000_000_000L;
    for (int i = 0; i < 2_000; i++) {
      now += random.nextInt(10) == 0 ? random.nextLong(kept / 3) : random.nextLong(1_000);
      receipts = receipts.dropBefore(now - kept);
      Receipt receipt = new Receipt(new UUID(seed, i), i % 3, i, now, i + 1);
      receipts = receipts.add(receipt);
      model.add(receipt);
      if (i % 100 == 0) {
        receipts = reloaded(receipts);
      }
      for (Receipt known : model) {
        Receipt found = receipts.find(known.key(), known.owner());
        if (known.atMillis() >= now - kept) {
          assertEquals(known, found, "seed " + seed + " commit " + i);
        }
        assertNull(receipts.find(known.key(), known.owner() + 1), "another's key");
      }
      while (model.size() > 40) {
        model.removeFirst();
      }
    }
    // A few expire with each commit, so a run of commits drops what a long pause has left.
    int before = receipts.size();
    for (int i = 0; i < before; i++) {
      receipts = receipts.dropBefore(now + kept);
    }
    assertEquals(0, receipts.size(), "seed " + seed);
    assertEquals(receipts.first(), reloaded(receipts).first());
  }

  @Test
  void keepsTheSameKeyOfTwoPartiesApart() {
    UUID key = new UUID(1, 1);
    Receipts receipts =
        Receipts.EMPTY.add(new Receipt(key, 1, 5, 1, 1)).add(new Receipt(key, 2, 6, 1, 2));
    assertEquals(5, present(receipts.find(key, 1)).inputHash());
    assertEquals(6, present(receipts.find(key, 2)).inputHash());
  }

  private static Receipt present(Receipt receipt) {
    assertNotNull(receipt);
    return receipt;
  }

  private static Receipts reloaded(Receipts receipts) {
    PersistentVector.Builder<Receipt> all = PersistentVector.builder();
    for (int slot = 0; slot < receipts.bySlot().size(); slot++) {
      all.append(receipts.bySlot().get(slot));
    }
    return Receipts.load(all.build());
  }
}
