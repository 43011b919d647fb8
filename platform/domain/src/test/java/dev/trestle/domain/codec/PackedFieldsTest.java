package dev.trestle.domain.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Fields that stay packed as they were read answer as if they had been taken apart. */
class PackedFieldsTest {
  /** A record whose other fields are kept as they come. */
  record Kept(UUID id, int version, Document extra) {}

  private static final RecordCodec<Kept> KEPT = RecordCodec.of(Kept.class);

  private static Document random(SplittableRandom random) {
    return RandomValues.document(random, 4).except(Set.of("id", "version"));
  }

  private static byte[] bytes(Document fields) {
    return KEPT.encode(new Kept(new UUID(1, 2), 3, fields));
  }

  private static Document packed(Document fields) {
    return KEPT.decode(bytes(fields)).extra();
  }

  @Test
  void answersLikeAnOpenDocument() {
    for (long seed = 0; seed < 3_000; seed++) {
      Document open = random(new SplittableRandom(seed));
      Document packed = packed(open);
      String where = "seed " + seed;
      assertEquals(open, packed, where);
      assertEquals(packed, open, where);
      assertEquals(packed, packed(open), where);
      assertEquals(open.hashCode(), packed.hashCode(), where);
      assertEquals(open.isEmpty(), packed.isEmpty(), where);
      assertEquals(
          List.copyOf(open.fields().keySet()), List.copyOf(packed.fields().keySet()), where);
      open.fields()
          .forEach((name, value) -> {
            assertTrue(PlainValues.equal(value, packed.get(name)), where + " " + name);
            assertTrue(packed.has(name), where + " " + name);
          });
      for (String other : List.of("id", "x", "überall", "unknownName", "text")) {
        assertEquals(open.has(other), packed.has(other), where);
        assertTrue(PlainValues.equal(open.get(other), packed.get(other)), where + " " + other);
      }
      assertArrayEquals(open.encode(), packed.encode(), where);
      assertArrayEquals(bytes(open), bytes(packed), where);
    }
  }

  @Test
  void findsNamesOutsideAscii() {
    Document packed = packed(Document.of("Grüße", 1, "Grüß", 2));
    assertEquals(1L, packed.get("Grüße"));
    assertEquals(2L, packed.get("Grüß"));
    assertNull(packed.get("Gru"));
    assertNull(packed.get("Grüßen"));
  }

  @Test
  void opened_answersForTheNamesItWasOpenedFor() {
    List<String> names = List.of("überall", "subject", "text", "x", "y", "course", "Grüße");
    FieldSelection asked = FieldSelection.of(names);
    for (long seed = 0; seed < 3_000; seed++) {
      Document open =
          random(new SplittableRandom(seed)).with(names.get((int) seed % names.size()), seed);
      Document opened = packed(open).opened(asked);
      for (String name : names) {
        String where = "seed " + seed + " " + name;
        assertTrue(PlainValues.equal(open.get(name), opened.get(name)), where);
        assertEquals(open.has(name), opened.has(name), where);
      }
      assertTrue(names.containsAll(opened.fields().keySet()), "seed " + seed);
    }
  }

  @Test
  void leavesOutFieldsByName() {
    Document packed = packed(Document.of("subject", "x", "course", 1));
    assertTrue(packed.except(Set.of("subject", "course", "more")).isEmpty());
    assertEquals(Document.of("course", 1), packed.except(Set.of("subject")));
    assertEquals(packed, packed.except(Set.of()));
    assertEquals(packed.with("more", 2).except(Set.of("more")), packed);
  }

  @Test
  void isUnequal_whenAnyValueDiffers() {
    assertFalse(packed(Document.of("a", 1)).equals(packed(Document.of("a", 2))));
    assertFalse(packed(Document.of("a", 1)).equals(Document.of("a", 1, "b", 1)));
  }

  @Test
  void refusesDamage_whenItIsReadAndNotLater() {
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = bytes(random(random));
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Document read;
      try {
        read = KEPT.decode(bytes).extra();
      } catch (CodecException damaged) {
        continue;
      }
      for (String name : read.fields().keySet()) {
        read.get(name);
      }
      assertEquals(read, packed(read), "seed " + seed);
    }
  }

  @Test
  void refusesATruncatedRecord() {
    for (long seed = 0; seed < 200; seed++) {
      byte[] bytes = bytes(random(new SplittableRandom(seed)));
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThrows(CodecException.class, () -> KEPT.decode(cut), "seed " + seed);
      }
    }
  }

  @Test
  void refusesAFieldThatStandsTwice() {
    Sink out = new Sink();
    for (int i = 0; i < 2; i++) {
      FieldNames.write("course", out);
      PlainValues.writeLong(i, out);
    }
    out.putByte(Wire.END);
    assertThrows(CodecException.class, () -> KEPT.decode(out.toBytes()));
  }
}
