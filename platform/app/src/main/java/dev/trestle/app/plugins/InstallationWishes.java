package dev.trestle.app.plugins;

import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.plugin.PluginAsk;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.PluginTrust;
import dev.trestle.domain.state.State;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of what administrators want the installation as it is to be. */
final class InstallationWishes {
  /**
   * An installation as it is wanted.
   *
   * @param command the name it has in the log
   * @param event that tells of it
   * @param after null when it cannot be
   */
  record Wished(
      String command, String event, @Nullable PluginInstallation after, List<Problem> problems) {
    static Wished refused(List<Problem> problems) {
      return new Wished("", "", null, problems);
    }

    static Wished refused(Problem problem) {
      return refused(List.of(problem));
    }
  }

  private final PluginGround ground;
  private final PluginJars jars;
  private final WishedSettings settings;

  InstallationWishes(PluginGround ground, PluginJars jars, SettingSecrets secrets) {
    this.ground = ground;
    this.jars = jars;
    this.settings = new WishedSettings(secrets);
  }

  Wished of(PluginWish wish, State state, LineUp now, Envelope envelope) {
    return switch (wish) {
      case PluginWish.Install install -> install(install, state, envelope);
      case PluginWish.Upgrade upgrade -> upgrade(upgrade, state, envelope);
      case PluginWish.Enable enable ->
          edited(state, enable.pluginId(), enable.expectedVersion(), "PluginEnabled", true, null);
      case PluginWish.Disable disable ->
          edited(
              state, disable.pluginId(), disable.expectedVersion(), "PluginDisabled", false, null);
      case PluginWish.Remove remove ->
          edited(state, remove.pluginId(), remove.expectedVersion(), "PluginRemoved", false, true);
      case PluginWish.Consent consent -> consent(consent, state);
      case PluginWish.Configure configure -> configure(configure, state, now);
      default -> throw new IllegalArgumentException("not about one installation: " + wish);
    };
  }

  /** Why an installation cannot be changed; null when it can. */
  static @Nullable Problem refusal(
      @Nullable PluginInstallation installed, String id, @Nullable Integer expectedVersion) {
    if (installed == null) {
      return Problem.of(
          ProblemType.NOT_FOUND,
          "PLUGIN_NOT_FOUND",
          "There is no plugin " + id + "; plugins lists those there are.",
          "input",
          "pluginId");
    }
    if (expectedVersion != null && expectedVersion != installed.version()) {
      return Problem.of(
          ProblemType.CONFLICT,
          "VERSION_MOVED",
          "It is at version " + installed.version() + " by now. Read it again and decide anew.",
          "input",
          "expectedVersion");
    }
    return null;
  }

  private Wished edited(
      State state,
      String id,
      @Nullable Integer expectedVersion,
      String event,
      boolean enabled,
      @Nullable Boolean removed) {
    PluginInstallation installed = Installations.find(state, id);
    Problem refusal = refusal(installed, id, expectedVersion);
    if (installed == null || refusal != null) {
      return Wished.refused(Objects.requireNonNull(refusal));
    }
    if (enabled && installed.removedAtMillis() != 0) {
      if (!jars.comesWithDesk(id)) {
        return Wished.refused(
            Problem.of(
                ProblemType.PRECONDITION,
                "PLUGIN_REMOVED",
                "The plugin was removed. Install it again; its data is still there.",
                "input",
                "pluginId"));
      }
      return brought(event, installed);
    }
    InstallationEdit edit = InstallationEdit.of(installed).enabled(enabled);
    return wished(event, removed == null ? edit : edit.removed(removed), installed);
  }

  /** The desk's own plugin again, after it was removed. */
  private Wished brought(String event, PluginInstallation installed) {
    try {
      PluginManifest manifest = jars.ofDesk(installed.pluginId()).manifest();
      return wished(
          event,
          InstallationEdit.of(installed)
              .manifest(manifest)
              .jar(null, 0)
              .trust(PluginTrust.BUNDLED, null)
              .consented(manifest.asked())
              .enabled(true)
              .removed(false),
          installed);
    } catch (PluginRefused refused) {
      return Wished.refused(refused.problems());
    }
  }

  private Wished wished(
      String event, InstallationEdit edit, @Nullable PluginInstallation installed) {
    UUID id = installed == null ? ground.ids().next() : installed.id();
    return new Wished(event, event, edit.at(ground.clock().millis(), id), List.of());
  }

  private Wished install(PluginWish.Install wish, State state, Envelope envelope) {
    List<Problem> problems = new ArrayList<>();
    OfferedJar jar = OfferedJar.of(state, wish.fileId(), envelope, jars, ground.rules(), problems);
    if (jar == null) {
      return Wished.refused(problems);
    }
    String id = jar.packed().id();
    PluginInstallation installed = Installations.find(state, id);
    if (installed != null && installed.removedAtMillis() == 0) {
      return Wished.refused(
          Problem.of(
              ProblemType.PRECONDITION,
              "PLUGIN_INSTALLED",
              "The plugin "
                  + id
                  + " is installed; put another version in its place by"
                  + " pluginUpgrade.",
              "input",
              "fileId"));
    }
    InstallationEdit edit = InstallationEdit.fresh(id, installed).enabled(wish.enable());
    // What was set before it was removed is still good, unless it is set anew.
    if (installed != null) {
      installed.settings().forEach((name, value) -> edit.setting(name, value.toString()));
      installed.sealedSettings().forEach(edit::secret);
    }
    jar.into(edit);
    Asked asked = jar.packed().manifest().asked();
    List<PluginAsk> consented = wish.consented();
    edit.consented(consented == null ? asked : PluginAsk.together(consented));
    problems.addAll(beyond(consented, asked));
    settings.keep(edit, id, wish.settings());
    Wished wished = wished("PluginInstalled", edit, installed);
    return new Wished(wished.command(), wished.event(), wished.after(), problems);
  }

