package dev.trestle.app.plugins;

import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.PluginOutcome;
import dev.trestle.domain.plugin.PluginOutcome.Change;
import dev.trestle.domain.plugin.PluginView;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.host.HostedPlugin;
import dev.trestle.host.PluginPackage;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries out what administrators want done about plugins. */
final class PluginOffice implements PluginAdministration {
  private final PluginDesk desk;
  private final PluginGround ground;
  private final PluginJars jars;
  private final InstallationsAtStart starting;
  private final PluginViews views;
  private final InstallationWishes installing;
  private final PluginUpkeep upkeep;

  PluginOffice(
      PluginDesk desk, PluginGround ground, PluginJars jars, SettingSecrets settingSecrets) {
    this.desk = desk;
    this.ground = ground;
    this.jars = jars;
    this.starting = new InstallationsAtStart(ground, jars);
    this.views = new PluginViews(jars, desk);
    this.installing = new InstallationWishes(ground, jars, settingSecrets);
    this.upkeep = new PluginUpkeep(desk, ground);
  }

  /** What should run at the start: what was installed, and what this release brings besides. */
  List<PluginInstallation> atStart(State state, @Nullable PluginPackage developed) {
    return starting.of(state, developed);
  }

  @Override
  public List<PluginView> plugins(State state) {
    return views.all(state, desk.current());
  }

  @Override
  public PluginOutcome carryOut(PluginWish wish, Envelope envelope) {
    return desk.exclusively(() -> {
      PluginOutcome outcome = done(wish, envelope);
      jars.keepOnly(Installations.all(ground.desk().snapshot()));
      return outcome;
    });
  }

  private PluginOutcome done(PluginWish wish, Envelope envelope) {
    return switch (wish) {
      case PluginWish.Install _,
          PluginWish.Upgrade _,
          PluginWish.Enable _,
          PluginWish.Disable _,
          PluginWish.Remove _,
          PluginWish.Consent _,
          PluginWish.Configure _ ->
          changed(wish, envelope);
      case PluginWish.Purge purge -> purged(purge, envelope);
      case PluginWish.TrustKey trust -> upkeep.trust(trust, envelope);
      case PluginWish.DistrustKey distrust -> distrusted(distrust, envelope);
      case PluginWish.RetryFault retry -> upkeep.retryFault(retry.faultId(), envelope);
      case PluginWish.DismissFault dismiss -> upkeep.dismissFault(dismiss.faultId(), envelope);
      case PluginWish.RetryDelivery retry -> upkeep.retryDelivery(retry.entryId(), envelope);
      case PluginWish.DiscardDelivery discard ->
          upkeep.discardDelivery(discard.entryId(), envelope);
    };
  }

  /** Changes one installation, and the line-up with it. */
  private PluginOutcome changed(PluginWish wish, Envelope envelope) {
    State state = ground.desk().snapshot();
    PluginOutcome given = given(state, envelope);
    if (given != null) {
      return given;
    }
    InstallationWishes.Wished wished = installing.of(wish, state, desk.current(), envelope);
    PluginInstallation after = wished.after();
    if (after == null) {
      return PluginOutcome.refused(wished.problems());
    }
    LineUp before = desk.current();
    LineUp next = desk.build(with(state, after), before);
    if (wish instanceof PluginWish.Install install && !install.settings().isEmpty()) {
      wished = installing.withSettings(wished, install, declared(state, after, before, next));
      after = Objects.requireNonNull(wished.after());
    }
    List<Problem> problems = new ArrayList<>(wished.problems());
    problems.addAll(LineUpJudgement.problems(wish, after, before, next));
    if (!problems.isEmpty()) {
      LineUps.discard(next, before);
      return PluginOutcome.refused(problems);
    }
    return settled(wish, wished, after, before, next, envelope);
  }

  /** The settings that a new plugin declares, also when it shall not run yet. */
  private List<Setting> declared(
      State state, PluginInstallation after, LineUp before, LineUp next) {
    String id = after.pluginId();
    if (after.enabled()) {
      return PluginViews.declared(next.find(id), next.absent().get(id));
    }
    PluginInstallation tried =
        InstallationEdit.of(after).enabled(true).at(after.updatedAtMillis(), after.id());
    LineUp trial = desk.build(with(state, tried), before);
    List<Setting> declared = PluginViews.declared(trial.find(id), trial.absent().get(id));
    LineUps.discard(trial, before);
    return declared;
  }

