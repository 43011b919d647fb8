package dev.trestle.domain.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is packed at once is what would be read back, and can always be read back. */
class RecordPackingTest {
  private static final Set<String> HEAD = Set.of("id", "version");
  private static final int MUCH = 1 << 20;

  record Part(String name, @Nullable Instant at) {}

  record Whole(
      UUID id,
      int version,
      boolean live,
      @Nullable String text,
      byte[] bytes,
      @Nullable Part part,
      List<Part> parts,
      List<List<Long>> numbers) {}

  record Neutral(UUID id, int version, Document extra) {}

  record WithMap(UUID id, Map<String, String> map) {}

  record WithAnything(UUID id, Object any) {}

  record WithDecimal(UUID id, BigDecimal decimal) {}

  record WithOthers(UUID id, Document extra) {}

  record Tree(UUID id, List<Tree> branches) {}

  record Twice(UUID id, Part one, Part other) {}

  record Names(UUID id, List<String> names) {}

  private static final RecordCodec<Whole> WHOLE = RecordCodec.of(Whole.class);
  private static final RecordCodec<Neutral> NEUTRAL = RecordCodec.of(Neutral.class);

  private static Whole whole(@Nullable Part part, List<Part> parts) {
    return new Whole(
        new UUID(1, 2), 3, true, "Grüße", new byte[] {1, 2}, part, parts, List.of(List.of(7L)));
  }

  @Test
  void packsWhatWouldBeReadBack() {
    RecordPacking<Whole> packing = WHOLE.packing(HEAD);
    assertNotNull(packing);
    Part part = new Part("a", Instant.ofEpochMilli(5));
    for (Whole whole :
        List.of(
            whole(null, List.of()),
            whole(part, List.of(part)),
            whole(part, List.of(part, new Part("", null))))) {
      Document packed = packing.packed(whole, MUCH);
      assertNotNull(packed);
      Document read = NEUTRAL.decode(WHOLE.encode(whole)).extra();
      assertEquals(read, packed);
      assertArrayEquals(
          NEUTRAL.encode(new Neutral(whole.id(), 3, read)),
          NEUTRAL.encode(new Neutral(whole.id(), 3, packed)));
    }
  }

  @Test
  void aRecordOfDefaults_packsToNothing() {
    RecordPacking<Names> packing = RecordCodec.of(Names.class).packing(HEAD);
    assertNotNull(packing);
    Document packed = packing.packed(new Names(new UUID(1, 1), List.of()), MUCH);
    assertNotNull(packed);
    assertTrue(packed.isEmpty());
  }

  @Test
  void answersNothing_whenItTakesTooMuch() {
    RecordPacking<Names> packing = RecordCodec.of(Names.class).packing(HEAD);
    assertNotNull(packing);
    Names names = new Names(new UUID(1, 1), List.of("x".repeat(100)));
    assertNull(packing.packed(names, 100));
    assertNotNull(packing.packed(names, 200));
  }

  @Test
  void isNotThere_whereTheClassDoesNotSayThatAllCanBeReadBack() {
    for (Class<? extends Record> type :
        List.of(
            WithMap.class, WithAnything.class, WithDecimal.class, WithOthers.class, Tree.class)) {
      assertNull(RecordCodec.of(type).packing(HEAD), type.getName());
    }
    assertNotNull(RecordCodec.of(Twice.class).packing(HEAD));
  }

  @Test
  void refusesAList_thatHasOtherItemsThanItSays() {
    RecordPacking<Names> packing = RecordCodec.of(Names.class).packing(HEAD);
    assertNotNull(packing);
    List<String> lying =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            return "x";
          }

          @Override
          public int size() {
            return 3;
          }

          @Override
          public Iterator<String> iterator() {
            return List.of("x").iterator();
          }
        };
    Names names = new Names(new UUID(1, 1), lying);
    assertThrows(CodecException.class, () -> packing.packed(names, MUCH));
  }
}
