package dev.trestle.plugins.tests.reference;

import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Random policies, said to the desk and to the reference alike. */
final class DrivenPolicies {
  static final List<String> PRIORITIES = List.of("URGENT", "HIGH", "NORMAL", "LOW");
  private static final int AT_RISK_SHARE = 80;
  private static final List<Category> LIVE =
      List.of(
          Category.NEW,
          Category.OPEN,
          Category.WAITING_ON_REQUESTER,
          Category.WAITING_ON_THIRD_PARTY,
          Category.SCHEDULED);

  private final TestPerson ada;
  private final Random random;
  private final List<Rule> rules = new ArrayList<>();

  /** A policy, and the priorities of the tickets it is for. */
  private record Rule(String name, SlowPolicy policy, Set<Integer> priorities) {}

  DrivenPolicies(TestPerson ada, Random random) {
    this.ada = ada;
    this.random = random;
    make("Urgent", Agreement.CUSTOMER, Set.of(0, 1));
    make("Usual", Agreement.CUSTOMER, Set.of(2));
    make("Inside", Agreement.OPERATIONAL, Set.of(0, 1, 2, 3));
  }

  /** The first policy of each agreement whose condition a ticket of this priority passes. */
  Map<Agreement, SlowPolicy> applying(int priority) {
    Map<Agreement, SlowPolicy> applying = new EnumMap<>(Agreement.class);
    for (Rule rule : rules) {
      if (rule.priorities.contains(priority)) {
        applying.putIfAbsent(rule.policy.agreement(), rule.policy);
      }
    }
    return applying;
  }

  private void make(String name, Agreement agreement, Set<Integer> priorities) {
    SlowPolicy.Edition first = edition(0, Long.MIN_VALUE, Mode.CONTINUE);
    String id = save(name, agreement, priorities, first, Map.of());
    rules.add(new Rule(name, new SlowPolicy(id, agreement, listOf(first)), priorities));
  }

  /** Another edition of one of them. */
  void edit(long now) {
    Rule rule = rules.get(random.nextInt(rules.size()));
    List<SlowPolicy.Edition> editions = rule.policy.editions();
    if (editions.getLast().from() == now) {
      return;
    }
    SlowPolicy.Edition next =
        edition(editions.size(), now, Mode.values()[random.nextInt(Mode.values().length)]);
    save(
        rule.name,
        rule.policy.agreement(),
        rule.priorities,
        next,
        Map.of("policyId", rule.policy.id()));
    editions.add(next);
  }

  private static List<SlowPolicy.Edition> listOf(SlowPolicy.Edition first) {
    List<SlowPolicy.Edition> editions = new ArrayList<>();
    editions.add(first);
    return editions;
  }

  private SlowPolicy.Edition edition(int number, long from, Mode mode) {
    Map<Kind, SlowTarget> targets = new EnumMap<>(Kind.class);
    for (int i = 0; i < 2 + random.nextInt(5); i++) {
      targets.put(Kind.values()[random.nextInt(Kind.values().length)], target());
    }
    return new SlowPolicy.Edition(
        number,
        from,
        mode,
        random.nextInt(3) == 0,
        Mode.values()[random.nextInt(3)],
        random.nextBoolean(),
        null,
        targets);
  }

  private SlowTarget target() {
    Map<Integer, Long> spans = new TreeMap<>();
    for (int priority = 0; priority < PRIORITIES.size(); priority++) {
      if (spans.isEmpty() || random.nextInt(5) > 0) {
        spans.put(priority, 60L * (1 + random.nextInt(60)));
      }
    }
    Set<Category> pauses = EnumSet.noneOf(Category.class);
    for (Category category : LIVE.subList(2, LIVE.size())) {
      if (random.nextBoolean()) {
        pauses.add(category);
      }
    }
    // The first is where a clock gets at risk, so that the event's instant can be told.
    List<SlowStep> steps = new ArrayList<>();
    steps.add(new SlowStep(SlowStep.Place.AT_SHARE, AT_RISK_SHARE));
    if (random.nextBoolean()) {
      steps.add(new SlowStep(SlowStep.Place.AFTER, 1000L * (1 + random.nextInt(1200))));
    }
    if (random.nextBoolean()) {
      steps.add(new SlowStep(SlowStep.Place.BEFORE, 1000L * (1 + random.nextInt(1200))));
    }
    return new SlowTarget(spans, pauses, steps, random.nextBoolean(), AT_RISK_SHARE);
  }

  private String save(
      String name,
      Agreement agreement,
      Set<Integer> priorities,
      SlowPolicy.Edition edition,
      Map<String, Object> more) {
    List<Object> targets = new ArrayList<>();
    edition.targets().forEach((kind, target) -> targets.add(input(kind, target)));
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", name);
    input.put("agreement", agreement.name());
    input.put(
        "filter",
        Map.of("priority", Map.of("in", priorities.stream().map(PRIORITIES::get).toList())));
    input.put("onReopen", edition.restartsOnReopen() ? "RESTART" : "CONTINUE");
    input.put("onRetarget", edition.onRetarget().name());
    input.put("onMerge", edition.mergesToEarliest() ? "EARLIEST" : "CONTINUE");
    input.put("onEdit", edition.mode().name());
    input.put("targets", targets);
    input.putAll(more);
    return ada.does("slaPolicySave", input, "policy { id }").text("policy.id");
  }

  private static Map<String, Object> input(Kind kind, SlowTarget target) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("kind", kind.name());
    List<Object> spans = new ArrayList<>();
    target
        .ticksByPriority()
        .forEach((priority, seconds) ->
            spans.add(
                Map.of(
                    "priority",
                    PRIORITIES.get(priority),
                    "allowed",
                    Duration.ofSeconds(seconds).toString())));
    input.put("spans", spans);
    if (kind.pausesAsThePolicySays()) {
      input.put("pausesIn", target.pausesIn().stream().map(Enum::name).toList());
    }
    if (kind == Kind.NEXT_RESPONSE) {
      input.put("startsWithRequest", target.startsWithRequest());
    }
    input.put("atRiskShare", target.atRiskShare());
    input.put("steps", target.steps().stream().map(DrivenPolicies::input).toList());
    return input;
  }

  private static Map<String, Object> input(SlowStep step) {
    return switch (step.place()) {
      case AT_SHARE -> Map.of("atShare", step.amount());
      case BEFORE -> Map.of("before", Duration.ofMillis(step.amount()).toString());
      case AFTER -> Map.of("after", Duration.ofMillis(step.amount()).toString());
    };
  }
}
