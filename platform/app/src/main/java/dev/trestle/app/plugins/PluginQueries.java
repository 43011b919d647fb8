package dev.trestle.app.plugins;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.GraphQlRequests;
import dev.trestle.graphql.engine.GraphQlResponse;
import dev.trestle.graphql.engine.OperationKind;
import dev.trestle.graphql.engine.Prepared;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.graphql.engine.Subscription;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.ResumePoint;
import dev.trestle.sdk.surroundings.Queries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The public schema as one plugin may ask it: under the permissions that what it may read stands
 * for, and with no field of a kind that it may not.
 */
final class PluginQueries implements Queries {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration READ_ON = Duration.ofSeconds(1);

  /** What may be read of a kind. */
  private static final Map<String, List<String>> PERMISSIONS =
      Map.of(
          "ticket", List.of(Permissions.TICKET_READ_ALL, Permissions.SEARCH),
          "message", List.of(Permissions.NOTE_READ),
          "company", List.of(Permissions.DIRECTORY_READ),
          "site", List.of(Permissions.DIRECTORY_READ),
          "contact", List.of(Permissions.DIRECTORY_READ),
          "agent", List.of(Permissions.STAFF_READ),
          "team", List.of(Permissions.STAFF_READ),
          "queue", List.of(Permissions.STAFF_READ));

  private final String pluginId;
  private final PluginDocuments documents;
  private final Viewer viewer;
  private final Desk desk;
  private final Supplier<SchemaEngine> engine;

  PluginQueries(String pluginId, Asked consented, Desk desk, Supplier<SchemaEngine> engine) {
    this.pluginId = pluginId;
    this.documents =
        new PluginDocuments(
            consented.reads(), document -> engine.get().generation().reachedTypes(document));
    this.viewer = viewer(pluginId, consented);
    this.desk = desk;
    this.engine = engine;
  }

  private static Viewer viewer(String pluginId, Asked consented) {
    Set<String> permissions = new TreeSet<>();
    consented
        .reads()
        .forEach(kind -> permissions.addAll(PERMISSIONS.getOrDefault(kind, List.of())));
    if (!consented.events().isEmpty()) {
      permissions.add(Permissions.EVENT_SUBSCRIBE);
      permissions.add(Permissions.EVENT_READ_ALL);
    }
    return new Viewer(null, PrincipalKind.SYSTEM, pluginId, null, List.of(), permissions, null);
  }

  private RequestContext.Builder context() {
    return DeskApi.context(desk, viewer, "plugin-" + pluginId).timeLimit(LIMIT);
  }

  @Override
  public List<String> faults(String document) {
    List<String> faults = new ArrayList<>(documents.faults(document));
    if (!faults.isEmpty()) {
      return faults;
    }
    switch (engine.get().prepare(GraphQlRequest.of(document), context().build())) {
      case Prepared.Refused refused ->
          read(refused.response()).problems().forEach(problem -> faults.add(problem.message()));
      case Prepared.Ready ready -> {
        if (ready.kind() == OperationKind.MUTATION) {
          faults.add("A plugin asks no mutations here; it wishes for them in a draft.");
        }
        if (ready.kind() == OperationKind.SUBSCRIPTION
            && !PluginDocuments.subscribesToEvents(document)) {
          faults.add("Of the subscriptions, a plugin asks for events, and nothing beside it.");
        }
        ready.close();
      }
    }
    return List.copyOf(faults);
  }

  @Override
  public Reading query(String document, Map<String, ?> variables) {
    List<String> faults = documents.faults(document);
    if (!faults.isEmpty()) {
      return refused(faults);
    }
    RequestContext context = context().build();
    Map<String, @Nullable Object> given = new LinkedHashMap<>(variables);
    switch (engine.get().prepare(GraphQlRequest.of(document, given), context)) {
      case Prepared.Refused refused -> {
        return read(refused.response());
      }
      case Prepared.Ready ready -> {
        if (ready.kind() != OperationKind.QUERY) {
          ready.close();
          return refused(List.of("Only a query is asked here."));
        }
        return read(engine.get().execute(ready, context));
      }
    }
  }

  @Override
  public Reading event(String document, long sequence, int ordinal) {
    List<String> faults = documents.faults(document);
    if (!faults.isEmpty()) {
      return refused(faults);
    }
    String cursor = cursor(sequence, ordinal);
    RequestContext opening =
        context().with(ResumePoint.class, new ResumePoint(cursor(sequence, ordinal - 1))).build();
    String bare = PluginDocuments.withoutRootArguments(document);
    return switch (engine.get().subscribe(GraphQlRequest.of(bare), opening)) {
      case Subscription.Opening.Refused refused -> read(refused.response());
      case Subscription.Opening.Opened opened -> first(opened.subscription(), cursor);
    };
  }

  private Reading first(Subscription opened, String cursor) {
    try (Subscription subscription = opened) {
      LiveItem item = subscription.next(READ_ON);
      return item == null || !cursor.equals(item.cursor())
          ? new Reading(Map.of(), List.of())
          : read(subscription.render(item, context().build()));
    } catch (FieldProblem problem) {
      return new Reading(
          Map.of(), List.of(Problem.of(problem.type(), problem.code(), problem.sentence())));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Reading(Map.of(), List.of());
    }
  }

  private static String cursor(long sequence, int ordinal) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((sequence + "." + ordinal).getBytes(StandardCharsets.US_ASCII));
  }

  private static Reading refused(List<String> faults) {
    return new Reading(
        Map.of(),
        faults.stream()
            .map(fault -> Problem.of(ProblemType.INVALID, "DOCUMENT_REFUSED", fault))
            .toList());
  }

  @SuppressWarnings("unchecked") // an answer's objects have texts as names
  private static Reading read(GraphQlResponse response) {
    Map<String, @Nullable Object> answer = GraphQlRequests.parseObject(response.bytes());
    Map<String, @Nullable Object> data =
        answer.get("data") instanceof Map<?, ?> object
            ? (Map<String, @Nullable Object>) object
            : Map.of();
    List<Problem> problems = new ArrayList<>();
    if (answer.get("errors") instanceof List<?> errors) {
      errors.forEach(error -> problems.add(problem((Map<String, @Nullable Object>) error)));
    }
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    data.forEach((name, value) -> plain.put(name, plain(value)));
    return new Reading(plain, problems);
  }

  private static Problem problem(@Nullable Object error) {
    Map<?, ?> told = error instanceof Map<?, ?> object ? object : Map.of();
    Map<?, ?> extensions = told.get("extensions") instanceof Map<?, ?> inner ? inner : Map.of();
    List<String> path = new ArrayList<>();
    if (told.get("path") instanceof List<?> steps) {
      steps.forEach(step -> path.add(String.valueOf(step)));
    }
    return new Problem(
        type(extensions.get("type")),
        String.valueOf(extensions.get("code")),
        String.valueOf(told.get("message")),
        path);
  }

  private static ProblemType type(@Nullable Object name) {
    for (ProblemType type : ProblemType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return ProblemType.INTERNAL;
  }

  /** Whole numbers as the SDK promises them. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Integer number -> number.longValue();
      case Map<?, ?> object -> {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        object.forEach((name, member) -> plain.put(String.valueOf(name), plain(member)));
        yield plain;
      }
      case List<?> list -> {
        List<@Nullable Object> plain = new ArrayList<>();
        list.forEach(member -> plain.add(plain(member)));
        yield plain;
      }
      default -> value;
    };
  }
}
