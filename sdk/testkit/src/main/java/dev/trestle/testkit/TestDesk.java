package dev.trestle.testkit;

import dev.trestle.access.SecretBox;
import dev.trestle.access.SecretKeys;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.record.Agent;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.store.log.MemoryCommitLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole desk in memory, with plugins installed as an administrator would install them, asked
 * through the public schema. Its clock stands still until the test moves it.
 *
 * <pre>{@code
 * try (TestDesk desk = TestDesk.with(PluginUnderTest.ofProject())) {
 *   TestPerson ada = desk.admin();
 *   String ticket = ada.ticket("Printer on fire");
 *   ada.does("reminderSet", Map.of("ticketId", ticket, "after", "PT1H"), "");
 *   desk.advance(Duration.ofHours(1));
 *   assertEquals(1, desk.happened("ReminderFired").size());
 * }
 * }</pre>
 */
public final class TestDesk implements AutoCloseable {
  /** When every test begins: a Monday. */
  public static final Instant START = Instant.parse("2031-03-03T09:00:00Z");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final int STEPS_MAX = 10_000;

  private final TestClock clock = new TestClock(START);
  private final TestNetwork network = new TestNetwork();
  private final TestDisk disk = new TestDisk();
  private final SeededIds ids = new SeededIds(clock);
  private final SecretBox box;
  private final Path folder;
  private MemoryCommitLog log = MemoryCommitLog.create();
  private DeskCore core;
  private final TestPerson admin;

  private TestDesk() throws IOException {
    SecureRandom random = new SecureRandom();
    box = new SecretBox(SecretKeys.generate(random), random);
    folder = Files.createTempDirectory("trestle-desk");
    core = open();
    core.setUp();
    Agent first = core.firstAgent();
    admin = new TestPerson(this, first.id(), first.name());
  }

