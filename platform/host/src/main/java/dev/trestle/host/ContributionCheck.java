package dev.trestle.host;

import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.plugin.Role;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.work.Worker;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a plugin's contributions, all at once, but for its schema texts. */
final class ContributionCheck {
  private static final String CODE = "PLUGIN_CONTRIBUTION_INVALID";
  private static final String NAME = "[a-z][A-Za-z0-9]{0,39}";
  private static final Duration CHANNEL_LIMIT_MAX = Duration.ofMinutes(5);
  private static final int PARALLEL_MAX = 64;

  private final PluginManifest manifest;
  private final ClassLoader loader;
  private final List<Problem> problems = new ArrayList<>();

  private ContributionCheck(PluginManifest manifest, ClassLoader loader) {
    this.manifest = manifest;
    this.loader = loader;
  }

  /**
   * @param loader of the plugin, whose classes records and inputs must be
   */
  static List<Problem> problems(
      PluginManifest manifest, ClassLoader loader, Contributions contributions) {
    ContributionCheck check = new ContributionCheck(manifest, loader);
    check.all(contributions);
    return check.problems;
  }

  private void all(Contributions given) {
    names("guards", given.guards(), CommandGuard::name);
    names("companions", given.companions(), Companion::name);
    names("reactions", given.reactions(), Reaction::name);
    names("timers", given.timers(), TimerHandler::name);
    names("channels", given.channels(), OutboxChannel::name);
    names("workers", given.workers(), Worker::name);
    names("mutations", given.mutations(), Mutation::name);
    unique("records", given.records(), RecordType::name);
    unique("permissions", given.permissions(), Permission::name);
    unique("roles", given.roles(), Role::key);
    unique("settings", given.settings(), Setting::name);
    unique("endpoints", given.endpoints(), each -> each.method() + " " + each.path());
    unique("services", given.services(), each -> each.type().getName());
    given.guards().forEach(this::guard);
    companions(given.companions());
    given.reactions().forEach(this::reaction);
    given.channels().forEach(this::channel);
    given.records().forEach(this::record);
    waking(given);
    given.mutations().forEach(this::mutation);
    given.permissions().forEach(this::permission);
    given.roles().forEach(this::role);
    given.settings().forEach(this::setting);
    given.services().forEach(this::service);
    lists(given.ticketLists(), given.records());
  }

  private <E> void names(String where, List<E> all, Function<E, @Nullable String> name) {
    for (E each : all) {
      String called = name.apply(each);
      if (called == null || !called.matches(NAME)) {
        wrong(where, "\"" + called + "\" will not do as a name; write lower camel case.");
      }
    }
    unique(where, all, name);
  }

  private <E> void unique(String where, List<E> all, Function<E, @Nullable String> name) {
    Set<@Nullable String> seen = new HashSet<>();
    for (E each : all) {
      String called = name.apply(each);
      if (!seen.add(called)) {
        wrong(where, called + " is there twice; keep one.");
      }
    }
  }

  private void guard(CommandGuard guard) {
    if (missing(guard.onFailure())) {
      wrong("guards", guard.name() + " does not say what happens when it fails.");
    }
  }

  private void companions(List<Companion> companions) {
    if (!companions.isEmpty() && !manifest.asked().reads().contains("ticket")) {
      wrong("companions", "they go along with tickets: write reads=ticket in the manifest.");
    }
  }

  private void reaction(Reaction reaction) {
    List<String> asked = manifest.asked().events();
    if (asked.contains("*")) {
      return;
    }
    if (reaction.events().isEmpty()) {
      wrong("reactions", reaction.name() + " wants all events: write events=* in the manifest.");
    }
    reaction.events().stream()
        .filter(type -> !asked.contains(type))
        .sorted()
        .forEach(type ->
            wrong(
                "reactions",
                reaction.name() + " wants " + type + ": add it to events in the manifest."));
  }

  private void channel(OutboxChannel channel) {
    Duration limit = channel.limit();
    if (missing(limit)
        || limit.isNegative()
        || limit.isZero()
        || limit.compareTo(CHANNEL_LIMIT_MAX) > 0) {
      wrong("channels", channel.name() + " has a limit outside of five minutes; shorten it.");
    }
    if (channel.parallel() < 1 || channel.parallel() > PARALLEL_MAX) {
      wrong("channels", channel.name() + " wants to run other than 1 to 64 at once.");
    }
    if (missing(channel.backoff())) {
      wrong("channels", channel.name() + " has no backoff; leave the method out for the usual.");
    }
  }

