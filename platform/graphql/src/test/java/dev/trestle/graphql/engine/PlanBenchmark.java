package dev.trestle.graphql.engine;

import com.sun.management.ThreadMXBean;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.schema.SchemaPart;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * Measures plans against graphql-java's execution of the same prepared document: CPU time of this
 * thread and bytes allocated, per operation. Run as a main class; prints a table.
 */
final class PlanBenchmark {
  private record Row(
      UUID id,
      String number,
      String subject,
      String status,
      int priority,
      Instant created,
      int owner) {}

  private record Rows(List<Row> rows) {}

  private record Owner(UUID id, String name, int team) {}

  private record Team(String name) {}

  private static final String SDL =
      """
      scalar DateTime
      type Query { viewer: String  ticket(id: ID!): Ticket  tickets(first: Int!): TicketConnection! }
      type TicketConnection { totalCount: Int! nodes: [Ticket!]! }
      type Ticket { id: ID! number: String! subject: String! status: String! priority: Int! createdAt: DateTime! owner: Owner }
      type Owner { id: ID! name: String! team: Team }
      type Team { name: String! }
      """;

  private PlanBenchmark() {}

  public static void main(String[] args) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(
          new Row(
              new UUID(i * 31L, i * 17L),
              "T-" + (100_000 + i),
              "Printer on floor " + i + " does not print",
              "OPEN",
              i % 4,
              Instant.ofEpochMilli(1_700_000_000_000L + i * 1_234_567L),
              i % 20));
    }
    SchemaEngine engine =
        new SchemaEngine(SchemaComposer.compose(List.of(part(rows)), EngineLimits.DEFAULTS));
    System.out.printf(
        "%-28s %12s %12s %14s %14s %8s%n",
        "query", "plan us", "interp us", "plan B", "interp B", "bytes");
    measure(engine, "trivial", "{ __typename }", Map.of());
    measure(
        engine,
        "by id with owner and team",
        "query($id: ID!) { ticket(id: $id) { id number subject status owner { name team { name } } } }",
        Map.of("id", "7"));
    measure(
        engine,
        "list 50 x 6 + totalCount",
        "query($n: Int!) { tickets(first: $n) { totalCount nodes { id number subject status priority createdAt } } }",
        Map.of("n", 50));
    for (int n : new int[] {25, 50, 100, 200}) {
      measure(
          engine,
          "nested 3 levels, " + n,
          "query($n: Int!) { tickets(first: $n) { nodes { id owner { name team { name } } } } }",
          Map.of("n", n));
    }
  }

  private static SchemaPart part(List<Row> rows) {
    return new SchemaPart(
        "bench",
        List.of(SDL),
        List.of(
            Fields.of("TicketConnection", Rows.class)
                .intGetter("totalCount", r -> 100_000)
                .getter("nodes", Rows::rows),
            Fields.of("Ticket", Row.class)
                .getter("id", Row::id)
                .getter("number", Row::number)
                .getter("subject", Row::subject)
                .getter("status", Row::status)
                .intGetter("priority", Row::priority)
                .getter("createdAt", Row::created)
                .batch(
                    "owner",
                    (sources, a, c) -> {
                      List<Owner> owners = new ArrayList<>(sources.size());
                      for (Row row : sources) {
                        owners.add(new Owner(row.id(), "Owner", row.owner()));
                      }
                      return owners;
                    }),
            Fields.of("Owner", Owner.class)
                .getter("id", Owner::id)
                .getter("name", Owner::name)
                .batch(
                    "team",
                    (sources, a, c) -> {
                      List<Team> teams = new ArrayList<>(sources.size());
                      for (Owner owner : sources) {
                        teams.add(new Team("Team"));
                      }
                      return teams;
                    }),
            Fields.of("Team", Team.class).getter("name", Team::name)),
        new RootFields()
            .query("viewer", (a, c) -> "v")
            .query("ticket", (a, c) -> rows.get(Integer.parseInt(a.requireString("id"))))
            .query("tickets", (a, c) -> new Rows(rows.subList(0, a.integerOr("first", 1)))));
  }

  private static void measure(
      SchemaEngine engine, String name, String query, Map<String, Object> variables) {
    GraphQlRequest request = GraphQlRequest.of(query, variables);
    RequestContext context =
        RequestContext.withTraceId("bench").timeLimit(java.time.Duration.ofHours(1)).build();
    IntSupplier plan = () -> engine.execute(request, context).length();
    IntSupplier interpreter =
        () -> {
          try (ReadyOperation ready = (ReadyOperation) engine.prepare(request, context)) {
            return Interpreter.render(
                    Interpreter.execute(ready.generation(), ready.operation(), variables, context),
                    context,
                    1 << 26)
                .length();
          }
        };
    double[] ours = perOperation(plan);
    double[] theirs = perOperation(interpreter);
    System.out.printf(
        "%-28s %12.2f %12.2f %14.0f %14.0f %8d%n",
        name, ours[0], theirs[0], ours[1], theirs[1], plan.getAsInt());
  }

  private static double[] perOperation(IntSupplier operation) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long until = System.nanoTime() + 2_000_000_000L;
    long sink = 0;
    int batch = 0;
    while (System.nanoTime() < until) {
      sink += operation.getAsInt();
      batch++;
    }
    int rounds = Math.max(100, batch / 2);
    long id = Thread.currentThread().threadId();
    double best = Double.MAX_VALUE;
    double bytes = 0;
    for (int repeat = 0; repeat < 3; repeat++) {
      long allocated = threads.getThreadAllocatedBytes(id);
      long cpu = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < rounds / 3; i++) {
        sink += operation.getAsInt();
      }
      cpu = threads.getCurrentThreadCpuTime() - cpu;
      allocated = threads.getThreadAllocatedBytes(id) - allocated;
      best = Math.min(best, cpu / 1000.0 / (rounds / 3));
      bytes = (double) allocated / (rounds / 3);
    }
    if (sink == 42) {
      System.out.println();
    }
    return new double[] {best, bytes};
  }
}
