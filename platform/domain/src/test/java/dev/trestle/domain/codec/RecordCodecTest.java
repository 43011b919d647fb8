package dev.trestle.domain.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final RecordCodec<SampleTicket> TICKETS = RecordCodec.of(SampleTicket.class);

  enum Old {
    RED,
    GREEN
  }

  enum Young {
    BLUE,
    GREEN
  }

  record First(String name, int size, Old colour, List<String> tags, long gone) {}

  record Second(
      @Nullable String added,
      List<String> tags,
      Young colour,
      long size,
      @Nullable UUID ownerId,
      boolean active,
      Map<String, Long> counts,
      byte[] bytes,
      String name) {}

  record Keeping(String name, Document extra) {}

  record Both(@Nullable List<String> maybe, List<String> always, @Nullable Integer number) {}

  record Strict(int size) {
    Strict {
      if (size > 10) {
        throw new IllegalArgumentException("too big");
      }
    }
  }

  @Test
  void anyRecordComesBackEqual() {
    for (long seed = 0; seed < 3_000; seed++) {
      SampleTicket ticket = SampleTicket.random(new SplittableRandom(seed));
      byte[] bytes = TICKETS.encode(ticket);
      SampleTicket back = TICKETS.decode(bytes);
      assertEquals(List.of(), TICKETS.diff(ticket, back), "seed " + seed);
      assertEquals(ticket.scopes(), back.scopes(), "seed " + seed);
      assertEquals(Document.decode(bytes), TICKETS.toDocument(ticket), "seed " + seed);
      assertEquals(List.of(), TICKETS.diff(ticket, TICKETS.fromDocument(TICKETS.toDocument(back))));
    }
  }

  @Test
  void componentsMayBeAddedRemovedReorderedAndWidened() {
    First old = new First("n", Integer.MIN_VALUE, Old.GREEN, List.of("t"), 4);
    Second now = RecordCodec.of(Second.class).decode(RecordCodec.of(First.class).encode(old));
    assertEquals("n", now.name());
    assertEquals(Integer.MIN_VALUE, now.size());
    assertEquals(Young.GREEN, now.colour());
    assertEquals(List.of("t"), now.tags());
    assertNull(now.added());
    assertNull(now.ownerId());
    assertEquals(false, now.active());
    assertEquals(Map.of(), now.counts());
    assertEquals(0, now.bytes().length);
  }

  @Test
  void fieldsItDoesNotKnowSurviveTheRoundTrip() {
    First old = new First("n", 70, Old.RED, List.of("t", "u"), 4);
    RecordCodec<Keeping> keeping = RecordCodec.of(Keeping.class);
    RecordCodec<First> first = RecordCodec.of(First.class);
    Keeping kept = keeping.decode(first.encode(old));
    assertEquals(70L, kept.extra().get("size"));
    Keeping renamed = new Keeping("m", kept.extra());
    assertEquals(
        new First("m", 70, Old.RED, List.of("t", "u"), 4), first.decode(keeping.encode(renamed)));
  }

  @Test
  void refusesExtraFieldsThatHideAComponent() {
    Keeping wrong = new Keeping("m", Document.of("name", "x"));
    assertThrows(IllegalArgumentException.class, () -> RecordCodec.of(Keeping.class).encode(wrong));
  }

  @Test
  void anEnumNameWithoutConstantIsNamedInTheError() {
    byte[] bytes = RecordCodec.of(First.class).encode(new First("n", 1, Old.RED, List.of(), 0));
    UnknownEnumNameException error =
        assertThrows(
            UnknownEnumNameException.class, () -> RecordCodec.of(Second.class).decode(bytes));
    assertEquals(Young.class, error.type());
    assertEquals("RED", error.value());
  }

  @Test
  void defaultsAreNotWritten_andNullIsToldFromEmptyWhereBothAreAllowed() {
    RecordCodec<Both> codec = RecordCodec.of(Both.class);
    assertEquals(1, codec.encode(new Both(null, List.of(), null)).length);
    for (Both both :
        List.of(
            new Both(null, List.of(), null),
            new Both(List.of(), List.of("x"), 0),
            new Both(List.of("y"), List.of(), 1))) {
      assertEquals(both, codec.decode(codec.encode(both)));
    }
  }

  @Test
  void aNumberThatDoesNotFitAnIntIsRefused() {
    byte[] bytes = Document.of("size", 1L << 40).encode();
    assertThrows(CodecException.class, () -> RecordCodec.of(Strict.class).decode(bytes));
  }

  @Test
  void whatTheRecordItselfRefusesIsACodecError() {
    byte[] bytes = Document.of("size", 11).encode();
    CodecException error =
        assertThrows(CodecException.class, () -> RecordCodec.of(Strict.class).decode(bytes));
    assertTrue(error.getCause() instanceof IllegalArgumentException);
  }

  @Test
  void refusesComponentTypesThatCannotBeStored() {
    record Odd(String name, Thread thread) {}
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RecordCodec.of(Odd.class));
    assertTrue(error.getMessage().contains("'thread'"), error.getMessage());
  }

  @Test
  void differencesAreListedInOrderWithPlainValues() {
    SampleTicket before = SampleTicket.typical(1);
    RecordCodec<First> codec = RecordCodec.of(First.class);
    List<FieldChange> changes =
        codec.diff(
            new First("a", 1, Old.RED, List.of(), 5),
            new First("a", 2, Old.GREEN, List.of("x"), 5));
    assertEquals(
        List.of(
            new FieldChange("size", 1L, 2L),
            new FieldChange("colour", "RED", "GREEN"),
            new FieldChange("tags", List.of(), List.of("x"))),
        changes);
    assertEquals(List.of(), TICKETS.diff(before, SampleTicket.typical(1)));
  }

  @Test
  void equalReferencesShareOneObjectWhenAsked() {
    RecentValues recent = new RecentValues(64, 64);
    byte[] one = TICKETS.encode(SampleTicket.typical(1));
    SampleTicket a = TICKETS.decode(one, 0, one.length, recent);
    SampleTicket b = TICKETS.decode(one, 0, one.length, recent);
    assertSame(a.queueId(), b.queueId());
    assertSame(a.tags().getFirst(), b.tags().getFirst());
    assertEquals(a.subject(), b.subject());
  }

  @Test
  void decimalsReadFieldsThatWereWholeNumbers() {
    record Price(BigDecimal amount) {}
    assertEquals(
        new Price(new BigDecimal(5)),
        RecordCodec.of(Price.class).decode(Document.of("amount", 5).encode()));
  }

  @Test
  void damagedBytesGiveARecordOrATypedError() {
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = TICKETS.encode(SampleTicket.random(random));
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      byte[] damaged = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      decodeOrFail(bytes, seed);
      decodeOrFail(damaged, seed);
    }
  }

  private static void decodeOrFail(byte[] bytes, long seed) {
    try {
      TICKETS.decode(bytes);
    } catch (CodecException expected) {
      assertTrue(expected.offset() <= bytes.length, "seed " + seed);
    }
  }
}
