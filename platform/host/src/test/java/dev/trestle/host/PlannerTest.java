package dev.trestle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.sdk.problem.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plugins start behind what they require; what cannot start is refused with a reason. */
class PlannerTest {
  private static PluginPackage plugin(String id, String... fields) {
    TestJar jar = TestJar.withBody(id, "");
    for (int i = 0; i < fields.length; i += 2) {
      jar.says(fields[i], fields[i + 1]);
    }
    return jar.admitted();
  }

  private static PluginPlan plan(PluginPackage... candidates) {
    return new Planner("0.1.0-SNAPSHOT").plan(List.of(candidates));
  }

  private static List<String> order(PluginPlan plan) {
    return plan.order().stream().map(PluginPackage::id).toList();
  }

  private static String reason(PluginPlan plan, String id) {
    List<Problem> problems = plan.refused().getOrDefault(id, List.of());
    assertEquals(1, problems.size(), plan.refused().toString());
    return problems.getFirst().code() + " " + problems.getFirst().message();
  }

  @Test
  void whatIsRequiredStartsFirst_byIdAndByCapability() {
    PluginPlan plan =
        plan(
            plugin("alpha", "requires", "beta@>=1.0.0 <2.0.0, capability:payments"),
            plugin("beta", "requires", "gamma"),
            plugin("gamma"),
            plugin("omega", "provides", "payments"));
    assertEquals(Set.of(), plan.refused().keySet());
    assertEquals(Set.of("alpha", "beta", "gamma", "omega"), Set.copyOf(order(plan)));
    List<String> order = order(plan);
    assertTrue(order.indexOf("gamma") < order.indexOf("beta"), order.toString());
    assertTrue(order.indexOf("beta") < order.indexOf("alpha"), order.toString());
    assertTrue(order.indexOf("omega") < order.indexOf("alpha"), order.toString());
    assertEquals(List.of("beta", "alpha"), plan.dependents("gamma"));
    assertEquals(List.of("alpha"), plan.dependents("omega"));
    assertEquals(List.of(), plan.dependents("alpha"));
    assertEquals(List.of("beta", "omega"), List.copyOf(plan.required().get("alpha")));
  }

  @Test
  void aPluginForAnotherSdkIsRefused_andTheSnapshotOfAReleaseCountsAsTheRelease() {
    PluginPlan plan =
        plan(
            plugin("old", "sdk", ">=0.0.1 <0.1.0"),
            plugin("newer", "sdk", "^1.0.0"),
            plugin("exact", "sdk", "0.1.0"),
            plugin("wild", "sdk", "0.x"));
    assertEquals(List.of("exact", "wild"), order(plan));
    assertTrue(reason(plan, "old").startsWith("PLUGIN_SDK_MISMATCH"), reason(plan, "old"));
    assertTrue(reason(plan, "newer").contains("^1.0.0, and this is 0.1.0"), reason(plan, "newer"));
  }

  @Test
  void whatLacksARequirementIsRefused_andWhatRequiresThatToo() {
    PluginPlan plan =
        plan(
            plugin("alpha", "requires", "beta"),
            plugin("beta", "requires", "missing"),
            plugin("gamma", "requires", "delta@>=2.0.0"),
            plugin("delta"),
            plugin("epsilon", "requires", "capability:teleport"));
    assertEquals(List.of("delta"), order(plan));
    assertTrue(reason(plan, "beta").contains("the plugin missing"), reason(plan, "beta"));
    assertTrue(reason(plan, "alpha").contains("cannot run"), reason(plan, "alpha"));
    assertTrue(reason(plan, "gamma").contains("there is 1.0.0"), reason(plan, "gamma"));
    assertTrue(reason(plan, "epsilon").contains("capability teleport"), reason(plan, "epsilon"));
  }

  @Test
  void aCircleIsNamed_andOnlyTheCircle() {
    PluginPlan plan =
        plan(
            plugin("one", "requires", "two"),
            plugin("two", "requires", "three"),
            plugin("three", "requires", "one"),
            plugin("leaf", "requires", "one"),
            plugin("free"));
    assertEquals(List.of("free"), order(plan));
    for (String id : List.of("one", "two", "three")) {
      String reason = reason(plan, id);
      assertTrue(reason.startsWith("PLUGIN_REQUIREMENT_CIRCLE"), reason);
      assertTrue(reason.contains("one, three, two"), reason);
    }
    assertTrue(reason(plan, "leaf").startsWith("PLUGIN_REQUIREMENT_MISSING"));
  }

  @Test
  void aPluginThatProvidesWhatItRequiresCanStart() {
    assertEquals(
        List.of("self"),
        order(plan(plugin("self", "provides", "echo", "requires", "capability:echo"))));
  }

  @Test
  void twoOfOneIdAreRefused() {
    PluginPlan plan = plan(plugin("twin"), plugin("twin", "version", "2.0.0"));
    assertEquals(List.of(), order(plan));
    assertTrue(reason(plan, "twin").startsWith("PLUGIN_TWICE"));
  }

  @Test
  void noPluginsAreAPlanToo() {
    assertEquals(List.of(), order(plan()));
  }
}
