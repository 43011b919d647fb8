package dev.trestle.graphql.desk.plugins;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.PluginAsk;
import dev.trestle.domain.plugin.PluginOutcome;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.query.Comparators;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.graphql.desk.input.InputHash;
import dev.trestle.graphql.desk.mutation.Payload;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What administrators do about plugins. */
public final class PluginMutations {
  private static final UUID NOTHING = new UUID(0, 0);

  private final Scope.Source scopes;
  private final Supplier<PluginAdministration> plugins;
  private final List<Fields<?>> payloads = new ArrayList<>();

  public PluginMutations(Scope.Source scopes, Supplier<PluginAdministration> plugins) {
    this.scopes = scopes;
    this.plugins = plugins;
  }

  /** Makes a wish of an input. */
  @FunctionalInterface
  private interface Wanted {
    PluginWish of(Input input);
  }

  /** Reads a thing of the payload, once it is done. */
  @FunctionalInterface
  private interface Shown {
    @Nullable Object of(Input input, PluginOutcome outcome, State state);
  }

  /** A mutation's input, with what is wrong with it. */
  private record Input(Arguments given, List<Problem> problems) {
    UUID id(String field) {
      String text = given.requireString(field);
      UUID id = Comparators.uuid(text);
      if (id == null) {
        problems.add(
            Problem.of(
                ProblemType.INVALID,
                "ID_MALFORMED",
                "This is no id of this desk. Take ids from the desk's answers.",
                "input",
                field));
        return NOTHING;
      }
      return id;
    }

    String text(String field) {
      return given.requireString(field);
    }

    @Nullable Integer version() {
      return given.integer("expectedVersion");
    }

    /** What is consented to; null when the input leaves it open. */
    @Nullable List<PluginAsk> asks() {
      return given.raw("consented") == null
          ? null
          : given.objects("consented").stream()
              .map(ask ->
                  new PluginAsk(
                      Objects.requireNonNull(ask.constant("kind", PluginAsk.Kind.class)),
                      ask.requireString("name")))
              .distinct()
              .toList();
    }

    Map<String, @Nullable String> settings() {
      Map<String, @Nullable String> settings = new LinkedHashMap<>();
      int index = 0;
      for (Arguments setting : given.objects("settings")) {
        String name = setting.requireString("name");
        if (settings.containsKey(name)) {
          problems.add(
              Problem.of(
                  ProblemType.INVALID,
                  "SETTING_REPEATED",
                  "The setting " + name + " is named twice; name each once.",
                  "input",
                  "settings",
                  Integer.toString(index)));
        }
        settings.put(name, setting.string("value"));
        index++;
      }
      return settings;
    }
  }

  /** Adds the mutations and answers their payload types. */
  public List<Fields<?>> addTo(RootFields roots) {
    installing(roots);
    running(roots);
    Shown gone = (input, outcome, state) -> input.given().string("keyId");
    add(
        roots,
        "pluginKeyTrust",
        input ->
            new PluginWish.TrustKey(
                input.text("keyId"), input.text("name"), input.text("publicKey")),
        Map.of(
            "pluginKey",
            (input, outcome, state) ->
                state.table(Tables.TRUSTED_PLUGIN_KEYS).unique("keyId", input.text("keyId"))));
    add(
        roots,
        "pluginKeyDistrust",
        input -> new PluginWish.DistrustKey(input.text("keyId")),
        Map.of("removedKeyId", gone, "change", PluginMutations::change));
    setAside(roots);
    return payloads;
  }

  private void installing(RootFields roots) {
    add(
        roots,
        "pluginInstall",
        input ->
            new PluginWish.Install(
                input.id("fileId"),
                input.asks(),
                input.settings(),
                input.given().isTrue("enable")));
    add(
        roots,
        "pluginUpgrade",
        input ->
            new PluginWish.Upgrade(
                input.text("pluginId"), input.id("fileId"), input.asks(), input.version()));
    add(
        roots,
        "pluginRemove",
        input -> new PluginWish.Remove(input.text("pluginId"), input.version()));
    add(
        roots,
        "pluginPurge",
        input -> new PluginWish.Purge(input.text("pluginId"), input.version()),
        Map.of(
            "exportFileId",
            (input, outcome, state) -> outcome.exportFileId(),
            "change",
            PluginMutations::change));
  }

