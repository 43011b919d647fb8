package dev.trestle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.rude.RudeNeighbour;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every plugin promises, as tests: extend it next to the plugin's own tests, and say how the
 * plugin is used and what is seen of it.
 *
 * <pre>{@code
 * class ReminderContractTest extends PluginContract {
 *   protected void use(TestDesk desk) {
 *     desk.admin().does("reminderSet", Map.of("ticketId", desk.admin().ticket("Printer"), "after", "PT1H"), "");
 *   }
 *   protected String look() {
 *     return "{ myReminders(first: 10) { nodes { text dueAt state } } }";
 *   }
 * }
 * }</pre>
 */
public abstract class PluginContract {
  private static final Pattern BLANK = Pattern.compile("\\{([^{},]*)");
  private static final String RUDE =
      """
      id=rude
      version=1.0.0
      name=Rude neighbour
      description=Fails wherever it is asked.
      vendor=Trestle
      plugin.class=dev.trestle.plugins.rude.RudeNeighbour
      sdk=>=0.1.0 <0.2.0
      reads=ticket
      events=*
      """;

  /** The plugin; without an override, that of the project whose tests run. */
  protected PluginUnderTest plugin() {
    return PluginUnderTest.ofProject();
  }

  /**
   * An older version whose records the present one must read; without an override, the present one
   * under a lower number.
   */
  protected PluginUnderTest older() {
    return plugin().withVersion("0.0.1");
  }

  /** What must be there before the plugin, such as the settings it requires and hosts it calls. */
  protected void prepare(TestDesk desk) {}

  /**
   * Uses the plugin on a fresh desk so that it stores something, and does all kinds of its work.
   */
  protected abstract void use(TestDesk desk);

  /**
   * What the administrator sees of the plugin afterwards: a query that selects the plugin's fields,
   * and no ids or versions, which differ where a command was tried more than once.
   */
  protected abstract String look();

  /** A mutation of the plugin that {@link #repeatable} holds to its operation key. */
  public record Repeatable(String mutation, Map<String, ? extends @Nullable Object> input) {}

  /** A mutation of the plugin that succeeds once on a desk; null when it has none. */
  protected abstract @Nullable Repeatable repeatable(TestDesk desk);

  /** Time that lets the plugin's timers come due after its use. */
  protected Duration later() {
    return Duration.ofDays(1);
  }

  @Test
  protected void killedAndReplayed_itShowsWhatItShowed() {
    try (TestDesk desk = used()) {
      Reply before = seen(desk);
      desk.kill();
      assertEquals(before, seen(desk));
      desk.restart(Duration.ZERO);
      assertEquals(before, seen(desk));
    }
  }

  @Test
  protected void killedAtWork_itDoesTheRestOnce() {
    try (TestDesk calm = used();
        TestDesk killed = fresh()) {
      calm.advance(later());
      use(killed);
      killed.kill();
      killed.settle();
      killed.kill();
      killed.advance(later());
      killed.kill();
      assertEquals(seen(calm), seen(killed));
      assertEquals(types(calm), types(killed));
    }
  }

  @Test
  protected void downWhenSomethingWasDue_itDoesItLate() {
    try (TestDesk calm = used();
        TestDesk away = used()) {
      calm.advance(later());
      away.restart(later());
      away.settle();
      assertEquals(types(calm), types(away));
    }
  }

  @Test
  protected void aMutationSentTwice_isDoneOnce() {
    try (TestDesk desk = fresh()) {
      Repeatable wish = wished(desk);
      desk.settle();
      Map<String, @Nullable Object> input = new LinkedHashMap<>(wish.input());
      input.put("operationKey", new UUID(7, 7));
      Done first = desk.admin().does(wish.mutation(), input, "");
      desk.settle();
      List<String> after = types(desk);
      Done second = desk.admin().does(wish.mutation(), input, "");
      desk.settle();
      assertEquals(first.reply(), second.reply());
      assertEquals(after, types(desk));
    }
  }

