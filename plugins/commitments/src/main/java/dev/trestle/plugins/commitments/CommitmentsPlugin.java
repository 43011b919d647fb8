package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentTask.TASKS;
import static dev.trestle.plugins.commitments.CustomerNotice.NOTICES;
import static dev.trestle.plugins.commitments.Delegation.DELEGATIONS;
import static dev.trestle.plugins.commitments.Outcome.OUTCOMES;
import static dev.trestle.plugins.commitments.Policy.POLICIES;
import static dev.trestle.plugins.commitments.Promise.PROMISES;
import static dev.trestle.plugins.commitments.Standing.STANDINGS;
import static dev.trestle.plugins.commitments.Sweep.SWEEPS;
import static dev.trestle.plugins.commitments.Template.TEMPLATES;

import dev.trestle.plugins.commitments.Views.PromiseView;
import dev.trestle.plugins.commitments.api.Commitments;
import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.Decider;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was promised to whom, the next word each customer is owed, and nothing lost on the way. */
public final class CommitmentsPlugin implements DeskPlugin {
  /** What lists filter and sort by. */
  static final ListExtension LISTS =
      ListExtension.NONE
          .filter("promiseDueAt", FilterKind.TIME, STANDINGS, "promiseDueAt")
          .filter("nextUpdateDueAt", FilterKind.TIME, STANDINGS, "updateDueAt")
          .filter("atRisk", FilterKind.FLAG, STANDINGS, "atRisk")
          .filter("silent", FilterKind.FLAG, STANDINGS, "silent")
          .filter("chaseCount", FilterKind.NUMBER, STANDINGS, "chases")
          .sort("PROMISE_DUE_AT", STANDINGS, "promiseDueAt")
          .sort("NEXT_UPDATE_DUE_AT", STANDINGS, "updateDueAt")
          .sort("AT_RISK_SINCE", STANDINGS, "atRiskSince")
          .sort("SILENT_SINCE", STANDINGS, "silentSince")
          .sort("CHASE_COUNT", STANDINGS, "chases");

  static final String READ = "commitments.read";
  static final String WORK = "commitments.work";
  static final String WAIVE = "commitments.waive";
  static final String MANAGE = "commitments.manage";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Wall wall = new Wall();

  @Override
  public List<Fields<?>> fields() {
    return CommitmentFields.all();
  }

