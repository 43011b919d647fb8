package dev.trestle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.schema.FieldKind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plugins that are gone are gone: classes, threads and memory. */
class LoaderCollectionTest {
  private static final int CYCLES = 200;
  private static final String CODE =
      """
      record Row(String name, int count) {}
      Map<String, Row> rows = new TreeMap<>();
      for (int i = 0; i < 50; i++) {
        Row row = new Row("n" + i, i);
        rows.merge(row.name(), row, (a, b) -> new Row(a.name(), a.count() + b.count()));
      }
      if (rows.size() > 100) throw new FieldProblem(ProblemType.LIMIT, "MANY", "Many.");
      org.slf4j.LoggerFactory.getLogger(Main.class).debug("rows {}", rows);
      return String.join(",", rows.keySet()) + rows.values().stream().mapToInt(Row::count).sum();
      """;

  @Test
  void twoHundredLoadsAndClosesLeaveNothingBehind() {
    try (PluginHost host = new PluginHost(InstantSource.fixed(Instant.EPOCH))) {
      byte[] jar = Attack.jar("guest", CODE).jar();
      PluginPackage packed = PluginPackage.of(jar);
      long metaspace = 0;
      int threads = 0;
      for (int i = 0; i < CYCLES; i++) {
        loadAskAndClose(host, packed);
        if (i == CYCLES / 4) {
          long closed = i + 1;
          Await.untilCollected("collected", () -> host.loaders().collected() == closed);
          metaspace = metaspace();
          threads = Thread.activeCount();
        }
      }
      Await.untilCollected("collected", () -> host.loaders().collected() == CYCLES);
      long grown = metaspace() - metaspace;
      System.out.printf(
          "%d loads and closes: %s, metaspace grew by %d KiB%n",
          CYCLES, host.loaders(), grown >> 10);
      assertEquals(new LoaderFigures(CYCLES, CYCLES, CYCLES), host.loaders());
      assertEquals(0, host.liveLoaders("guest"));
      assertTrue(grown < 2 << 20, "metaspace grew by " + grown);
      assertEquals(threads, Thread.activeCount());
    }
  }

  @Test
  void countsEachPluginsLoaders_untilTheyAreCollected() {
    try (PluginHost host = new PluginHost(InstantSource.fixed(Instant.EPOCH))) {
      PluginPackage packed = PluginPackage.of(Attack.jar("guest", CODE).jar());
      HostedPlugin stays =
          host.load(packed, packed.manifest().asked(), List.of(), new TestProvisions());
      loadAskAndClose(host, packed);
      Await.untilCollected("the closed one is gone", () -> host.liveLoaders("guest") == 1);
      assertEquals(0, host.liveLoaders("other"));
      assertEquals("guest", stays.id());
      stays.close();
    }
  }

  private static void loadAskAndClose(PluginHost host, PluginPackage packed) {
    HostedPlugin plugin =
        host.load(packed, packed.manifest().asked(), List.of(), new TestProvisions());
    Object answer = plugin.active().calls().call("field", Duration.ofSeconds(5), () -> ask(plugin));
    assertTrue(answer.toString().endsWith("1225"), answer.toString());
    assertEquals(List.of(), plugin.close());
  }

  @SuppressWarnings("unchecked")
  private static Object ask(HostedPlugin plugin) {
    var field = plugin.active().contributions().fields().getFirst().entries().getFirst();
    return ((FieldKind.Getter<Object>) field.kind()).get("source");
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
