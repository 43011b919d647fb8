package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.intake.Mailbox.Afterwards;
import dev.trestle.plugins.email.intake.Mailbox.Auth;
import dev.trestle.plugins.email.intake.Mailbox.FetchKind;
import dev.trestle.plugins.email.intake.Mailbox.Security;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the mutations of mailboxes are given. */
final class MailboxInput {
  record Save(
      @Nullable UUID mailboxId,
      String name,
      String address,
      @Nullable List<String> aliases,
      boolean enabled,
      @Nullable FetchInput fetch,
      @Nullable SendInput send,
      @Nullable OAuthInput oauth,
      @Nullable UUID queueId,
      @Nullable TicketType type,
      @Nullable TicketPriority priority,
      @Nullable String language,
      @Nullable List<String> trustedRelays,
      int undoSeconds,
      @Nullable String gateSecret,
      @Nullable Integer expectedVersion) {}

  record ServerInput(
      String host,
      int port,
      Security security,
      @Nullable String user,
      Auth auth,
      @Nullable String secret) {}

  record FetchInput(
      FetchKind kind,
      @Nullable ServerInput server,
      @Nullable String folder,
      Afterwards afterwards,
      @Nullable String moveTo,
      @Nullable Duration poll) {}

  record SendInput(ServerInput server, int perMinute, @Nullable String fromName) {}

  record OAuthInput(
      String tokenUrl,
      String clientId,
      @Nullable String clientSecret,
      @Nullable String refreshToken,
      String scope) {}

  record Remove(UUID mailboxId, @Nullable Integer expectedVersion) {}

  private MailboxInput() {}
}
