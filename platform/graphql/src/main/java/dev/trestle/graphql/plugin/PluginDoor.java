package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.engine.PluginProblems;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way from the schema into one plugin's code: guarded calls, each for all objects of a level,
 * with a context that carries nothing of the desk but what the SDK shows.
 */
final class PluginDoor {
  /** How often a level is taken up again behind an object at which the plugin fell over. */
  private static final int TAKEN_UP_MAX = 3;

  /** Reads the value of one object of a level. */
  @FunctionalInterface
  interface Reader {
    @Nullable Object read(int index) throws Exception;
  }

  private final ActivePlugin plugin;
  private final Surroundings computing;

  PluginDoor(ActivePlugin plugin) {
    this.plugin = plugin;
    this.computing = new Indoors(plugin.surroundings());
  }

  String id() {
    return plugin.id();
  }

  ActivePlugin plugin() {
    return plugin;
  }

  /** What a call that computes finds around itself: everything but the way outside. */
  Surroundings computing() {
    return computing;
  }

  /** The context of plugin code that computes. */
  RequestContext context(RequestContext request, Scope scope) {
    return started(request, scope, computing).build();
  }

  /** The context of plugin code that may wait, and so may call outside. */
  RequestContext waitingContext(RequestContext request, Scope scope) {
    return started(request, scope, plugin.surroundings()).build();
  }

  /** Starts a context, which more may be added to. */
  RequestContext.Builder started(RequestContext request, Scope scope, Surroundings around) {
    long left = Math.max(0, request.deadlineNanos() - System.nanoTime());
    return RequestContext.withTraceId(request.traceId())
        .permissions(request::may)
        .timeLimit(Duration.ofNanos(left))
        .with(Snapshot.class, plugin.stores().snapshot(scope.state()))
        .with(Viewer.class, scope.viewer())
        .with(Surroundings.class, around);
  }

  /** One call; its value, or the FieldProblem that says why there is none. */
  @Nullable Object one(String what, Duration limit, Reader reader) {
    return level(what, limit, 1, reader)[0];
  }

  /**
   * One guarded call for all objects of a level. Where the plugin throws for an object, that object
   * alone gets a problem, and the call counts as failed.
   *
   * @return per object the value, or the FieldProblem that says why there is none
   */
  @Nullable Object[] level(String what, Duration limit, int size, Reader reader) {
    @Nullable Object[] values = new @Nullable Object[size];
    int start = 0;
    for (int taken = 0; start < size; taken++) {
      Pass pass = new Pass(reader, values, start);
      try {
        plugin.calls().call(what, limit, pass);
        break;
      } catch (PluginFailure failure) {
        FieldProblem problem = PluginProblems.of(failure);
        pass.settle(problem);
        start = pass.at + 1;
        if (start < size && (failure.kind() != PluginFailure.Kind.THREW || taken == TAKEN_UP_MAX)) {
          java.util.Arrays.fill(values, start, size, problem);
          break;
        }
      }
    }
    return values;
  }

  /** The problem as the client may read it: a fault of the desk is not the plugin's to claim. */
  FieldProblem told(FieldProblem problem) {
    if (problem.plugin() != null) {
      return problem;
    }
    return switch (problem.type()) {
      case INTERNAL, PLUGIN ->
          new FieldProblem(ProblemType.PLUGIN, problem.code(), problem.sentence(), problem.remedy())
              .ofPlugin(id());
      default -> problem;
    };
  }

  FieldProblem told(ProblemException expected) {
    Problem problem = expected.problem();
    return told(new FieldProblem(problem.type(), problem.code(), problem.message()));
  }

  /** One walk over the objects of a level, from the first that has no value yet. */
  private final class Pass implements java.util.concurrent.Callable<@Nullable Void> {
    private final Reader reader;
    private final @Nullable Object[] values;
    private final int from;
    private java.util.@Nullable BitSet thrown;

    /** The object being read; the number of objects once all are. */
    private int at;

    Pass(Reader reader, @Nullable Object[] values, int from) {
      this.reader = reader;
      this.values = values;
      this.from = from;
      this.at = from;
    }

    @Override
    public @Nullable Void call() throws Exception {
      Exception first = null;
      for (; at < values.length; at++) {
        try {
          values[at] = reader.read(at);
        } catch (FieldProblem problem) {
          values[at] = told(problem);
        } catch (ProblemException problem) {
          values[at] = told(problem);
        } catch (PluginFailure | InterruptedException over) {
          throw over;
        } catch (Exception broken) {
          first = first == null ? broken : first;
          thrown = thrown == null ? new java.util.BitSet() : thrown;
          thrown.set(at);
        }
      }
      if (first != null) {
        throw first;
      }
      return null;
    }

    /** Puts the problem where the plugin threw, and where it was stopped. */
    void settle(FieldProblem problem) {
      if (thrown != null) {
        thrown.stream().forEach(index -> values[index] = problem);
      }
      if (at < values.length) {
        values[at] = problem;
      } else if (thrown == null) {
        // Refused before or failed after all of it: then nothing of it counts.
        java.util.Arrays.fill(values, from, values.length, problem);
      }
    }
  }
}