  @Test
  protected void aDryRun_changesNothing() {
    try (TestDesk desk = fresh()) {
      Repeatable wish = wished(desk);
      desk.settle();
      long before = desk.sequence();
      Map<String, @Nullable Object> input = new LinkedHashMap<>(wish.input());
      input.put("dryRun", true);
      desk.admin().does(wish.mutation(), input, "");
      desk.settle();
      assertEquals(before, desk.sequence());
    }
  }

  @Test
  protected void removedAndPutBack_itFindsItsData() {
    try (TestDesk desk = used()) {
      Reply before = seen(desk);
      desk.remove(plugin().id());
      assertTrue(
          desk.admin().ask(look()).data() == null, "what a plugin adds to the schema goes with it");
      desk.kill();
      desk.admin().does("companyCreate", Map.of("name", "The desk goes on"), "");
      desk.install(plugin());
      assertEquals(before, seen(desk));
    }
  }

  @Test
  protected void disabledAndEnabled_itGoesOn() {
    try (TestDesk desk = used()) {
      Reply before = seen(desk);
      desk.disable(plugin().id());
      desk.restart(Duration.ZERO);
      desk.enable(plugin().id());
      assertEquals(before, seen(desk));
    }
  }

  @Test
  protected void upgraded_itReadsWhatTheOlderVersionWrote() {
    try (TestDesk desk = TestDesk.with()) {
      prepare(desk);
      desk.install(older());
      use(desk);
      desk.settle();
      desk.upgrade(plugin());
      Reply upgraded = seen(desk);
      desk.kill();
      assertEquals(upgraded, seen(desk));
      assertNotEquals(null, upgraded.data());
    }
  }

  @Test
  protected void beside_aRudeNeighbour_itWorksAsAlone() {
    try (TestDesk alone = used();
        TestDesk beside = TestDesk.with()) {
      prepare(beside);
      beside.install(PluginUnderTest.of(RUDE, RudeNeighbour.class));
      beside.install(plugin());
      use(beside);
      beside.settle();
      assertEquals(seen(alone), seen(beside));
    }
  }

  @Test
  protected void everyElementOfItsSchema_isDescribed() {
    try (TestDesk without = TestDesk.with();
        TestDesk with = fresh()) {
      List<String> undescribed = SchemaTour.undescribed(with);
      undescribed.removeAll(SchemaTour.undescribed(without));
      assertEquals(List.of(), undescribed);
    }
  }

  @Test
  protected void everyLanguage_saysAllThatEnglishSays_withTheSameBlanks() {
    Map<String, Properties> texts = plugin().texts();
    Properties english = texts.getOrDefault("en", new Properties());
    texts.forEach(
        (language, says) -> assertEquals(blanks(english), blanks(says), "texts in " + language));
  }

  /** What is to be filled in, by the name of the text. */
  private static Map<String, Set<String>> blanks(Properties texts) {
    Map<String, Set<String>> blanks = new TreeMap<>();
    for (String name : texts.stringPropertyNames()) {
      Set<String> found = new TreeSet<>();
      BLANK.matcher(texts.getProperty(name)).results().forEach(blank -> found.add(blank.group(1)));
      blanks.put(name, found);
    }
    return blanks;
  }

  private Repeatable wished(TestDesk desk) {
    Repeatable wish = repeatable(desk);
    return wish == null ? Assumptions.abort(plugin().id() + " has no mutation.") : wish;
  }

  private TestDesk fresh() {
    TestDesk desk = TestDesk.with();
    prepare(desk);
    desk.install(plugin());
    return desk;
  }

  private TestDesk used() {
    TestDesk desk = fresh();
    use(desk);
    desk.settle();
    return desk;
  }

  private Reply seen(TestDesk desk) {
    desk.settle();
    Reply seen = desk.admin().ask(look());
    assertEquals(List.of(), seen.errors());
    return seen;
  }

  /**
   * What happened, but for the coming and going of plugins. Sorted: what plugins do happens beside
   * what people do, and its place among that is left to chance.
   */
  private static List<String> types(TestDesk desk) {
    return desk.happened().stream()
        .map(Happened::type)
        .filter(type -> !type.startsWith("Plugin"))
        .sorted()
        .toList();
  }
}
