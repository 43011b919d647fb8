package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.desk.view.Scoped;
import dev.trestle.graphql.plugin.DeskTypes.DeskType;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldEntry;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import graphql.language.ListType;
import graphql.language.Type;
import graphql.schema.idl.TypeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engine's fields of a plugin's. Whatever kind the plugin registered, the engine asks
 * once per level, and the plugin's code runs for all its objects in one guarded call.
 */
final class PluginFields {
  /** What stands in the place of a source where there is none. */
  private static final Object ROOT = new Object();

  private final PluginDoor door;
  private final Scope.Source scopes;
  private final PluginTexts texts;
  private final Set<String> composites;

  /**
   * @param composites the names of all types that have fields, of the desk and of plugins
   */
  PluginFields(PluginDoor door, Scope.Source scopes, PluginTexts texts, Set<String> composites) {
    this.door = door;
    this.scopes = scopes;
    this.texts = texts;
    this.composites = composites;
  }

  /** The fields of one object type, on the class that is behind it in the schema. */
  Fields<?> of(Fields<?> registered) {
    DeskType<?> desk = DeskTypes.named(registered.type());
    Class<?> behind = desk == null ? registered.javaClass() : desk.view();
    Fields<?> fields = Fields.of(registered.type(), behind);
    for (FieldEntry<?> entry : registered.entries()) {
      add(fields, entry, desk == null ? UnaryOperator.identity() : handing(desk));
    }
    return fields;
  }

  /** Hands over the desk's objects of a kind, if the owner lets the plugin read them. */
  private UnaryOperator<Object> handing(DeskType<?> desk) {
    String kind = desk.kind();
    if (kind == null || door.plugin().consented().reads().contains(kind)) {
      return desk::handed;
    }
    return source -> {
      throw new FieldProblem(
              ProblemType.PLUGIN,
              "PLUGIN_NOT_CONSENTED",
              "The plugin " + door.id() + " has no consent to read the kind " + kind + ".",
              "Its manifest must ask for it under reads, and an administrator must agree.")
          .ofPlugin(door.id());
    };
  }

  @SuppressWarnings("unchecked") // The engine only ever hands a field objects of its own type.
  private void add(Fields<?> fields, FieldEntry<?> registered, UnaryOperator<Object> handed) {
    FieldEntry<Object> entry = (FieldEntry<Object>) registered;
    Fields<Object> target = (Fields<Object>) fields;
    Type<?> declared = texts.type(fields.type(), entry.name());
    Answers.Turn turn = Answers.of(declared, composites);
    String what = "field " + fields.type() + "." + entry.name();
    GivenFilters filters = GivenFilters.of(texts.field(fields.type(), entry.name()), texts);
    if (entry.kind() instanceof FieldKind.Slow<Object> slow) {
      target.slow(entry.name(), slow.limit(), slow(what, slow, handed, turn, filters));
    } else {
      FieldKind.Batch<Object> batch = batch(what, entry.kind(), handed, turn);
      target.batch(entry.name(), filters.none() ? batch : asked(batch, filters));
      if (entry.cost() < 0 && !(entry.kind() instanceof FieldKind.Batch)) {
        // The engine takes it for a batch, which weighs more than what the plugin registered.
        target.cost(more(declared) ? 1 : 0);
      }
    }
    if (entry.permission() != null) {
      target.guarded(entry.permission(), entry.refusal());
    }
    if (entry.cost() >= 0) {
      target.cost(entry.cost());
    }
  }

  /** The batch for those who may ask the filters they give. */
  private FieldKind.Batch<Object> asked(FieldKind.Batch<Object> batch, GivenFilters filters) {
    return (sources, arguments, request) -> {
      try {
        filters.check(scopes.of(request), arguments);
      } catch (FieldProblem refused) {
        return Collections.nCopies(sources.size(), refused);
      }
      return batch.load(sources, arguments, request);
    };
  }

  private boolean more(@Nullable Type<?> declared) {
    if (declared == null) {
      return false;
    }
    TypeInfo info = TypeInfo.typeInfo(declared);
    return info.getRawType() instanceof ListType
        || info.isList()
        || composites.contains(info.getName());
  }

  private FieldKind.Batch<Object> batch(
      String what, FieldKind<Object> kind, UnaryOperator<Object> handed, Answers.Turn turn) {
    return (sources, arguments, request) -> {
      Supplier<Scope> scope = scope(sources.isEmpty() ? ROOT : sources.getFirst(), request);
      @Nullable Object[] values =
          kind instanceof FieldKind.Batch<Object> batch
              ? whole(what, batch, sources, handed, arguments, request, scope, turn)
              : door.level(
                  what,
                  PluginCalls.USUAL_LIMIT,
                  sources.size(),
                  reader(kind, sources, handed, arguments, request, scope, turn));
      return Arrays.asList(values);
    };
  }