  private void running(RootFields roots) {
    add(
        roots,
        "pluginEnable",
        input -> new PluginWish.Enable(input.text("pluginId"), input.version()));
    add(
        roots,
        "pluginDisable",
        input -> new PluginWish.Disable(input.text("pluginId"), input.version()));
    add(
        roots,
        "pluginConsent",
        input ->
            new PluginWish.Consent(
                input.text("pluginId"),
                Objects.requireNonNullElse(input.asks(), List.of()),
                input.version()));
    add(
        roots,
        "pluginSettingsSet",
        input ->
            new PluginWish.Configure(input.text("pluginId"), input.settings(), input.version()));
  }

  private void setAside(RootFields roots) {
    Map<String, Shown> fault =
        Map.of("removedId", (input, outcome, state) -> input.id("pluginFaultId"));
    add(
        roots,
        "pluginFaultRetry",
        input -> new PluginWish.RetryFault(input.id("pluginFaultId")),
        fault);
    add(
        roots,
        "pluginFaultDismiss",
        input -> new PluginWish.DismissFault(input.id("pluginFaultId")),
        fault);
    add(
        roots,
        "outboxRetry",
        input -> new PluginWish.RetryDelivery(input.id("outboxEntryId")),
        Map.of("outboxEntry", (input, outcome, state) -> entry(state, input.id("outboxEntryId"))));
    add(
        roots,
        "outboxDiscard",
        input -> new PluginWish.DiscardDelivery(input.id("outboxEntryId")),
        Map.of("removedId", (input, outcome, state) -> input.id("outboxEntryId")));
  }

  private static @Nullable OutboxEntry entry(State state, UUID id) {
    return state.get(Tables.OUTBOX, id);
  }

  private static Object change(Input input, PluginOutcome outcome, State state) {
    return outcome.change();
  }

  private void add(RootFields roots, String name, Wanted wish) {
    add(
        roots,
        name,
        wish,
        Map.of(
            "plugin",
            (input, outcome, state) -> outcome.plugin(),
            "change",
            PluginMutations::change));
  }

  private void add(RootFields roots, String name, Wanted wish, Map<String, Shown> shown) {
    payloads.add(Payload.type(name, shown.keySet().stream().sorted().toList()));
    roots.mutation(
        name,
        (arguments, context) ->
            execute(name, wish, shown, arguments.requireObject("input"), context));
  }

  private Payload execute(
      String name,
      Wanted wanted,
      Map<String, Shown> shown,
      Arguments given,
      RequestContext context) {
    Scope scope = scopes.of(context);
    PluginQueries.require(scope, Permissions.PLUGIN_MANAGE);
    Input input = new Input(given, new ArrayList<>());
    PluginWish wish = wanted.of(input);
    if (!input.problems().isEmpty()) {
      return refused(shown, input.problems());
    }
    PluginOutcome outcome =
        plugins
            .get()
            .carryOut(
                wish,
                new Envelope(
                    scope.viewer(),
                    given.uuid("operationKey"),
                    InputHash.of(name, given),
                    given.isTrue("dryRun"),
                    context.traceId()));
    if (!outcome.done()) {
      Payload.throwTopLevel(outcome.problems());
      return refused(shown, outcome.problems());
    }
    State state = scopes.desk().snapshot();
    context.pin(State.class, state);
    Map<String, @Nullable Object> things = new LinkedHashMap<>();
    shown.forEach((field, value) -> things.put(field, value.of(input, outcome, state)));
    return Payload.done(things, outcome.warnings());
  }

  private static Payload refused(Map<String, Shown> shown, List<Problem> problems) {
    Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
    shown.keySet().forEach(field -> nothing.put(field, null));
    return Payload.refused(nothing, problems);
  }
}