  private void record(RecordType<?> record) {
    Class<?> type = record.type();
    if (type.getClassLoader() != loader || !type.isRecord()) {
      wrong("records", record.name() + " is not a record class of the plugin's own.");
      return;
    }
    Set<String> components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    for (RecordType.Index index : record.indexes()) {
      index.components().stream()
          .filter(component -> !components.contains(component))
          .forEach(component ->
              wrong(
                  "records",
                  record.name()
                      + "."
                      + index.name()
                      + " names "
                      + component
                      + ", which is no component of the record."));
    }
  }

  private void waking(Contributions given) {
    Set<String> handlers =
        given.timers().stream().map(TimerHandler::name).collect(Collectors.toSet());
    for (RecordType<?> record : given.records()) {
      RecordType.Waking waking = record.waking();
      if (waking != null && !handlers.contains(waking.handler())) {
        wrong(
            "records",
            record.name() + " wakes " + waking.handler() + ", which is no timer handler here.");
      }
    }
  }

  private void mutation(Mutation<?> mutation) {
    Class<?> input = mutation.input();
    if (input.getClassLoader() != loader || !input.isRecord()) {
      wrong("mutations", mutation.name() + " takes no record class of the plugin's own.");
    }
  }

  private void permission(Permission permission) {
    if (!permission.name().startsWith(manifest.id() + ".")) {
      wrong("permissions", permission.name() + " must begin with " + manifest.id() + ".");
    }
    if (missing(permission.description()) || permission.description().isBlank()) {
      wrong("permissions", permission.name() + " has no description.");
    }
  }

  private void role(Role role) {
    if (missing(role.key()) || !role.key().matches("[a-z][a-z0-9_]{0,39}")) {
      wrong("roles", "\"" + role.key() + "\" will not do as a key; write lower case.");
    }
    if (missing(role.name()) || role.name().isBlank() || missing(role.description())) {
      wrong("roles", role.key() + " has no name or no description.");
    }
  }

  private void setting(Setting setting) {
    if (setting.kind() == Setting.Kind.SECRET && !manifest.asked().secrets()) {
      wrong("settings", setting.name() + " is a secret: write secrets=true in the manifest.");
    }
    if (setting.kind() == Setting.Kind.CHOICE && setting.choices().isEmpty()) {
      wrong("settings", setting.name() + " has no choices to choose from.");
    }
    String otherwise = setting.otherwise();
    if (otherwise != null && setting.kind() == Setting.Kind.SECRET) {
      wrong("settings", setting.name() + " is a secret, which has no value from the start.");
    } else if (otherwise != null) {
      SettingValues.fault(setting, otherwise)
          .ifPresent(fault -> wrong("settings", setting.name() + " from the start: " + fault));
    }
  }

  private void service(Service<?> service) {
    String in = service.type().getPackageName();
    boolean own = service.type().getClassLoader() == loader;
    if (own ? !manifest.apiPackages().contains(in) : service.type().getModule().isNamed()) {
      wrong("services", service.type().getName() + " is in no package that api.packages names.");
    }
    if (!service.type().isInstance(service.instance())) {
      wrong("services", service.type().getName() + " is not what its instance implements.");
    }
  }

  private void lists(ListExtension lists, List<RecordType<?>> records) {
    unique("ticketLists", lists.filters(), ListExtension.Filter::name);
    unique("ticketLists", lists.sorts(), ListExtension.Sort::name);
    unique("ticketLists", lists.searches(), ListExtension.SearchText::name);
    lists.filters().forEach(each -> listed(each.name(), each.type(), each.component(), records));
    lists.sorts().forEach(each -> listed(each.name(), each.type(), each.component(), records));
    lists.searches().forEach(each -> listed(each.name(), each.type(), each.component(), records));
  }

  private void listed(
      String name, RecordType<?> type, String component, List<RecordType<?>> records) {
    if (records.stream().noneMatch(each -> each.name().equals(type.name()))) {
      wrong("ticketLists", name + " reads " + type.name() + ", which is not among the records.");
    } else if (type.type().isRecord()
        && Arrays.stream(type.type().getRecordComponents())
            .noneMatch(each -> each.getName().equals(component))) {
      wrong("ticketLists", name + " reads " + component + ", which the record does not have.");
    }
  }

  /** Plugins need not keep to our promises about null. */
  private static boolean missing(@Nullable Object given) {
    return given == null;
  }

  private void wrong(String where, String message) {
    problems.add(Problem.of(ProblemType.INVALID, CODE, where + ": " + message, where));
  }
}