  private PluginDoor.Reader reader(
      FieldKind<Object> kind,
      List<Object> sources,
      UnaryOperator<Object> handed,
      Arguments arguments,
      RequestContext request,
      Supplier<Scope> scope,
      Answers.Turn turn) {
    return switch (kind) {
      case FieldKind.Getter<Object> getter ->
          at -> turned(turn, getter.get(handed.apply(sources.get(at))), scope);
      case FieldKind.IntGetter<Object> getter -> at -> getter.get(handed.apply(sources.get(at)));
      case FieldKind.LongGetter<Object> getter -> at -> getter.get(handed.apply(sources.get(at)));
      case FieldKind.BooleanGetter<Object> getter ->
          at -> getter.get(handed.apply(sources.get(at)));
      case FieldKind.Utf8Getter<Object> getter ->
          at -> {
            byte[] text = getter.get(handed.apply(sources.get(at)));
            return text == null ? null : new String(text, java.nio.charset.StandardCharsets.UTF_8);
          };
      case FieldKind.Computed<Object> computed -> {
        RequestContext context = door.context(request, scope.get());
        yield at ->
            turned(turn, computed.get(handed.apply(sources.get(at)), arguments, context), scope);
      }
      case FieldKind.Batch<Object> batch -> throw new IllegalStateException("a batch is one call");
      case FieldKind.Slow<Object> slow -> throw new IllegalStateException("slow fields wait");
      case FieldKind.Live live -> throw new IllegalStateException("only subscriptions are live");
    };
  }

  /** A plugin's own batch: one call gives all values, so it fails for all or for none. */
  private @Nullable Object[] whole(
      String what,
      FieldKind.Batch<Object> batch,
      List<Object> sources,
      UnaryOperator<Object> handed,
      Arguments arguments,
      RequestContext request,
      Supplier<Scope> scope,
      Answers.Turn turn) {
    RequestContext context = door.context(request, scope.get());
    @Nullable Object[] values = new @Nullable Object[sources.size()];
    Object failed =
        door.one(
            what,
            PluginCalls.USUAL_LIMIT,
            at -> {
              List<? extends @Nullable Object> loaded =
                  batch.load(handed(sources, handed), arguments, context);
              if (loaded == null || loaded.size() != values.length) {
                throw new Answers.Unfit(
                    "a batch of " + values.length + " gave another number of values");
              }
              int index = 0;
              for (Object each : loaded) {
                values[index++] =
                    each instanceof FieldProblem problem
                        ? door.told(problem)
                        : turned(turn, each, scope);
              }
              return null;
            });
    if (failed != null) {
      Arrays.fill(values, failed);
    }
    return values;
  }

  private FieldKind.Computed<Object> slow(
      String what,
      FieldKind.Slow<Object> slow,
      UnaryOperator<Object> handed,
      Answers.Turn turn,
      GivenFilters filters) {
    return (source, arguments, request) -> {
      Scope scope = scope(source, request).get();
      filters.check(scope, arguments);
      RequestContext context = door.waitingContext(request, scope);
      return thrown(
          door.one(
              what,
              slow.limit(),
              at ->
                  turned(
                      turn,
                      slow.call().get(handed.apply(source), arguments, context),
                      () -> scope)));
    };
  }

  /** Adds a query: one call, and none for whoever is not signed in. */
  void addQuery(RootFields roots, FieldEntry<Object> entry) {
    Answers.Turn turn = Answers.of(texts.type("Query", entry.name()), composites);
    String what = "query " + entry.name();
    GivenFilters filters = GivenFilters.of(texts.field("Query", entry.name()), texts);
    switch (entry.kind()) {
      case FieldKind.Slow<Object> slow -> {
        FieldKind.Computed<Object> call = slow(what, slow, UnaryOperator.identity(), turn, filters);
        roots.slowQuery(
            entry.name(),
            slow.limit(),
            (arguments, request) -> {
              requireSignedIn(scopes.of(request));
              return call.get(ROOT, arguments, request);
            });
      }
      case FieldKind.Computed<Object> computed ->
          roots.query(
              entry.name(),
              (arguments, request) -> {
                Scope scope = scopes.of(request);
                requireSignedIn(scope);
                filters.check(scope, arguments);
                RequestContext context = door.context(request, scope);
                return thrown(
                    door.one(
                        what,
                        PluginCalls.USUAL_LIMIT,
                        index ->
                            turned(turn, computed.get(ROOT, arguments, context), () -> scope)));
              });
      default -> throw new IllegalStateException(what + " is of a kind that no query has");
    }
    finish(roots, entry);
  }

  /** Gives the root field added last the guard and the weight that the plugin registered. */
  static void finish(RootFields roots, FieldEntry<Object> entry) {
    if (entry.permission() != null) {
      roots.guarded(entry.permission());
    }
    if (entry.cost() >= 0) {
      roots.cost(entry.cost());
    }
  }

  static void requireSignedIn(Scope scope) {
    if (!scope.viewer().signedIn()) {
      throw new FieldProblem(
          ProblemType.UNAUTHENTICATED,
          "SIGN_IN_REQUIRED",
          "Nobody is signed in.",
          "Sign in with signIn and send the access token as \"Authorization: Bearer\".");
    }
  }

  /** What belongs to an object: all objects of a level are read from the same. */
  private Supplier<Scope> scope(Object source, RequestContext request) {
    if (source instanceof Scoped view) {
      return view::scope;
    }
    return new Supplier<>() {
      private @Nullable Scope known;

      @Override
      public Scope get() {
        Scope scope = known;
        if (scope == null) {
          scope = scopes.of(request);
          known = scope;
        }
        return scope;
      }
    };
  }

  private static @Nullable Object turned(
      Answers.Turn turn, @Nullable Object answer, Supplier<Scope> scope) {
    return answer == null ? null : turn.of(answer, scope);
  }

  private static List<Object> handed(List<Object> sources, UnaryOperator<Object> handed) {
    List<Object> all = new ArrayList<>(sources.size());
    sources.forEach(source -> all.add(handed.apply(source)));
    return Collections.unmodifiableList(all);
  }

  private static @Nullable Object thrown(@Nullable Object value) {
    if (value instanceof FieldProblem problem) {
      throw problem;
    }
    return value;
  }
}
