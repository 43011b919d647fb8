package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.Recount.RECOUNTS;
import static dev.trestle.plugins.sla.SlaPolicy.POLICIES;
import static dev.trestle.plugins.sla.TicketClocks.CLOCKS;

import dev.trestle.plugins.sla.api.SlaClocks;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.util.List;
import java.util.Map;

/** What was promised for tickets, until when, and how much of that time is used. */
public final class SlaPlugin implements DeskPlugin {
  static final String READ = "sla.read";
  static final String MANAGE = "sla.manage";

  /** What lists filter and sort by. */
  static final ListExtension LISTS =
      ListExtension.NONE
          .filter("slaBreached", FilterKind.FLAG, CLOCKS, "breached")
          .filter("slaAtRisk", FilterKind.FLAG, CLOCKS, "atRisk")
          .filter("slaDueAt", FilterKind.TIME, CLOCKS, "dueAt")
          .filter("slaAtRiskAt", FilterKind.TIME, CLOCKS, "atRiskAt")
          .filter("slaBreachedAt", FilterKind.TIME, CLOCKS, "breachedAt")
          .filter("slaUsedUpAt", FilterKind.TIME, CLOCKS, "usedUpAt")
          .filter("slaPolicyId", FilterKind.ID, CLOCKS, "policyIds")
          .filter("slaState", FilterKind.CONSTANT, CLOCKS, "state")
          .sort("SLA_DUE_AT", CLOCKS, "dueAt")
          .sort("SLA_REMAINING", CLOCKS, "usedUpAt")
          .sort("SLA_AT_RISK_AT", CLOCKS, "atRiskAt")
          .sort("SLA_BREACHED_AT", CLOCKS, "breachedAt");

  @Override
  public List<Fields<?>> fields() {
    return new SlaFields().all();
  }

  @Override
  public RootFields roots() {
    return new SlaFields().roots();
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        policy("slaPolicySave", PolicyInput.Save.class, PolicyDeciders::save)
            .shows("affected", SlaPlugin::affected),
        policy("slaPolicyArchive", PolicyDeciders.Archive.class, PolicyDeciders::archive),
        Mutation.of("slaPolicyReorder", PolicyDeciders.Reorder.class, PolicyDeciders::reorder)
            .needs(MANAGE)
            .shows(
                "policies",
                answer ->
                    answer
                        .snapshot()
                        .records(POLICIES)
                        .sorted("place")
                        .first(PolicyBook.POLICIES_MAX)));
  }

  private static <C extends Record> Mutation<C> policy(
      String name, Class<C> input, dev.trestle.sdk.command.Decider<C> decider) {
    return Mutation.of(name, input, decider)
        .needs(MANAGE)
        .shows("policy", answer -> answer.snapshot().records(POLICIES).get(answer.id("policy")));
  }

  /** How many open tickets pass the policy's condition. */
  private static Object affected(Mutation.Answer answer) {
    SlaPolicy policy = answer.snapshot().records(POLICIES).get(answer.id("policy"));
    if (policy == null || !policy.enabled()) {
      return 0;
    }
    Map<String, Object> open = Map.of("open", true);
    Map<String, Object> filter =
        policy.filter() == null ? open : Map.of("and", List.of(policy.filter(), open));
    return answer.snapshot().tickets(filter).count();
  }

  @Override
  public ListExtension ticketLists() {
    return LISTS;
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(POLICIES, CLOCKS, RECOUNTS);
  }

  @Override
  public List<Companion> companions() {
    return List.of(new SlaCompanion());
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new RepairReaction(), new CalendarReaction());
  }

  @Override
  public List<TimerHandler> timers() {
    return List.of(new ClockTimer(), new EscalationTimer(), new RecountTimer());
  }

  @Override
  public List<Service<?>> services() {
    return List.of(new Service<>(SlaClocks.class, new ClockService()));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(
            READ,
            "See all SLA clocks of the tickets one sees, with their reasons, and the policies.",
            List.of("manager", "dispatcher", "technician", "intake")),
        new Permission(MANAGE, "Make, edit, order and archive SLA policies.", List.of("manager")));
  }
}