  private PluginOutcome settled(
      PluginWish wish,
      InstallationWishes.Wished wished,
      PluginInstallation after,
      LineUp before,
      LineUp next,
      Envelope envelope) {
    Change change = LineUpJudgement.change(after.pluginId(), before, next);
    Outcome outcome =
        desk.commit(
            wished.command(),
            envelope,
            draft -> {
              Installations.save(draft, wished.event(), after);
              desk.prepare(draft, next);
            });
    if (!outcome.done() || envelope.dryRun()) {
      PluginOutcome told =
          outcome.done()
              ? new PluginOutcome(
                  List.of(),
                  outcome.warnings(),
                  views.of(outcome.state(), next, after),
                  change,
                  null)
              : PluginOutcome.refused(outcome.problems());
      LineUps.discard(next, before);
      return told;
    }
    desk.swap(next);
    HostedPlugin runs = next.find(after.pluginId());
    if (wish instanceof PluginWish.Enable && runs != null) {
      runs.release();
    }
    return new PluginOutcome(
        List.of(),
        outcome.warnings(),
        views.of(ground.desk().snapshot(), desk.current(), after),
        change,
        null);
  }

  /** All installations, this one in place of what it was. */
  private static List<PluginInstallation> with(State state, PluginInstallation after) {
    List<PluginInstallation> all = new ArrayList<>();
    for (PluginInstallation each : Installations.all(state)) {
      if (!each.pluginId().equals(after.pluginId())) {
        all.add(each);
      }
    }
    all.add(after);
    return all;
  }

  /** The earlier answer to an operation key, told from how things stand now; else null. */
  private @Nullable PluginOutcome given(State state, Envelope envelope) {
    UUID key = envelope.operationKey();
    if (key == null || envelope.dryRun()) {
      return null;
    }
    var receipt = state.receipts().find(key, State.ownerOf(envelope.viewer().id()));
    if (receipt == null) {
      return null;
    }
    Outcome outcome = desk.commit("PluginRepeated", envelope, _ -> {});
    UUID id = outcome.result("plugin");
    PluginInstallation installed = id == null ? null : state.get(Tables.PLUGIN_INSTALLATIONS, id);
    return new PluginOutcome(
        outcome.problems(),
        outcome.warnings(),
        installed == null ? null : views.of(state, desk.current(), installed),
        Change.NONE,
        outcome.result(PluginData.EXPORT));
  }

  private PluginOutcome purged(PluginWish.Purge purge, Envelope envelope) {
    State state = ground.desk().snapshot();
    PluginOutcome given = given(state, envelope);
    if (given != null) {
      return given;
    }
    PluginInstallation installed = Installations.find(state, purge.pluginId());
    Problem refusal =
        InstallationWishes.refusal(installed, purge.pluginId(), purge.expectedVersion());
    if (installed == null || refusal != null) {
      return PluginOutcome.refused(List.of(Objects.requireNonNull(refusal)));
    }
    if (installed.removedAtMillis() == 0) {
      PluginOutcome removed =
          changed(
              new PluginWish.Remove(purge.pluginId(), purge.expectedVersion()),
              new Envelope(envelope.viewer(), null, 0, envelope.dryRun(), envelope.traceId()));
      if (!removed.done() || envelope.dryRun()) {
        return removed;
      }
    }
    return upkeep.purge(installed, envelope);
  }

  /** What a key signed does not run any more, from this moment. */
  private PluginOutcome distrusted(PluginWish.DistrustKey wish, Envelope envelope) {
    PluginOutcome outcome = upkeep.distrust(wish, envelope);
    if (outcome.done() && !envelope.dryRun()) {
      LineUp before = desk.current();
      LineUp next = desk.build(Installations.all(ground.desk().snapshot()), before);
      if (next.running().equals(before.running())) {
        LineUps.discard(next, before);
      } else {
        desk.swap(next);
      }
    }
    return outcome;
  }
}
