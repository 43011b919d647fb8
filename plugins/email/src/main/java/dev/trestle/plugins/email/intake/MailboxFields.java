package dev.trestle.plugins.email.intake;

import static dev.trestle.plugins.email.intake.MailRecords.MAILBOXES;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.List;

/** How mailboxes are read. No field tells a secret. */
final class MailboxFields {
  private MailboxFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("Mailbox", Mailbox.class)
            .getter("id", Mailbox::id)
            .intGetter("version", Mailbox::version)
            .getter("name", Mailbox::name)
            .getter("address", Mailbox::address)
            .getter("aliases", Mailbox::aliases)
            .booleanGetter("enabled", Mailbox::enabled)
            .getter("fetch", Mailbox::fetch)
            .getter("send", Mailbox::send)
            .getter("oauth", Mailbox::oauth)
            .getter("queue", Mailbox::queueId)
            .getter("type", Mailbox::type)
            .getter("priority", Mailbox::priority)
            .getter("language", Mailbox::language)
            .getter("trustedRelays", Mailbox::trustedRelays)
            .intGetter("undoSeconds", Mailbox::undoSeconds));
    all.add(
        Fields.of("MailboxFetch", Mailbox.Fetch.class)
            .getter("kind", Mailbox.Fetch::kind)
            .getter("server", Mailbox.Fetch::server)
            .getter("folder", Mailbox.Fetch::folder)
            .getter("afterwards", Mailbox.Fetch::afterwards)
            .getter("moveTo", fetch -> fetch.moveTo().isEmpty() ? null : fetch.moveTo())
            .getter("poll", Mailbox.Fetch::poll));
    all.add(
        Fields.of("MailboxServer", Mailbox.Server.class)
            .getter("host", Mailbox.Server::host)
            .intGetter("port", Mailbox.Server::port)
            .getter("security", Mailbox.Server::security)
            .getter("user", Mailbox.Server::user)
            .getter("auth", Mailbox.Server::auth)
            .booleanGetter("hasSecret", server -> server.secret() != null));
    all.add(
        Fields.of("MailboxSend", Mailbox.Send.class)
            .getter("server", Mailbox.Send::server)
            .intGetter("perMinute", Mailbox.Send::perMinute)
            .getter("fromName", send -> send.fromName().isEmpty() ? null : send.fromName()));
    all.add(
        Fields.of("MailboxOAuth", Mailbox.OAuth.class)
            .getter("tokenUrl", Mailbox.OAuth::tokenUrl)
            .getter("clientId", Mailbox.OAuth::clientId)
            .booleanGetter("hasClientSecret", oauth -> oauth.clientSecret() != null)
            .getter("scope", Mailbox.OAuth::scope));
    all.addAll(Page.fields("Mailbox"));
    return all;
  }

  static void addTo(RootFields roots) {
    roots
        .query(
            "mailboxes",
            (arguments, context) ->
                context.get(Snapshot.class).records(MAILBOXES).sorted("byAddress").page(arguments))
        .guarded(Intake.ADMINISTER)
        .query(
            "mailbox",
            (arguments, context) ->
                context.get(Snapshot.class).records(MAILBOXES).get(arguments.id("id")))
        .guarded(Intake.ADMINISTER);
  }
}
