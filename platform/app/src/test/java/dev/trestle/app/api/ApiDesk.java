package dev.trestle.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trestle.access.Access;
import dev.trestle.access.AccessSettings;
import dev.trestle.access.PasswordHasher;
import dev.trestle.access.SecretKeys;
import dev.trestle.app.desk.SearchFeeder;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.credentials.desk.CredentialAnswer;
import dev.trestle.domain.credentials.desk.CredentialDeciders;
import dev.trestle.domain.credentials.desk.CredentialDesk;
import dev.trestle.domain.credentials.desk.CredentialViews;
import dev.trestle.domain.credentials.desk.DeskSetUp;
import dev.trestle.domain.credentials.desk.Viewers;
import dev.trestle.domain.directory.DirectoryDeciders;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.TicketFilters;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TicketDeciders;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.graphql.engine.GraphQlResponse;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.graphql.engine.Subscription;
import dev.trestle.graphql.plugin.Generations;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.search.LuceneSearchIndex;
import dev.trestle.search.SearchSettings;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import dev.trestle.store.log.MemoryCommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A fresh desk in memory with its whole API, asked as different people. */
final class ApiDesk implements AutoCloseable {
  static final String EMAIL = "ada@desk.example";
  static final String PASSWORD = "seven tall herons wade";
  private static final ObjectMapper JSON = new ObjectMapper();

  final AtomicLong millis = new AtomicLong(Instant.parse("2031-03-03T09:00:00Z").toEpochMilli());
  final LocalDesk desk;
  final SearchIndex index;
  final SchemaEngine engine;

  /** Asked about plugins. */
  PluginAdministration administration = PluginAdministration.NONE;

  private final Generations generations;
  private final DeskDoors doors;
  final List<String> batches = new ArrayList<>();
  final Viewer admin;
  private final SearchFeeder feeder;
  private final Viewers viewers;

  ApiDesk(Path folder) throws IOException {
    Deciders deciders = new Deciders();
    TicketDeciders.register(deciders);
    DirectoryDeciders.register(deciders);
    CredentialDeciders.register(deciders, Access::readsKeySet);
    AtomicLong ids = new AtomicLong(100);
    DeskOptions options =
        DeskOptions.of(
            new DeskSchema(List.of()),
            deciders,
            () -> Instant.ofEpochMilli(millis.addAndGet(1000)),
            () -> new UUID(0x0190000000007000L + ids.incrementAndGet(), 0x8000000000000000L),
            new Metrics());
    desk = LocalDesk.open(options, MemoryCommitLog.create(), null);
    index = LuceneSearchIndex.open(folder, () -> desk.snapshot().sequence(), SearchSettings.USUAL);
    feeder = new SearchFeeder(desk, index, new Metrics());
    Access access =
        Access.open(
            AccessSettings.of("https://desk.example")
                .withPasswordHashing(PasswordHasher.Parameters.FOR_TESTS),
            SecretKeys.generate(new SecureRandom()),
            () -> Instant.ofEpochMilli(millis.get()),
            new SecureRandom(),
            options.ids(),
            url -> "");
    CredentialViews views = new CredentialViews();
    viewers = new Viewers(access.bearers(), views);
    CredentialDesk credentials =
        CredentialDesk.of(
            desk,
            access.signIns(),
            views,
            () -> Instant.ofEpochMilli(millis.get()),
            options.ids(),
            Runnable::run);
    credentials.keys().rotate();
    if (!(credentials
            .setUp()
            .carryOut(new DeskSetUp.Wish("Test desk", "Ada", EMAIL, PASSWORD, "UTC"))
        instanceof CredentialAnswer.Done<?>)) {
      throw new AssertionError("the desk could not be set up");
    }
    int slot = desk.snapshot().table(Tables.AGENTS).live().nextSlot(0);
    Agent ada = desk.snapshot().table(Tables.AGENTS).require(slot);
    admin = viewer(ada.id(), PrincipalKind.AGENT, "Ada", null, "administrator");
    DeskApi api =
        new DeskApi(
            desk,
            index,
            (opened, state) -> opened,
            credentials,
            this::bearer,
            "1.2.3",
            (field, parents) -> batches.add(field + " x" + parents),
            () -> administration);
    doors = new DeskDoors(desk::entry, deciders, api.wishes(this::now), () -> TicketFilters.KERNEL);
    generations = new Generations(api, EngineLimits.DEFAULTS);
    engine = new SchemaEngine(generations.compose(List.of()));
  }

  private SchemaGeneration now() {
    return engine.generation();
  }

  /** Goes on with these plugins, and no others. */
  SchemaGeneration plugins(TestPlugin... plugins) {
    List<ActivePlugin> active = Arrays.stream(plugins).map(each -> each.active(doors)).toList();
    return engine.swap(generations.compose(active));
  }