  /** A fresh desk with these plugins, installed in this order with all they ask for. */
  public static TestDesk with(PluginUnderTest... plugins) {
    try {
      TestDesk desk = new TestDesk();
      boolean whole = false;
      try {
        for (PluginUnderTest plugin : plugins) {
          desk.install(plugin);
        }
        whole = true;
        return desk;
      } finally {
        // Nobody else can close a desk that nobody gets.
        if (!whole) {
          desk.closeUnseen();
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private DeskCore open() throws IOException {
    return new DeskCore(new DeskCore.Ground(log, folder, box, clock, ids, network, disk));
  }

  /** The administrator, an agent. */
  public TestPerson admin() {
    return admin;
  }

  /**
   * A new agent.
   *
   * @param role the key of a role, such as {@code technician}
   */
  public TestPerson agent(String name, String role) {
    String id =
        admin
            .does(
                "agentCreate",
                Map.of("name", name, "roleIds", List.of(core.role(role).id())),
                "agent { id }")
            .text("agent.id");
    return new TestPerson(this, UUID.fromString(id), name);
  }

  /** A new contact without a company. */
  public TestPerson contact(String name) {
    String id =
        admin.does("contactCreate", Map.of("name", name), "contact { id }").text("contact.id");
    return new TestPerson(this, UUID.fromString(id), name);
  }

  /** The clock that plugins are handed the time of. */
  public TestClock clock() {
    return clock;
  }

  /** The world outside. */
  public TestNetwork network() {
    return network;
  }

  /** The disk that files lie on. */
  public TestDisk disk() {
    return disk;
  }

  /**
   * Waits until something is so that comes from outside the desk, such as from a server that the
   * test runs; what the desk does by itself {@link #settle} waits for.
   */
  public void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not so after " + PATIENCE + ": " + what);
      }
      pause();
    }
  }

  /** Calls an endpoint of a plugin as the outside would; fails when none is there. */
  public Endpoint.Reply call(String pluginId, String method, String path, byte[] body) {
    return call(pluginId, method, path, Map.of(), new ByteArrayInputStream(body));
  }

  /**
   * The same with headers, and a body that comes in piece by piece. It does not check the size,
   * which is the door's business.
   */
  public Endpoint.Reply call(
      String pluginId,
      String method,
      String path,
      Map<String, String> headers,
      InputStream content) {
    try {
      Endpoint.Reply reply = core.call(pluginId, method, path, headers, content);
      if (reply == null) {
        throw new AssertionError("no plugin answers " + method + " " + pluginId + "/" + path);
      }
      return reply;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  UUID upload(TestPerson person, String name, String mediaType, byte[] content) {
    return core.upload(person.id(), name, mediaType, content);
  }

  byte @Nullable [] file(TestPerson person, String id) {
    return core.file(person.id(), id);
  }

  List<String> filesOnDisk() {
    return core.filesOnDisk();
  }

  /** What has happened since the first day, oldest first. */
  public List<Happened> happened() {
    return core.happened();
  }

  /** What of this type has happened since the first day, oldest first. */
  public List<Happened> happened(String type) {
    return happened().stream().filter(event -> event.type().equals(type)).toList();
  }

  /** The number of the last commit. */
  public long sequence() {
    return core.sequence();
  }

  /** Starts to tell what is given, what is done, and what must come of it. */
  public Story story() {
    return new Story(this);
  }

  Reply ask(TestPerson person, String document, Map<String, ? extends @Nullable Object> variables) {
    return core.ask(person.id(), document, Plain.map(variables));
  }

  /** Waits until the plugins have done all there is to do at this time. */
  public void settle() {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!core.quiet()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("the plugins are still at work after " + PATIENCE);
      }
      pause();
    }
  }

  /**
   * Lets time pass, from one thing that is due to the next: each finds the clock at its own time.
   */
  public void advance(Duration by) {
    advanceTo(clock.instant().plus(by));
  }

  /** Lets time pass until then; see {@link #advance}. */
  public void advanceTo(Instant time) {
    settle();
    for (int step = 0; step < STEPS_MAX; step++) {
      Instant next = core.nextDue(clock.instant());
      if (next == null || !next.isBefore(time)) {
        clock.set(time);
        settle();
        return;
      }
      clock.set(next);
      settle();
    }
    throw new AssertionError("more than " + STEPS_MAX + " things fell due before " + time);
  }

  /** Stops the desk in good order, and starts it again after this time. */
  public void restart(Duration downFor) {
    core.close();
    clock.advance(downFor);
    reopen();
  }

  /**
   * Kills the desk where it stands: nothing reaches its log from this moment. Then starts it again,
   * and has it read all of its log.
   */
  public void kill() {
    log.breakDisk();
    core.close();
    log.repairDisk();
    reopen();
  }

  private void reopen() {
    try {
      log = log.reopen();
      core = open();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Installs a plugin with all it asks for, and lets it run. */
  public void install(PluginUnderTest plugin) {
    install(plugin, Map.of());
  }

  /**
   * The same with settings.
   *
   * @param settings texts by name, secrets included
   */
  public void install(PluginUnderTest plugin, Map<String, String> settings) {
    carryOut(
        new PluginWish.Install(
            core.upload(admin.id(), plugin), null, new LinkedHashMap<>(settings), true));
  }

  /** Puts another version in the place of the one that is there. */
  public void upgrade(PluginUnderTest plugin) {
    carryOut(new PluginWish.Upgrade(plugin.id(), core.upload(admin.id(), plugin), null, null));
  }

  public void disable(String pluginId) {
    carryOut(new PluginWish.Disable(pluginId, null));
  }

  public void enable(String pluginId) {
    carryOut(new PluginWish.Enable(pluginId, null));
  }

  /** Takes a plugin away; its data is kept. */
  public void remove(String pluginId) {
    carryOut(new PluginWish.Remove(pluginId, null));
  }

  /** Sets settings of a plugin; those not named stay. */
  public void configure(String pluginId, Map<String, String> settings) {
    carryOut(new PluginWish.Configure(pluginId, new LinkedHashMap<>(settings), null));
  }

  private void carryOut(PluginWish wish) {
    List<String> problems = core.carryOut(admin.id(), wish);
    if (!problems.isEmpty()) {
      throw new AssertionError(wish + " was refused: " + problems);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was stopped", stopped);
    }
  }

  /** Closes the desk, after all inspections have looked at it. */
  @Override
  public void close() {
    try {
      ServiceLoader.load(DeskInspection.class).forEach(inspection -> inspection.inspect(this));
    } finally {
      closeUnseen();
    }
  }

  private void closeUnseen() {
    core.close();
    log.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
