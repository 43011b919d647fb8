package dev.trestle.domain.codec;

import dev.trestle.domain.data.LongList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A record of the size and kinds of a real ticket. */
record SampleTicket(
    UUID id,
    int version,
    long createdAt,
    long updatedAt,
    String number,
    String subject,
    String statusKey,
    Category category,
    @Nullable Priority priority,
    UUID queueId,
    @Nullable UUID companyId,
    @Nullable UUID siteId,
    UUID requesterId,
    @Nullable UUID assigneeId,
    List<UUID> watchers,
    List<String> tags,
    Map<String, Object> fields,
    List<Link> links,
    @Nullable UUID parentId,
    long dueAt,
    long resolvedAt,
    int messageCount,
    boolean internal,
    @Nullable BigDecimal amount,
    LongList timeline,
    byte[] sha256,
    @Nullable List<String> scopes,
    Document extra) {

  enum Category {
    NEW,
    OPEN,
    WAITING_ON_REQUESTER,
    RESOLVED
  }

  enum Priority {
    LOW,
    NORMAL,
    HIGH
  }

  record Link(String kind, UUID target, @Nullable Link next) {}

  /** About ten fields set, as most tickets have. */
  static SampleTicket typical(long seed) {
    return new SampleTicket(
        new UUID(0x0190_0000_0000_7000L + seed, 0x8000_0000_0000_0000L ^ seed * 31),
        3,
        1_790_000_000_000L + seed,
        1_790_000_500_000L + seed,
        "T-" + (100_000 + seed),
        "Printer on floor " + seed % 40 + " prints blank pages since the update",
        "open",
        Category.OPEN,
        Priority.NORMAL,
        new UUID(7, seed % 20),
        new UUID(8, seed % 500),
        null,
        new UUID(9, seed % 5_000),
        seed % 3 == 0 ? null : new UUID(10, seed % 80),
        List.of(),
        List.of("printer", "vpn"),
        Map.of(),
        List.of(),
        null,
        0,
        0,
        2,
        false,
        null,
        LongList.EMPTY,
        new byte[0],
        null,
        Document.empty());
  }

  static SampleTicket random(RandomGenerator random) {
    return new SampleTicket(
        id(random),
        random.nextInt(),
        random.nextLong(),
        random.nextLong() >>> random.nextInt(64),
        RandomValues.text(random),
        RandomValues.text(random),
        RandomValues.text(random),
        Category.values()[random.nextInt(4)],
        random.nextBoolean() ? null : Priority.values()[random.nextInt(3)],
        id(random),
        random.nextBoolean() ? null : id(random),
        random.nextBoolean() ? null : id(random),
        id(random),
        random.nextBoolean() ? null : id(random),
        list(random, () -> id(random)),
        list(random, () -> RandomValues.text(random)),
        map(random),
        list(random, () -> link(random, 3)),
        random.nextBoolean() ? null : id(random),
        random.nextLong(100),
        -random.nextLong(100),
        random.nextInt(70),
        random.nextBoolean(),
        random.nextBoolean() ? null : RandomValues.decimal(random),
        LongList.of(random.longs(random.nextInt(50)).toArray()),
        RandomValues.bytes(random),
        random.nextBoolean() ? null : list(random, () -> RandomValues.text(random)),
        random.nextBoolean() ? Document.empty() : Document.of("unheardOf", random.nextLong()));
  }

  private static UUID id(RandomGenerator random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static Link link(RandomGenerator random, int depth) {
    Link next = depth == 0 || random.nextBoolean() ? null : link(random, depth - 1);
    return new Link(RandomValues.text(random), id(random), next);
  }

  private static Map<String, Object> map(RandomGenerator random) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put("key" + random.nextInt(100), RandomValues.text(random));
    }
    return map;
  }

  private static <T> List<T> list(RandomGenerator random, java.util.function.Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }
}
