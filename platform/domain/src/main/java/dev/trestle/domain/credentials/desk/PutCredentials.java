package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.record.Stored;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes credential records durable as they came from {@link
 * dev.trestle.domain.credentials.SignInDesk}. Each counts on the version it carries, 0 for a new
 * one; if another commit was first, the step has to be asked for again on the newer records.
 *
 * <p>No client can send this: only the services here do, after they checked the authority for it.
 *
 * @param named records the answer shows, which stay as they are
 * @param relied accounts that stay as they are and must not have been changed meanwhile
 * @param eventType what history calls it; null for what nobody would look up
 * @param principalId whose credentials they are; null for the desk's own
 */
record PutCredentials(
    List<Stored> puts,
    List<Stored> removals,
    List<Stored> named,
    List<Account> relied,
    @Nullable String eventType,
    @Nullable UUID principalId)
    implements Command {
  PutCredentials {
    puts = List.copyOf(puts);
    removals = List.copyOf(removals);
    named = List.copyOf(named);
    relied = List.copyOf(relied);
  }

  /** Changes nothing and names nothing; under an operation key it is remembered all the same. */
  static final PutCredentials NOTHING = naming();

  PutCredentials(
      List<Stored> puts,
      List<Stored> removals,
      @Nullable String eventType,
      @Nullable UUID principalId) {
    this(puts, removals, List.of(), List.of(), eventType, principalId);
  }

  /** What was asked for is so already. */
  static PutCredentials naming(Stored... records) {
    return new PutCredentials(List.of(), List.of(), List.of(records), List.of(), null, null);
  }

  static PutCredentials of(String eventType, UUID principalId, Stored... puts) {
    return new PutCredentials(List.of(puts), List.of(), eventType, principalId);
  }

  /** The same, provided that this account is still as it was. */
  PutCredentials relyingOn(Account account) {
    return new PutCredentials(puts, removals, named, List.of(account), eventType, principalId);
  }

  /** Secrets are left out, so that a log line cannot carry them away. */
  @Override
  public String toString() {
    return "PutCredentials[eventType=" + eventType + ", principalId=" + principalId + "]";
  }
}
