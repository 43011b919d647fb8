package dev.trestle.app.api;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.plugin.PluginStores;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.ProblemType;
import java.lang.reflect.Proxy;
import java.util.UUID;

/** The desk's state as plugins on trial see it: its records by id, and drafts that can refuse. */
final class TestStores implements PluginStores {
  @Override
  public Snapshot snapshot(State state) {
    return proxy(
        Snapshot.class,
        (name, arguments) ->
            switch (name) {
              case "sequence" -> state.sequence();
              case "ticket" -> get(state, Tables.TICKETS, arguments[0]);
              case "company" -> get(state, Tables.COMPANIES, arguments[0]);
              case "contact" -> get(state, Tables.CONTACTS, arguments[0]);
              case "agent" -> get(state, Tables.AGENTS, arguments[0]);
              case "queue" -> get(state, Tables.QUEUES, arguments[0]);
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private static Object get(State state, TableSchema<?> table, Object id) {
    return state.get(table, (UUID) id);
  }

  @Override
  public dev.trestle.sdk.command.Draft draft(Draft draft) {
    return proxy(
        dev.trestle.sdk.command.Draft.class,
        (name, arguments) ->
            switch (name) {
              case "snapshot" -> snapshot(draft.state());
              case "viewer" -> draft.viewer();
              case "result" -> {
                draft.result((String) arguments[0], (UUID) arguments[1]);
                yield null;
              }
              case "refuse" -> {
                draft.problem(
                    (ProblemType) arguments[0],
                    (String) arguments[1],
                    (String) arguments[2],
                    (String[]) arguments[3]);
                yield null;
              }
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private interface Answering {
    Object answer(String name, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answering answering) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answering.answer(method.getName(), arguments)));
  }
}
