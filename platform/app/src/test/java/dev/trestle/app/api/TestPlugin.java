package dev.trestle.app.api;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.StoredFiles;
import dev.trestle.domain.plugin.records.OwnStores;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** A plugin made of what a test contributes; its calls are written down, and not timed. */
final class TestPlugin implements PluginCalls {
  private final String id;
  private final List<String> sdl = new ArrayList<>();
  private final List<Fields<?>> fields = new ArrayList<>();
  private final List<Mutation<?>> mutations = new ArrayList<>();
  private final List<Permission> permissions = new ArrayList<>();
  private final List<RecordType<?>> records = new ArrayList<>();
  private Asked consented =
      new Asked(
          List.of("ticket", "message", "company", "site", "contact", "agent", "team", "queue"),
          List.of("ticketNote", "ticketPrioritize", "companyCreate"),
          List.of(),
          List.of(),
          false,
          false,
          List.of());
  private RootFields roots = new RootFields();
  private ListExtension lists = ListExtension.NONE;

  /** What was called, in order. */
  final List<String> calls = new ArrayList<>();

  /** What the calls that failed threw. */
  final List<Throwable> failures = new ArrayList<>();

  /** Set to make every call fail in this way, as the host's watchdog would. */
  PluginFailure.Kind fate;

  private TestPlugin(String id) {
    this.id = id;
  }

  static TestPlugin named(String id) {
    return new TestPlugin(id);
  }

  /** One whose contributions a class of its own makes. */
  static TestPlugin of(String id, DeskPlugin made) {
    TestPlugin plugin = new TestPlugin(id);
    plugin.sdl.addAll(made.schema());
    plugin.fields.addAll(made.fields());
    plugin.mutations.addAll(made.mutations());
    plugin.records.addAll(made.records());
    plugin.permissions.addAll(made.permissions());
    plugin.roots = made.roots();
    plugin.lists = made.ticketLists();
    return plugin;
  }

  TestPlugin sdl(String text) {
    sdl.add(text);
    return this;
  }

  TestPlugin fields(Fields<?> more) {
    fields.add(more);
    return this;
  }

  TestPlugin roots(RootFields all) {
    roots = all;
    return this;
  }

  TestPlugin mutation(Mutation<?> more) {
    mutations.add(more);
    return this;
  }

  TestPlugin permission(String name) {
    permissions.add(new Permission(name, "For the test.", List.of()));
    return this;
  }

  TestPlugin record(RecordType<?> type) {
    records.add(type);
    return this;
  }

  TestPlugin consented(Asked exactly) {
    consented = exactly;
    return this;
  }

  TestPlugin lists(ListExtension all) {
    lists = all;
    return this;
  }

  ActivePlugin active(DeskDoors doors) {
    PluginManifest manifest =
        new PluginManifest(
            id,
            "1.0.0",
            id,
            "A plugin on trial.",
            "nobody",
            "none",
            "*",
            List.of(),
            List.of(),
            List.of(),
            consented);
    Contributions contributions =
        new Contributions(
            sdl,
            fields,
            roots,
            mutations,
            lists,
            records,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            permissions,
            List.of(),
            List.of(),
            List.of());
    Surroundings around = new BareSurroundings();
    return new ActivePlugin(
        manifest,
        consented,
        contributions,
        this,
        around,
        new OwnStores(id, consented, contributions, around, doors, StoredFiles.NONE));
  }

  @Override
  public <T> T call(String what, Duration limit, Callable<T> code) {
    calls.add(what);
    if (fate != null) {
      throw new PluginFailure(id, what, fate, "as the test wants it");
    }
    try {
      return code.call();
    } catch (FieldProblem | ProblemException | PluginFailure meant) {
      throw meant;
    } catch (Exception | StackOverflowError thrown) {
      failures.add(thrown);
      throw new PluginFailure(id, what, PluginFailure.Kind.THREW, thrown.toString());
    }
  }

  @Override
  public void callEndless(String what, Task code) {
    call(
        what,
        USUAL_LIMIT,
        () -> {
          code.run();
          return true;
        });
  }

  @Override
  public void end(String what) {
    throw new IllegalStateException("nothing here is endless");
  }

  @Override
  public <T> T sheltered(Supplier<T> work) {
    return work.get();
  }

  @Override
  public boolean quarantined() {
    return fate == PluginFailure.Kind.QUARANTINED;
  }
}
