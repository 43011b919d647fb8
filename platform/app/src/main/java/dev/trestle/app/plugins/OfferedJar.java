package dev.trestle.app.plugins;

import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.PluginTrust;
import dev.trestle.domain.record.TrustedPluginKey;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.archive.Signatures;
import dev.trestle.host.archive.Signatures.Verdict;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's jar that an administrator uploaded, and that was found good enough to be installed.
 *
 * @param keyId of the key that signed it; null when no trusted one did
 */
record OfferedJar(String sha256, PluginPackage packed, PluginTrust trust, @Nullable String keyId) {

  /**
   * Judges a jar by what is in it and by who signed it.
   *
   * @param problems takes the reasons why it cannot be installed
   * @return null when it cannot
   */
  static @Nullable OfferedJar of(
      State state,
      UUID fileId,
      Envelope envelope,
      PluginJars jars,
      PluginRules rules,
      List<Problem> problems) {
    Attachment file = state.get(Tables.ATTACHMENTS, fileId);
    if (file == null || !Objects.equals(file.uploaderId(), envelope.viewer().id())) {
      problems.add(
          Problem.of(
              ProblemType.NOT_FOUND,
              "FILE_NOT_FOUND",
              "There is no such file of yours. Upload the plugin's jar to /files first.",
              "input",
              "fileId"));
      return null;
    }
    try {
      PluginPackage packed = jars.stored(file.sha256());
      Verdict verdict = Signatures.verify(packed.archive(), trusted(state));
      return switch (verdict) {
        case Verdict.Trusted(String keyId) ->
            new OfferedJar(file.sha256(), packed, PluginTrust.SIGNED, keyId);
        case Verdict.Unsigned _ when rules.unsigned() ->
            new OfferedJar(file.sha256(), packed, PluginTrust.UNSIGNED, null);
        case Verdict.UnknownKey _ when rules.unsigned() ->
            new OfferedJar(file.sha256(), packed, PluginTrust.UNSIGNED, null);
        default -> {
          problems.add(untrusted(verdict));
          yield null;
        }
      };
    } catch (PluginRefused refused) {
      problems.addAll(refused.problems());
      return null;
    }
  }

  /** Writes down what was installed. */
  void into(InstallationEdit edit) {
    edit.manifest(packed.manifest()).jar(sha256, packed.archive().size()).trust(trust, keyId);
  }

  private static Problem untrusted(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Broken(String reason) ->
          Problem.of(
              ProblemType.PRECONDITION, "PLUGIN_SIGNATURE_BROKEN", reason, "input", "fileId");
      case Verdict.UnknownKey(String keyId) ->
          Problem.of(
              ProblemType.PRECONDITION,
              "PLUGIN_KEY_UNTRUSTED",
              "The key "
                  + keyId
                  + " signed it, which this desk does not trust; trust it by pluginKeyTrust.",
              "input",
              "fileId");
      case Verdict.Unsigned _, Verdict.Trusted _ ->
          Problem.of(
              ProblemType.PRECONDITION,
              "PLUGIN_UNSIGNED",
              "Nobody signed it, and this desk takes signed plugins only, unless it is started with"
                  + " plugins.unsigned=true.",
              "input",
              "fileId");
    };
  }

  private static List<PublicKey> trusted(State state) {
    List<PublicKey> keys = new ArrayList<>();
    state
        .table(Tables.TRUSTED_PLUGIN_KEYS)
        .forEach((TrustedPluginKey key) -> PublicKeys.parse(key.publicKey()).ifPresent(keys::add));
    return keys;
  }
}