  /** Who stands behind a bearer token. */
  Viewer bearer(String token) {
    return switch (viewers.of(token, desk.snapshot())) {
      case Viewers.Answer.Known known -> known.viewer();
      case Viewers.Answer.Refused refused -> Viewer.ANONYMOUS;
    };
  }

  State state() {
    return desk.snapshot();
  }

  Queue queue() {
    int slot = state().table(Tables.QUEUES).live().nextSlot(0);
    return state().table(Tables.QUEUES).require(slot);
  }

  Viewer viewer(UUID id, PrincipalKind kind, String name, @Nullable UUID company, String roleKey) {
    Role role = state().table(Tables.ROLES).unique("key", roleKey);
    if (role == null) {
      throw new AssertionError("no role " + roleKey);
    }
    return new Viewer(
        id, kind, name, company, List.of(roleKey), new TreeSet<>(role.permissions()), null);
  }

  /** A new agent with this role, as a viewer. */
  Viewer agent(String name, String role) {
    String roleId = state().table(Tables.ROLES).unique("key", role).id().toString();
    JsonNode made =
        data(
            admin,
            "mutation($n: String!, $r: [ID!]) { agentCreate(input: {name: $n, roleIds: $r})"
                + " { agent { id } userErrors { code message } } }",
            Map.of("n", name, "r", List.of(roleId)));
    UUID id = UUID.fromString(made.at("/agentCreate/agent/id").asText());
    return viewer(id, PrincipalKind.AGENT, name, null, role);
  }

  String company(String name) {
    return data(
            admin,
            "mutation($n: String!) { companyCreate(input: {name: $n}) { company { id }"
                + " userErrors { code message } } }",
            Map.of("n", name))
        .at("/companyCreate/company/id")
        .asText();
  }

  /** A new contact of the company, as a viewer. */
  Viewer contact(String name, String companyId, String role) {
    String id =
        data(
                admin,
                "mutation($n: String!, $c: ID, $e: String) { contactCreate(input: {name: $n,"
                    + " companyId: $c, email: $e}) { contact { id } userErrors { code message } }"
                    + " }",
                Map.of("n", name, "c", companyId, "e", name.toLowerCase() + "@client.example"))
            .at("/contactCreate/contact/id")
            .asText();
    Contact contact = state().get(Tables.CONTACTS, UUID.fromString(id));
    return viewer(contact.id(), PrincipalKind.CONTACT, name, UUID.fromString(companyId), role);
  }

  /** A new ticket, by the administrator; the input's fields besides the subject as variables. */
  String ticket(String subject, Map<String, Object> more) {
    Map<String, Object> input = new LinkedHashMap<>(more);
    input.put("subject", subject);
    JsonNode made =
        data(
            admin,
            "mutation($i: TicketCreateInput!) { ticketCreate(input: $i) { ticket { id }"
                + " userErrors { code message path } } }",
            Map.of("i", input));
    String id = made.at("/ticketCreate/ticket/id").asText();
    if (id.isEmpty()) {
      throw new AssertionError(made.toString());
    }
    return id;
  }

  RequestContext context(Viewer viewer) {
    return DeskApi.context(desk, viewer, "trace-1").build();
  }

  JsonNode ask(Viewer viewer, String query, Map<String, Object> variables) {
    GraphQlResponse response =
        engine.execute(GraphQlRequest.of(query, new LinkedHashMap<>(variables)), context(viewer));
    try {
      return JSON.readTree(response.text());
    } catch (IOException notJson) {
      throw new AssertionError(response.text(), notJson);
    }
  }

  JsonNode ask(Viewer viewer, String query) {
    return ask(viewer, query, Map.of());
  }

  /** The data of an answer that must have no errors. */
  JsonNode data(Viewer viewer, String query, Map<String, Object> variables) {
    JsonNode answer = ask(viewer, query, variables);
    if (answer.has("errors")) {
      throw new AssertionError(query + " -> " + answer);
    }
    return answer.get("data");
  }

  JsonNode data(Viewer viewer, String query) {
    return data(viewer, query, Map.of());
  }

  /** The code of an answer's first error. */
  String code(Viewer viewer, String query, Map<String, Object> variables) {
    JsonNode answer = ask(viewer, query, variables);
    return answer.at("/errors/0/extensions/code").asText();
  }

  Subscription subscribe(Viewer viewer, String query) {
    return switch (engine.subscribe(GraphQlRequest.of(query), context(viewer))) {
      case Subscription.Opening.Opened opened -> opened.subscription();
      case Subscription.Opening.Refused refused ->
          throw new AssertionError(refused.response().text());
    };
  }

  JsonNode render(Subscription subscription, dev.trestle.sdk.schema.LiveItem item, Viewer viewer) {
    try {
      return JSON.readTree(subscription.render(item, context(viewer)).text());
    } catch (IOException notJson) {
      throw new AssertionError(notJson);
    }
  }

  @Override
  public void close() {
    feeder.close();
    index.close();
    desk.close();
  }
}
