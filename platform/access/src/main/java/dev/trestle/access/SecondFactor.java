package dev.trestle.access;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.SignInDesk.RecoveryCodes;
import dev.trestle.domain.credentials.SignInDesk.TotpSetUp;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets up and checks the second factor of accounts: authenticator codes and recovery codes. */
final class SecondFactor {
  private final SecretBox box;
  private final SecureRandom random;
  private final ReadableSecrets secrets;

  SecondFactor(SecretBox box, SecureRandom random) {
    this.box = box;
    this.random = random;
    this.secrets = new ReadableSecrets(random);
  }

  TotpSetUp begin(Account account, String deskName) {
    byte[] secret = Totp.newSecret(random);
    String sealed = box.seal(secret, context(account.id()));
    return new TotpSetUp(
        account.withSecondFactor(sealed, false, 0, List.of()),
        Totp.uri(deskName, account.email(), secret));
  }

  @Nullable RecoveryCodes confirm(Account account, String code, long nowMillis) {
    String sealed = account.totpSecretSealed();
    long step = sealed == null ? -1 : step(account, sealed, code, nowMillis);
    if (step < 0) {
      return null;
    }
    List<String> codes = secrets.recoveryCodes();
    List<String> hashes =
        codes.stream().map(each -> ReadableSecrets.recoveryHash(account.id(), each)).toList();
    return new RecoveryCodes(account.withSecondFactor(sealed, true, step, hashes), codes);
  }

  /** The account with the code used up; null when the code is wrong or was used before. */
  @Nullable Account use(Account account, String code, long nowMillis) {
    String sealed = account.totpSecretSealed();
    if (sealed == null) {
      return null;
    }
    long step = step(account, sealed, code, nowMillis);
    if (step >= 0) {
      return account.withSecondFactor(sealed, true, step, account.recoveryCodeHashes());
    }
    String hash = ReadableSecrets.recoveryHash(account.id(), code);
    List<String> left = new ArrayList<>();
    for (String kept : account.recoveryCodeHashes()) {
      if (!Hashes.same(kept, hash)) {
        left.add(kept);
      }
    }
    return left.size() == account.recoveryCodeHashes().size()
        ? null
        : account.withSecondFactor(sealed, true, account.totpLastStep(), left);
  }

  private long step(Account account, String sealed, String code, long nowMillis) {
    try {
      byte[] secret = box.open(sealed, context(account.id()));
      return Totp.accept(secret, code, account.totpLastStep(), nowMillis);
    } catch (SecretBox.Unopenable e) {
      throw new IllegalStateException(
          "the second factor of account " + account.id() + " does not open with the key file", e);
    }
  }

  private static String context(UUID accountId) {
    return "totp:" + accountId;
  }
}
