package dev.trestle.graphql.desk.mutation;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.input.InputBinder;
import dev.trestle.graphql.desk.input.InputHash;
import dev.trestle.graphql.desk.view.LastWrites;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns each mutation into a command and its outcome into a payload. The payload is read from the
 * outcome's own snapshot, so a dry run shows what would be, and a repeated operation key what was.
 */
final class Mutations {
  private final Scope.Source scopes;
  private final LastWrites lastWrites;
  private final RootFields roots;
  private final List<Fields<?>> payloads = new ArrayList<>();
  private final Map<String, InputBinder<? extends Command>> binders = new LinkedHashMap<>();

  Mutations(Scope.Source scopes, LastWrites lastWrites, RootFields roots) {
    this.scopes = scopes;
    this.lastWrites = lastWrites;
    this.roots = roots;
  }

  /** The payload types of all mutations added. */
  List<Fields<?>> payloads() {
    return payloads;
  }

  /** How the input of each mutation becomes a command. */
  Map<String, InputBinder<? extends Command>> binders() {
    return binders;
  }

  /** Adds a mutation whose input type has the command's components as its fields. */
  @SafeVarargs
  final <C extends Record & Command> Mutations add(
      String name, Class<C> command, Thing<C>... things) {
    InputBinder<C> binder = InputBinder.of(command);
    binders.put(name, binder);
    List<Thing<C>> shown = List.of(things);
    payloads.add(Payload.type(name, shown.stream().map(Thing::field).toList()));
    roots.mutation(
        name,
        (arguments, context) ->
            execute(name, binder, shown, arguments.requireObject("input"), context));
    return this;
  }

  private <C extends Record & Command> Payload execute(
      String name,
      InputBinder<C> binder,
      List<Thing<C>> things,
      Arguments input,
      RequestContext context) {
    List<Problem> problems = new ArrayList<>();
    C command = binder.bind(input, problems);
    Viewer viewer = context.get(Viewer.class);
    if (!problems.isEmpty()) {
      return refused(joined(problems, command, viewer, context), things);
    }
    Outcome outcome =
        scopes
            .desk()
            .execute(
                command,
                new Envelope(
                    viewer,
                    input.uuid("operationKey"),
                    InputHash.of(name, input),
                    input.isTrue("dryRun"),
                    context.traceId()));
    if (!outcome.done()) {
      Payload.throwTopLevel(outcome.problems());
      return refused(outcome.problems(), things);
    }
    if (outcome.sequence() > 0) {
      lastWrites.wrote(viewer.id(), outcome.sequence());
      context.pin(State.class, scopes.desk().snapshot());
    }
    Scope scope = scopes.of(outcome.state(), viewer);
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    for (Thing<C> thing : things) {
      found.put(thing.field(), thing.find().find(command, outcome, scope));
    }
    return Payload.done(found, outcome.warnings());
  }

  /**
   * The input's own problems, and what else a decision finds wrong, so that one answer tells all.
   */
  private List<Problem> joined(
      List<Problem> problems, Command command, Viewer viewer, RequestContext context) {
    Outcome outcome =
        scopes.desk().execute(command, new Envelope(viewer, null, 0, true, context.traceId()));
    Payload.throwTopLevel(outcome.problems());
    List<Problem> all = new ArrayList<>(problems);
    for (Problem further : outcome.problems()) {
      if (problems.stream().noneMatch(known -> known.path().equals(further.path()))) {
        all.add(further);
      }
    }
    return all;
  }

  /** Lists of a payload are empty, and everything else is null, when nothing was done. */
  private static <C> Payload refused(List<Problem> problems, List<Thing<C>> things) {
    Map<String, @Nullable Object> none = new LinkedHashMap<>();
    for (Thing<C> thing : things) {
      none.put(thing.field(), thing.many() ? List.of() : null);
    }
    return Payload.refused(none, problems);
  }
}
