package dev.trestle.domain.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static final String GOLDEN =
      "0209000000000000000100000000000000020327050380b083c598680806084472c3bc636b657214"
          + "0a02816181628101000107736c61476f616c02be010404c413240c03d00f14276d08020102290b01"
          + "06636f6c6f75728372656400300701d80000";

  @Test
  void anyDocumentComesBackEqualAndInOrder() {
    for (long seed = 0; seed < 3_000; seed++) {
      Document document = RandomValues.document(new SplittableRandom(seed), 4);
      byte[] bytes = document.encode();
      Document back = Document.decode(bytes);
      assertEquals(document, back, "seed " + seed);
      assertEquals(document.hashCode(), back.hashCode(), "seed " + seed);
      assertEquals(List.copyOf(document.fields().keySet()), List.copyOf(back.fields().keySet()));
      assertArrayEquals(bytes, back.encode(), "seed " + seed);
    }
  }

  @Test
  void bytesStayAsTheyWereInTheFirstRelease() {
    Document document =
        Document.builder()
            .put("id", new UUID(1, 2))
            .put("version", 7)
            .put("createdAt", 1_790_000_000_000L)
            .put("subject", "Dr\u00fccker")
            .put("tags", List.of("a", "b"))
            .put("ownerId", null)
            .put("slaGoal", true)
            .put("amount", new BigDecimal("12.50"))
            .put("timeline", new long[] {1_000, 1_010, 990})
            .put("sha256", new byte[] {1, 2})
            .put("customFields", Document.of("colour", "red"))
            .put("text", "\ud800")
            .build();
    assertEquals(GOLDEN, HexFormat.of().formatHex(document.encode()));
    assertEquals(document, Document.decode(HexFormat.of().parseHex(GOLDEN)));
  }

  @Test
  void wellKnownNamesTakeOneByte() {
    assertEquals(3, Document.of("subject", 5).encode().length);
    assertEquals(4, Document.of("ownerId", 5).encode().length);
  }

  @Test
  void equalityLooksAtContentNotAtOrder() {
    Document one = Document.of("a", List.of(new byte[] {1}), "b", 2);
    Document two = Document.of("b", 2L, "a", List.of(new byte[] {1}));
    assertEquals(one, two);
    assertEquals(one.hashCode(), two.hashCode());
    assertNotEquals(one, two.with("a", null));
    assertNotEquals(one, Document.of("a", List.of(new byte[] {1}), "c", 2));
  }

  @Test
  void callersCannotChangeADocumentFromOutside() {
    List<Object> list = new ArrayList<>(List.of("x"));
    byte[] bytes = {1};
    Document document = Document.of("list", list, "bytes", bytes);
    list.add("y");
    bytes[0] = 2;
    assertEquals(Document.of("list", List.of("x"), "bytes", new byte[] {1}), document);
    assertThrows(UnsupportedOperationException.class, () -> document.fields().put("more", null));
  }

  @Test
  void refusesWhatItCannotHold() {
    assertThrows(IllegalArgumentException.class, () -> Document.of("x", 1.5));
    assertThrows(IllegalArgumentException.class, () -> Document.of("", 1));
    assertThrows(IllegalArgumentException.class, () -> Document.of("\udc00", 1));
  }

  @Test
  void everyTruncationIsAnError() {
    for (long seed = 0; seed < 200; seed++) {
      byte[] bytes = RandomValues.document(new SplittableRandom(seed), 3).encode();
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        CodecException error =
            assertThrows(CodecException.class, () -> Document.decode(cut), "seed " + seed);
        assertEquals(true, error.offset() >= 0 && error.offset() <= length);
      }
    }
  }

  @Test
  void damagedBytesGiveADocumentOrATypedError() {
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = RandomValues.document(random, 3).encode();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      decodeOrFail(bytes, seed);
      random.nextBytes(bytes);
      decodeOrFail(bytes, seed);
    }
  }

  private static void decodeOrFail(byte[] bytes, long seed) {
    try {
      Document.decode(bytes).hashCode();
    } catch (CodecException expected) {
      assertEquals(true, expected.offset() <= bytes.length, "seed " + seed);
    }
  }

  @Test
  void aCountThatLiesIsRefusedBeforeAnythingIsAllocated() {
    for (String hex :
        List.of(
            "01ffffffff07", // a name of 2 GB
            "020affffffff07", // a list
            "0208ffffffff07", // bytes
            "020cffffffffffffffff7f", // numbers
            "0206ffffffffffffffffff01")) { // a text of -1 bytes
      assertThrows(CodecException.class, () -> Document.decode(HexFormat.of().parseHex(hex)), hex);
    }
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() {
    byte[] lists = new byte[200_001];
    lists[0] = 2;
    for (int i = 1; i < lists.length - 1; i += 2) {
      lists[i] = 0x0A; // a list
      lists[i + 1] = 1; // of one element
    }
    assertThrows(CodecException.class, () -> Document.decode(lists));
  }

  @Test
  void malformedUtf8IsRefusedAndTheReplacementCharacterItselfIsNot() {
    assertThrows(CodecException.class, () -> Document.decode(HexFormat.of().parseHex("0281ff00")));
    Document document = Document.of("subject", "\ufffd");
    assertEquals(document, Document.decode(document.encode()));
  }
}