  /** A new installation with its settings as the plugin turned out to declare them. */
  Wished withSettings(Wished wished, PluginWish.Install wish, List<Setting> declared) {
    List<Problem> problems = new ArrayList<>(wished.problems());
    problems.addAll(WishedSettings.problems(declared, wish.settings()));
    return new Wished(
        wished.command(),
        wished.event(),
        WishedSettings.sorted(Objects.requireNonNull(wished.after()), wish.settings(), declared),
        problems);
  }

  private Wished upgrade(PluginWish.Upgrade wish, State state, Envelope envelope) {
    PluginInstallation installed = Installations.find(state, wish.pluginId());
    Problem refusal = refusal(installed, wish.pluginId(), wish.expectedVersion());
    if (installed == null || refusal != null) {
      return Wished.refused(Objects.requireNonNull(refusal));
    }
    List<Problem> problems = new ArrayList<>();
    OfferedJar jar = OfferedJar.of(state, wish.fileId(), envelope, jars, ground.rules(), problems);
    if (jar == null) {
      return Wished.refused(problems);
    }
    if (!jar.packed().id().equals(wish.pluginId())) {
      return Wished.refused(
          Problem.of(
              ProblemType.INVALID,
              "PLUGIN_OTHER_ID",
              "The jar holds the plugin " + jar.packed().id() + ", not " + wish.pluginId() + ".",
              "input",
              "fileId"));
    }
    Asked asked = jar.packed().manifest().asked();
    List<PluginAsk> consented = wish.consented();
    List<PluginAsk> given =
        consented != null ? consented : PluginAsk.of(InstallationEdit.consented(installed, asked));
    problems.addAll(beyond(consented, asked));
    List<PluginAsk> open = PluginAsk.of(asked).stream().filter(a -> !given.contains(a)).toList();
    if (consented == null && !open.isEmpty()) {
      problems.add(
          Problem.of(
              ProblemType.PRECONDITION,
              "PLUGIN_CONSENT_NEEDED",
              "This version asks for more: "
                  + String.join(", ", open.stream().map(InstallationWishes::words).toList())
                  + ". Name in consented what it may have.",
              "input",
              "consented"));
    }
    InstallationEdit edit = InstallationEdit.of(installed).removed(false);
    jar.into(edit);
    edit.consented(PluginAsk.together(given));
    Wished wished = wished("PluginUpgraded", edit, installed);
    return new Wished(wished.command(), wished.event(), wished.after(), problems);
  }

  private static String words(PluginAsk ask) {
    return ask.kind() == PluginAsk.Kind.SECRETS ? "SECRETS" : ask.kind().name() + " " + ask.name();
  }

  private static List<Problem> beyond(@Nullable List<PluginAsk> consented, Asked asked) {
    List<PluginAsk> all = PluginAsk.of(asked);
    List<Problem> problems = new ArrayList<>();
    if (consented != null) {
      for (PluginAsk ask : consented) {
        if (!all.contains(ask)) {
          problems.add(
              Problem.of(
                  ProblemType.INVALID,
                  "PLUGIN_NOT_ASKED",
                  "The plugin does not ask for " + words(ask) + "; leave it out.",
                  "input",
                  "consented"));
        }
      }
    }
    return problems;
  }

  private Wished consent(PluginWish.Consent wish, State state) {
    PluginInstallation installed = Installations.find(state, wish.pluginId());
    Problem refusal = refusal(installed, wish.pluginId(), wish.expectedVersion());
    if (installed == null || refusal != null) {
      return Wished.refused(Objects.requireNonNull(refusal));
    }
    try {
      Asked asked = jars.of(installed).manifest().asked();
      Wished wished =
          wished(
              "PluginConsented",
              InstallationEdit.of(installed).consented(PluginAsk.together(wish.consented())),
              installed);
      return new Wished(
          wished.command(), wished.event(), wished.after(), beyond(wish.consented(), asked));
    } catch (PluginRefused unreadable) {
      return Wished.refused(unreadable.problems());
    }
  }

  private Wished configure(PluginWish.Configure wish, State state, LineUp now) {
    PluginInstallation installed = Installations.find(state, wish.pluginId());
    Problem refusal = refusal(installed, wish.pluginId(), wish.expectedVersion());
    if (installed == null || refusal != null) {
      return Wished.refused(Objects.requireNonNull(refusal));
    }
    List<Setting> declared =
        PluginViews.declared(now.find(wish.pluginId()), now.absent().get(wish.pluginId()));
    InstallationEdit edit = InstallationEdit.of(installed);
    settings.set(edit, wish.pluginId(), wish.settings(), declared);
    Wished wished = wished("PluginConfigured", edit, installed);
    return new Wished(
        wished.command(),
        wished.event(),
        wished.after(),
        WishedSettings.problems(declared, wish.settings()));
  }
}
