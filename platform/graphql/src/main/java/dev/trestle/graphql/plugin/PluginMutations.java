package dev.trestle.graphql.plugin;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.input.InputBinder;
import dev.trestle.graphql.desk.input.InputHash;
import dev.trestle.graphql.desk.mutation.Payload;
import dev.trestle.graphql.desk.view.LastWrites;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's mutations: its input as a record, its decider on the desk's draft, one commit, and the
 * payload read from the outcome's own snapshot. Keys, dry runs, errors and warnings are the desk's
 * work, the same as for its own mutations.
 */
final class PluginMutations {
  private final PluginDoor door;
  private final Scope.Source scopes;
  private final LastWrites lastWrites;
  private final PluginTexts texts;
  private final Set<String> composites;

  PluginMutations(
      PluginDoor door,
      Scope.Source scopes,
      LastWrites lastWrites,
      PluginTexts texts,
      Set<String> composites) {
    this.door = door;
    this.scopes = scopes;
    this.lastWrites = lastWrites;
    this.texts = texts;
    this.composites = composites;
  }

  /** One field of a payload. */
  private record Shown(String name, boolean many, Answers.Turn turn, Mutation.PayloadField field) {}

  /** What the payload's fields read. */
  private record Answer(
      Snapshot snapshot, Viewer viewer, Surroundings surroundings, Outcome outcome)
      implements Mutation.Answer {
    @Override
    public boolean repeated() {
      return outcome.replayed();
    }

    @Override
    public @Nullable UUID id(String name) {
      return outcome.result(name);
    }
  }

  /** Adds a mutation and answers its payload type. */
  <C extends Record> Fields<?> add(RootFields roots, Mutation<C> mutation) {
    String payload = Payload.typeName(mutation.name());
    InputBinder<C> binder = InputBinder.of(mutation.input());
    GivenFilters filters = GivenFilters.of(texts.field("Mutation", mutation.name()), texts);
    List<Shown> shown = new ArrayList<>();
    mutation
        .payload()
        .forEach((name, field) -> {
          Type<?> declared = texts.type(payload, name);
          shown.add(new Shown(name, isList(declared), Answers.of(declared, composites), field));
        });
    roots.mutation(
        mutation.name(),
        (arguments, request) -> {
          if (!filters.none()) {
            filters.check(scopes.of(request), arguments);
          }
          return execute(mutation, binder, shown, arguments.requireObject("input"), request);
        });
    return Payload.type(mutation.name(), shown.stream().map(Shown::name).toList());
  }

  private <C extends Record> Payload execute(
      Mutation<C> mutation,
      InputBinder<C> binder,
      List<Shown> shown,
      Arguments input,
      RequestContext request) {
    Viewer viewer = request.get(Viewer.class);
    List<Problem> problems = new ArrayList<>();
    C command = bound(mutation, binder, input, problems);
    if (command == null) {
      Payload.throwTopLevel(problems);
      return refused(problems, shown);
    }
    PluginCommand wish =
        new PluginCommand(
            door.id() + "." + mutation.name(), 0, draft -> decide(mutation, command, draft));
    if (problems.isEmpty()) {
      problems.addAll(checked(mutation, command, viewer));
      Payload.throwTopLevel(problems);
    }
    if (!problems.isEmpty()) {
      Outcome further =
          scopes.desk().execute(wish, new Envelope(viewer, null, 0, true, request.traceId()));
      Payload.throwTopLevel(further.problems());
      return refused(joined(problems, further.problems()), shown);
    }
    Outcome outcome =
        scopes
            .desk()
            .execute(
                wish,
                new Envelope(
                    viewer,
                    input.uuid("operationKey"),
                    InputHash.of(mutation.name(), input),
                    input.isTrue("dryRun"),
                    request.traceId()));
    if (!outcome.done()) {
      Payload.throwTopLevel(outcome.problems());
      return refused(outcome.problems(), shown);
    }
    if (outcome.sequence() > 0) {
      lastWrites.wrote(viewer.id(), outcome.sequence());
      request.pin(State.class, scopes.desk().snapshot());
    }
    return Payload.done(things(mutation, shown, outcome, viewer), outcome.warnings());
  }

