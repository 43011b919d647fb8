package dev.trestle.app.plugins;

import dev.trestle.app.plugins.work.PluginParty;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.PluginOutcome;
import dev.trestle.domain.plugin.PluginOutcome.Change;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.plugin.work.FaultWork;
import dev.trestle.domain.plugin.work.Occurrence;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.TrustedPluginKey;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.host.HostedPlugin;
import dev.trestle.host.archive.Signatures;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What administrators do about plugins besides installing them: keys, faults, deliveries, data. */
final class PluginUpkeep {
  private final PluginDesk desk;
  private final PluginGround ground;

  PluginUpkeep(PluginDesk desk, PluginGround ground) {
    this.desk = desk;
    this.ground = ground;
  }

  private PluginOutcome committed(String command, Envelope envelope, Consumer<Draft> work) {
    return told(desk.commit(command, envelope, work), null);
  }

  private static PluginOutcome told(Outcome outcome, @Nullable UUID exportFileId) {
    return new PluginOutcome(
        outcome.problems(), outcome.warnings(), null, Change.NONE, exportFileId);
  }

  private static PluginOutcome refused(ProblemType type, String code, String text, String field) {
    return PluginOutcome.refused(List.of(Problem.of(type, code, text, "input", field)));
  }

  PluginOutcome trust(PluginWish.TrustKey wish, Envelope envelope) {
    Optional<PublicKey> key = PublicKeys.parse(wish.publicKey());
    if (key.isEmpty()) {
      return refused(
          ProblemType.INVALID,
          "PLUGIN_KEY_INVALID",
          "Give an Ed25519 public key in base64, as plugin sign prints it.",
          "publicKey");
    }
    if (!Signatures.keyId(key.get()).equals(wish.keyId())) {
      return refused(
          ProblemType.INVALID,
          "PLUGIN_KEY_ID_WRONG",
          "This key is called " + Signatures.keyId(key.get()) + "; compare it with its owner.",
          "keyId");
    }
    return committed(
        "PluginKeyTrust",
        envelope,
        draft -> {
          TrustedPluginKey known =
              draft.state().table(Tables.TRUSTED_PLUGIN_KEYS).unique("keyId", wish.keyId());
          UUID id = known == null ? draft.newId() : known.id();
          draft.put(
              Tables.TRUSTED_PLUGIN_KEYS,
              new TrustedPluginKey(
                  id,
                  known == null ? 1 : known.version() + 1,
                  wish.keyId(),
                  wish.name(),
                  wish.publicKey(),
                  known == null ? draft.now() : known.createdAtMillis(),
                  Document.empty()));
          draft.event(
              "PluginKeyTrusted",
              Tables.TRUSTED_PLUGIN_KEYS,
              id,
              null,
              List.of(),
              wish.keyId(),
              false);
          draft.result("key", id);
        });
  }

  PluginOutcome distrust(PluginWish.DistrustKey wish, Envelope envelope) {
    return committed(
        "PluginKeyDistrust",
        envelope,
        draft -> {
          TrustedPluginKey known =
              draft.state().table(Tables.TRUSTED_PLUGIN_KEYS).unique("keyId", wish.keyId());
          if (known == null) {
            draft.problem(
                ProblemType.NOT_FOUND,
                "PLUGIN_KEY_NOT_FOUND",
                "The desk trusts no key of this id.",
                "input",
                "keyId");
            return;
          }
          draft.remove(Tables.TRUSTED_PLUGIN_KEYS, known);
          draft.event(
              "PluginKeyDistrusted",
              Tables.TRUSTED_PLUGIN_KEYS,
              known.id(),
              null,
              List.of(),
              wish.keyId(),
              false);
        });
  }

  PluginOutcome dismissFault(UUID faultId, Envelope envelope) {
    return committed("PluginFaultDismiss", envelope, draft -> FaultWork.dismiss(draft, faultId));
  }