  @Override
  public RootFields roots() {
    return new RootFields()
        .query("promisesDue", Lists::promisesDue)
        .guarded(READ)
        .query("silentTickets", Lists::silentTickets)
        .guarded(READ)
        .query("myCommitmentTasks", Lists::myTasks)
        .guarded(READ)
        .query("customerNotices", Lists::notices)
        .guarded(READ)
        .query("customerNoticePreview", NoticeFields::preview)
        .guarded(READ)
        .query("commitmentTemplates", NoticeFields::templates)
        .guarded(READ)
        .query("commitmentTemplateVariables", NoticeFields::variables)
        .guarded(READ)
        .query("commitmentPolicies", ReportFields::policies)
        .guarded(READ)
        .slowQuery("commitmentsReport", PATIENCE, ReportFields::report)
        .guarded(READ)
        .subscription("silentTicketsChanged", wall::open)
        .guarded(READ);
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        promise("promiseMake", PromiseDeciders.Make.class, PromiseDeciders::make, WORK)
            .shows("notice", answer -> record(answer, NOTICES, "notice")),
        promise("promiseKeep", PromiseDeciders.Keep.class, PromiseDeciders::keep, WORK),
        promise(
                "promiseRenegotiate",
                PromiseDeciders.Renegotiate.class,
                PromiseDeciders::renegotiate,
                WORK)
            .shows("notice", answer -> record(answer, NOTICES, "notice")),
        promise("promiseWithdraw", PromiseDeciders.Withdraw.class, PromiseDeciders::withdraw, WORK),
        promise("noticeWaive", OutlookDeciders.Waive.class, OutlookDeciders::waive, WAIVE)
            .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))),
        ticket("ticketProject", OutlookDeciders.Project.class, OutlookDeciders::project),
        ticket("chaseRecord", OutlookDeciders.Chase.class, OutlookDeciders::chase),
        on("commitmentTaskAdd", TaskDeciders.Add.class, TaskDeciders::add, WORK, TASKS, "task"),
        on("commitmentTaskDone", TaskDeciders.Done.class, TaskDeciders::done, WORK, TASKS, "task"),
        on("commitmentTaskDrop", TaskDeciders.Drop.class, TaskDeciders::drop, WORK, TASKS, "task"),
        on(
            "delegationStart",
            Delegations.Start.class,
            Delegations::start,
            WORK,
            DELEGATIONS,
            "delegation"),
        on(
            "delegationWithdraw",
            Delegations.Withdraw.class,
            Delegations::withdraw,
            WORK,
            DELEGATIONS,
            "delegation"),
        notice("customerNoticeWrite", Notices.Write.class, Notices::write),
        notice("customerNoticeEdit", Notices.Edit.class, Notices::edit),
        notice("customerNoticeSend", Notices.End.class, Notices::send),
        notice("customerNoticeDiscard", Notices.End.class, Notices::discard),
        on(
            "commitmentTemplateSave",
            TemplateDeciders.Save.class,
            TemplateDeciders::save,
            MANAGE,
            TEMPLATES,
            "template"),
        on(
            "commitmentTemplateArchive",
            TemplateDeciders.Archive.class,
            TemplateDeciders::archive,
            MANAGE,
            TEMPLATES,
            "template"),
        on(
            "commitmentPolicySave",
            PolicyDeciders.Save.class,
            PolicyDeciders::save,
            MANAGE,
            POLICIES,
            "policy"),
        on(
            "commitmentPolicyArchive",
            PolicyDeciders.Archive.class,
            PolicyDeciders::archive,
            MANAGE,
            POLICIES,
            "policy"),
        Mutation.of(
                "commitmentPolicyReorder", PolicyDeciders.Reorder.class, PolicyDeciders::reorder)
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

  private static <C extends Record> Mutation<C> promise(
      String name, Class<C> input, Decider<C> decider, String permission) {
    return Mutation.of(name, input, decider)
        .needs(permission)
        .shows(
            "promise",
            answer -> {
              Promise promise = answer.snapshot().records(PROMISES).get(answer.id("promise"));
              return promise == null ? null : new PromiseView(promise, answer.viewer().may(READ));
            });
  }

  private static <C extends Record> Mutation<C> ticket(
      String name, Class<C> input, Decider<C> decider) {
    return Mutation.of(name, input, decider)
        .needs(WORK)
        .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket")));
  }

  private static <C extends Record> Mutation<C> notice(
      String name, Class<C> input, Decider<C> decider) {
    return on(name, input, decider, WORK, NOTICES, "notice");
  }

  private static <C extends Record, R extends Record & DeskRecord> Mutation<C> on(
      String name,
      Class<C> input,
      Decider<C> decider,
      String permission,
      RecordType<R> type,
      String shown) {
    return Mutation.of(name, input, decider)
        .needs(permission)
        .shows(shown, answer -> record(answer, type, shown));
  }

  private static <R extends Record & DeskRecord> @Nullable R record(
      Mutation.Answer answer, RecordType<R> type, String name) {
    return answer.snapshot().records(type).get(answer.id(name));
  }

  @Override
  public ListExtension ticketLists() {
    return LISTS;
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(
        PROMISES, STANDINGS, TASKS, DELEGATIONS, NOTICES, OUTCOMES, POLICIES, TEMPLATES, SWEEPS);
  }

  @Override
  public List<CommandGuard> guards() {
    return List.of(new OpenPromises());
  }

  @Override
  public List<Companion> companions() {
    return List.of(new StandingCompanion());
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new RepairReaction(), new ClockReaction(), new CalendarReaction(), wall);
  }

  @Override
  public List<TimerHandler> timers() {
    return List.of(new StandingTimer(), new DelegationTimer(), new SweepTimer());
  }

  @Override
  public List<Service<?>> services() {
    return List.of(new Service<>(Commitments.class, new Known()));
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            Notices.OUTGOING,
            Setting.Kind.CHOICE,
            "What becomes of a text to a customer: COMMENT sends it at once as a public comment,"
                + " for a desk whose channels carry public comments to customers; DRAFT keeps it"
                + " until somebody sends it.",
            Notices.AS_DRAFT,
            List.of(Notices.AS_DRAFT, Notices.AS_COMMENT),
            false),
        Setting.of(
            Letter.FALLBACK,
            Setting.Kind.TEXT,
            "The language of texts to customers whose language is not known, or has no text: a tag"
                + " such as en or de-AT.",
            "en"),
        Setting.of(
            Rules.WARNING,
            Setting.Kind.DURATION,
            "How long before a promised time its owner is warned where no policy says so, such as"
                + " PT1H; at most half of the time there is.",
            "PT1H"));
  }

  @Override
  public List<Permission> permissions() {
    List<String> staff = List.of("manager", "dispatcher", "technician", "intake");
    return List.of(
        new Permission(
            READ,
            "See promises, updates owed, silences, tasks, notices and reports of the tickets one"
                + " sees.",
            staff),
        new Permission(
            WORK,
            "Make, keep and renegotiate promises, hand work on, do tasks, write to customers.",
            staff),
        new Permission(
            WAIVE,
            "Say with a reason that a customer need not be told of a delay.",
            List.of("manager")),
        new Permission(MANAGE, "Edit commitment policies and templates.", List.of("manager")));
  }
}