  /** The input as the plugin's record; null when the record's own constructor refuses it. */
  private <C extends Record> @Nullable C bound(
      Mutation<C> mutation, InputBinder<C> binder, Arguments input, List<Problem> problems) {
    try {
      return door.plugin()
          .calls()
          .call(
              "input of " + mutation.name(),
              PluginCalls.USUAL_LIMIT,
              () -> binder.bind(input, problems));
    } catch (ProblemException refused) {
      problems.add(refused.problem());
      return null;
    } catch (FieldProblem refused) {
      throw door.told(refused);
    }
  }

  /** What a look outside has against it; nobody looks for those who may not ask. */
  private <C extends Record> List<Problem> checked(Mutation<C> mutation, C command, Viewer viewer) {
    Mutation.Check<C> check = mutation.check();
    String permission = mutation.permission();
    if (check == null || !viewer.signedIn() || permission != null && !viewer.may(permission)) {
      return List.of();
    }
    try {
      return door.plugin()
          .calls()
          .call(
              "check of " + mutation.name(),
              Mutation.Check.LIMIT,
              () ->
                  List.copyOf(
                      check.problems(
                          new Mutation.Asked<>(
                              command,
                              viewer,
                              door.plugin().stores().snapshot(scopes.desk().snapshot()),
                              door.plugin().surroundings()))));
    } catch (ProblemException refused) {
      return List.of(refused.problem());
    } catch (FieldProblem refused) {
      throw door.told(refused);
    }
  }

  private <C extends Record> void decide(Mutation<C> mutation, C command, Draft draft) {
    String permission = mutation.permission();
    if (permission == null ? !draft.requireSignedIn() : !draft.require(permission)) {
      return;
    }
    try {
      door.plugin()
          .calls()
          .call(
              "mutation " + mutation.name(),
              PluginCalls.USUAL_LIMIT,
              () -> {
                mutation.decider().decide(command, door.plugin().stores().draft(draft));
                return true;
              });
    } catch (ProblemException refused) {
      Problem problem = refused.problem();
      draft.problem(
          problem.type(), problem.code(), problem.message(), problem.path().toArray(String[]::new));
    } catch (FieldProblem refused) {
      throw door.told(refused);
    }
  }

  private Map<String, @Nullable Object> things(
      Mutation<?> mutation, List<Shown> shown, Outcome outcome, Viewer viewer) {
    Scope scope = scopes.of(outcome.state(), viewer);
    Answer answer =
        new Answer(
            door.plugin().stores().snapshot(outcome.state()), viewer, door.computing(), outcome);
    @Nullable Object[] values =
        door.level(
            "payload of " + mutation.name(),
            PluginCalls.USUAL_LIMIT,
            shown.size(),
            index -> {
              Object value = shown.get(index).field().value(answer);
              return value == null ? null : shown.get(index).turn().of(value, () -> scope);
            });
    Map<String, @Nullable Object> things = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      things.put(shown.get(i).name(), values[i]);
    }
    return things;
  }

  private static Payload refused(List<Problem> problems, List<Shown> shown) {
    Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
    shown.forEach(field -> nothing.put(field.name(), field.many() ? List.of() : null));
    return Payload.refused(nothing, problems);
  }

  private static List<Problem> joined(List<Problem> problems, List<Problem> further) {
    List<Problem> all = new ArrayList<>(problems);
    for (Problem each : further) {
      if (problems.stream().noneMatch(known -> known.path().equals(each.path()))) {
        all.add(each);
      }
    }
    return all;
  }

  private static boolean isList(@Nullable Type<?> declared) {
    return declared instanceof NonNullType nonNull
        ? isList(nonNull.getType())
        : declared instanceof ListType;
  }
}