  PluginOutcome retryFault(UUID faultId, Envelope envelope) {
    State state = ground.desk().snapshot();
    PluginFault fault = state.get(Tables.PLUGIN_FAULTS, faultId);
    Envelope asPlugin = asPlugin(envelope);
    if (fault == null && answered(state, asPlugin)) {
      return committed("PluginFaultRetry", asPlugin, _ -> {});
    }
    if (fault == null || fault.kind() == PluginFaultKind.TIMER) {
      return committed(
          "PluginFaultRetry", envelope, draft -> FaultWork.setTimerAgain(draft, faultId));
    }
    if (fault.kind() == PluginFaultKind.COMPANION) {
      return refused(
          ProblemType.PRECONDITION,
          "FAULT_NOT_REPEATABLE",
          "The command that the plugin "
              + fault.pluginId()
              + " failed to go along with is done, and is not done again. Look whether the plugin"
              + " has made up for it, and dismiss the fault.",
          "pluginFaultId");
    }
    if (fault.kind() == PluginFaultKind.WORKER) {
      PluginOutcome outcome = dismissFault(faultId, envelope);
      desk.beginAgain(fault.pluginId(), fault.handler());
      return outcome;
    }
    HostedPlugin plugin = desk.current().find(fault.pluginId());
    Reaction reaction = plugin == null ? null : reaction(plugin, fault.handler());
    Occurrence event = occurrence(fault);
    if (plugin == null || reaction == null || event == null) {
      return refused(
          ProblemType.PRECONDITION,
          "PLUGIN_NOT_RUNNING",
          "The plugin " + fault.pluginId() + " does not run with this reaction. Enable it first.",
          "pluginFaultId");
    }
    return told(
        ground
            .desk()
            .execute(
                FaultWork.reactAgain(plugin.active(), reaction, faultId, event),
                asPlugin.by(PluginParty.acting(plugin.active()))),
        null);
  }

  /**
   * The envelope of what a plugin does at somebody's wish: the answer is then the plugin's, so it
   * is kept under a key made of the wisher and the wisher's own.
   */
  private static Envelope asPlugin(Envelope wished) {
    UUID key = wished.operationKey();
    String own = "pluginFaultRetry " + wished.viewer().id() + " " + key;
    return new Envelope(
        PluginDesk.DESK,
        key == null ? null : UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8)),
        wished.inputHash(),
        wished.dryRun(),
        wished.traceId());
  }

  private static boolean answered(State state, Envelope envelope) {
    UUID key = envelope.operationKey();
    return key != null && state.receipts().find(key, State.ownerOf(envelope.viewer().id())) != null;
  }

  private static @Nullable Reaction reaction(HostedPlugin plugin, String name) {
    return plugin.active().contributions().reactions().stream()
        .filter(reaction -> reaction.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The event again, from the log. */
  private @Nullable Occurrence occurrence(PluginFault fault) {
    try (CommitFeed feed = ground.desk().feed(fault.sequence() - 1)) {
      Commit commit = feed.next(Duration.ofSeconds(1));
      if (commit == null) {
        return null;
      }
      return Occurrence.of(commit, _ -> true, true).stream()
          .filter(one -> one.ordinal() == fault.ordinal())
          .findFirst()
          .orElse(null);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  PluginOutcome retryDelivery(UUID entryId, Envelope envelope) {
    return ofOutbox(
        "OutboxRetry",
        envelope,
        draft -> {
          OutboxEntry entry = entry(draft, entryId);
          if (entry != null) {
            draft.put(
                Tables.OUTBOX,
                new OutboxEntry(
                    entry.id(),
                    entry.version() + 1,
                    entry.channel(),
                    entry.orderKey(),
                    OutboxState.PENDING,
                    0,
                    draft.now(),
                    entry.lastError(),
                    entry.payload(),
                    entry.createdAtMillis(),
                    // The time it has is counted anew, so that it is not given up at once.
                    draft.now(),
                    entry.extra()));
          }
        });
  }

  PluginOutcome discardDelivery(UUID entryId, Envelope envelope) {
    return ofOutbox(
        "OutboxDiscard",
        envelope,
        draft -> {
          OutboxEntry entry = entry(draft, entryId);
          if (entry != null) {
            draft.remove(Tables.OUTBOX, entry);
          }
        });
  }

  /** Commits a change of the outbox, and tells those who deliver. */
  private PluginOutcome ofOutbox(String command, Envelope envelope, Consumer<Draft> work) {
    PluginOutcome outcome = committed(command, envelope, work);
    desk.outboxChanged();
    return outcome;
  }

  private static @Nullable OutboxEntry entry(Draft draft, UUID entryId) {
    OutboxEntry entry = draft.find(Tables.OUTBOX, entryId);
    if (entry == null) {
      draft.problem(
          ProblemType.NOT_FOUND,
          "DELIVERY_NOT_FOUND",
          "There is no such delivery. It may have arrived meanwhile.",
          "input",
          "outboxEntryId");
    }
    return entry;
  }

  /** Exports a removed plugin's records to a file, then erases them and all else of it. */
  PluginOutcome purge(PluginInstallation installed, Envelope envelope) {
    PluginData data = new PluginData(desk, ground, installed.pluginId());
    UUID file = data.exported(envelope.viewer());
    while (data.eraseSome()) {
      // One commit takes a bounded number, so that none grows with the desk.
    }
    return told(data.forget(envelope, file), file);
  }
}
