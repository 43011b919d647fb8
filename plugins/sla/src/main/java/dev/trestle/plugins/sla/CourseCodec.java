package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Course.Entry;
import dev.trestle.plugins.sla.clock.Course.Mark;
import dev.trestle.plugins.sla.clock.Course.Merging;
import dev.trestle.plugins.sla.clock.Course.State;
import dev.trestle.plugins.sla.clock.Course.Word;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Courses as they are stored: some 20 bytes for each id, and 4 to 8 for each entry.
 *
 * <p>Shape: the number of ids, the ids in 16 bytes each, then the entries. Numbers are base-128,
 * low bits first; times are the milliseconds since the entry before. An entry begins with its tag:
 * 0 state, 1 inbound word, 2 outbound word, 3 and up the marks in the order of {@link Merging}. Ids
 * in entries are places in the list, from 1; 0 stands for none.
 */
final class CourseCodec {
  private static final int STATE = 0;
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;
  private static final int MARKS = 3;
  private static final StatusCategory[] CATEGORIES = StatusCategory.values();
  private static final TicketPriority[] PRIORITIES = TicketPriority.values();
  private static final Merging[] MERGINGS = Merging.values();

  private CourseCodec() {}

  static byte[] encode(Course course) {
    List<UUID> ids = new ArrayList<>();
    Writer entries = new Writer(64);
    long last = 0;
    for (Entry entry : course.entries()) {
      switch (entry) {
        case State state -> {
          entries.octet(STATE);
          entries.number(state.atMillis() - last);
          int flags = state.category().ordinal() << 3 | state.priority().ordinal() << 1;
          entries.octet(flags | (state.assigned() ? 1 : 0));
          entries.number(place(ids, state.teamId()));
          entries.number(place(ids, state.calendarId()));
          entries.number(state.policyIds().size());
          for (UUID policy : state.policyIds()) {
            entries.number(place(ids, policy));
          }
        }
        case Word word -> {
          entries.octet(word.inbound() ? INBOUND : OUTBOUND);
          entries.number(word.atMillis() - last);
        }
        case Mark mark -> {
          entries.octet(MARKS + mark.merging().ordinal());
          entries.number(mark.atMillis() - last);
          entries.number(mark.otherCreatedAtMillis());
        }
      }
      last = entry.atMillis();
    }
    Writer all = new Writer(entries.size + 16 * ids.size() + 1);
    all.number(ids.size());
    for (UUID id : ids) {
      all.fixed(id.getMostSignificantBits());
      all.fixed(id.getLeastSignificantBits());
    }
    all.append(entries);
    return all.toBytes();
  }

  private static int place(List<UUID> ids, @Nullable UUID id) {
    if (id == null) {
      return 0;
    }
    int known = ids.indexOf(id);
    if (known < 0) {
      ids.add(id);
      known = ids.size() - 1;
    }
    return known + 1;
  }

  private static final class Writer {
    private static final int NUMBER_MAX = 10;

    private byte[] bytes;
    private int size;

    Writer(int capacity) {
      this.bytes = new byte[capacity];
    }

    private void room(int more) {
      if (bytes.length - size < more) {
        bytes = Arrays.copyOf(bytes, 2 * (size + more));
      }
    }

    void octet(int value) {
      room(1);
      bytes[size++] = (byte) value;
    }

    void number(long value) {
      room(NUMBER_MAX);
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes[size++] = (byte) (rest & 0x7f | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }

    void fixed(long value) {
      room(Long.BYTES);
      for (int shift = 56; shift >= 0; shift -= 8) {
        bytes[size++] = (byte) (value >>> shift);
      }
    }

    void append(Writer other) {
      room(other.size);
      System.arraycopy(other.bytes, 0, bytes, size, other.size);
      size += other.size;
    }

    byte[] toBytes() {
      return Arrays.copyOf(bytes, size);
    }
  }

  static Course decode(byte[] bytes) {
    Reader in = new Reader(bytes);
    UUID[] ids = new UUID[(int) in.number()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = new UUID(in.fixed(), in.fixed());
    }
    List<Entry> entries = new ArrayList<>();
    long last = 0;
    while (in.more()) {
      int tag = in.octet();
      last += in.number();
      entries.add(
          switch (tag) {
            case STATE -> state(in, ids, last);
            case INBOUND -> new Word(last, true);
            case OUTBOUND -> new Word(last, false);
            default -> new Mark(last, MERGINGS[tag - MARKS], in.number());
          });
    }
    return new Course(entries);
  }

  private static State state(Reader in, UUID[] ids, long at) {
    int flags = in.octet();
    UUID team = in.id(ids);
    UUID calendar = in.id(ids);
    List<UUID> policies = new ArrayList<>(3);
    for (long left = in.number(); left > 0; left--) {
      UUID policy = in.id(ids);
      if (policy != null) {
        policies.add(policy);
      }
    }
    return new State(
        at,
        CATEGORIES[flags >> 3],
        PRIORITIES[flags >> 1 & 3],
        team,
        (flags & 1) == 1,
        calendar,
        policies);
  }

  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean more() {
      return at < bytes.length;
    }

    int octet() {
      return bytes[at++] & 0xff;
    }

    long number() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        int next = octet();
        value |= (long) (next & 0x7f) << shift;
        if (next < 0x80) {
          return value;
        }
      }
    }

    long fixed() {
      long value = 0;
      for (int i = 0; i < 8; i++) {
        value = value << 8 | octet();
      }
      return value;
    }

    @Nullable UUID id(UUID[] ids) {
      int place = (int) number();
      return place == 0 ? null : ids[place - 1];
    }
  }
}
