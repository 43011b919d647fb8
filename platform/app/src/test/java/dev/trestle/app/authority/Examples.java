package dev.trestle.app.authority;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** One wish, or a few where it matters whose things they are about, for every mutation. */
final class Examples {
  static final String MAIL_SECRET = "a secret of the gateways";
  static final String NEXT_MONTH = "2031-04-01T00:00:00Z";

  /**
   * One row of the table.
   *
   * @param what tells rows of one mutation apart; empty for the usual one
   * @param dry whether the wish can be made without carrying it out
   */
  record Example(
      String mutation,
      String what,
      boolean dry,
      BiFunction<Cast, Person, Map<String, Object>> input) {
    String name() {
      return what.isEmpty() ? mutation : mutation + " " + what;
    }
  }

  private final List<Example> all = new ArrayList<>();

  private Examples() {}

  static List<Example> all() {
    Examples examples = new Examples();
    examples.people();
    examples.places();
    examples.settings();
    examples.tickets();
    examples.relations();
    examples.issuers();
    examples.plugins();
    examples.bundled();
    examples.commitments();
    examples.mail();
    examples.credentials();
    return examples.all;
  }

  private void people() {
    add("agentCreate", (c, p) -> of("name", "New"));
    add("agentDeactivate", (c, p) -> of("agentId", c.id("Egon")));
    add("agentEdit", (c, p) -> of("agentId", c.id("Egon"), "name", "Egon E."));
    add("agentReactivate", (c, p) -> of("agentId", c.id("Doug")));
    add("contactArchive", (c, p) -> of("contactId", c.id("Zoe")));
    add("contactCreate", (c, p) -> of("name", "New", "companyId", c.id("Acme")));
    add("contactEdit", (c, p) -> of("contactId", c.id("Carl"), "name", "Carl C."));
    add(
        "contactEdit",
        "of what only staff decide",
        (c, p) -> of("contactId", c.id("Carl"), "seesCompanyTickets", true));
    add("serviceUserCreate", (c, p) -> of("name", "New", "roleIds", List.of(c.role("service"))));
    add("serviceUserDeactivate", (c, p) -> of("serviceUserId", c.id("spare")));
    add("teamArchive", (c, p) -> of("teamId", c.id("crew")));
    add("teamCreate", (c, p) -> of("name", "New"));
    add("teamEdit", (c, p) -> of("teamId", c.id("crew"), "name", "Crew 2"));
  }

  private void places() {
    add("companyArchive", (c, p) -> of("companyId", c.id("Rivals")));
    add("companyCreate", (c, p) -> of("name", "New"));
    add("companyEdit", (c, p) -> of("companyId", c.id("Acme"), "name", "Acme 2"));
    add("siteArchive", (c, p) -> of("siteId", c.id("plant")));
    add("siteCreate", (c, p) -> of("name", "New", "companyId", c.id("Acme")));
    add("siteEdit", (c, p) -> of("siteId", c.id("plant"), "name", "Plant 2"));
  }

  private void settings() {
    add(
        "customFieldDefine",
        (c, p) -> of("target", "TICKET", "key", "size", "label", "Size", "type", "TEXT"));
    add("customFieldEdit", (c, p) -> of("customFieldId", c.id("colour"), "label", "Color"));
    add("customFieldRetire", (c, p) -> of("customFieldId", c.id("colour")));
    add("queueArchive", (c, p) -> of("queueId", c.id("second")));
    add("queueCreate", (c, p) -> of("name", "New", "watcherAgentIds", List.of(c.id("Egon"))));
    add("queueEdit", (c, p) -> of("queueId", c.id("second"), "name", "Second 2"));
    add("queueMakeDefault", (c, p) -> of("queueId", c.id("second")));
    add(
        "roleCreate",
        (c, p) -> of("key", "new", "name", "New", "permissions", List.of("search.use")));
    add("roleEdit", (c, p) -> of("roleId", c.id("helper"), "name", "Helper 2"));
    add("roleRemove", (c, p) -> of("roleId", c.id("helper")));
    add("savedViewCreate", (c, p) -> of("name", "Mine", "filter", of(), "orderBy", List.of()));
    add(
        "savedViewCreate",
        "for all",
        (c, p) -> of("name", "Ours", "filter", of(), "orderBy", List.of(), "shared", true));
    add("savedViewEdit", (c, p) -> of("savedViewId", c.id("view"), "name", "Open 2"));
    add("savedViewRemove", (c, p) -> of("savedViewId", c.id("view")));
  }

  private void tickets() {
    onOpen("ticketAssign", (c, p) -> of("assigneeId", c.id("Egon")));
    onOpen("ticketChangeStatus", (c, p) -> of("status", "scheduled"));
    onOpen("ticketClose", (c, p) -> of());
    onOpen("ticketComment", (c, p) -> of("text", "words"));
    add(
        "ticketComment",
        "on behalf",
        (c, p) -> of("ticketId", c.id("open"), "text", "words", "onBehalfOfId", c.id("Carl")));
    add("ticketCreate", (c, p) -> of("subject", "New", "text", "words"));
    add("ticketCreate", "for another", (c, p) -> of("subject", "N", "requesterId", c.id("Zoe")));
    onOpen("ticketDismissUnanswered", (c, p) -> of("reason", "thanks only"));
    onOpen("ticketEdit", (c, p) -> of("subject", "Better"));
    onOpen("ticketMove", (c, p) -> of("queueId", c.id("second")));
    onOpen("ticketNote", (c, p) -> of("text", "words"));
    onOpen("ticketPrioritize", (c, p) -> of("priority", "HIGH"));
    add("ticketReopen", (c, p) -> of("ticketId", c.id("resolved")));
    onOpen("ticketResolve", (c, p) -> of());
    onOpen(
        "ticketSetCustomFields",
        (c, p) -> of("customFields", List.of(of("key", "colour", "value", "red"))));
    onOpen("ticketSetDue", (c, p) -> of("dueAt", NEXT_MONTH));
    onOpen("ticketTag", (c, p) -> of("tags", List.of("new")));
    onOpen("ticketUntag", (c, p) -> of("tags", List.of("printer")));
    add(
        "ticketsImport",
        (c, p) ->
            of(
                "tickets",
                List.of(
                    of(
                        "externalKey",
                        "x:1",
                        "subject",
                        "Old",
                        "history",
                        List.of(of("at", "2030-01-01T00:00:00Z"))))));
  }

  private void relations() {
    onOpen("ticketLink", (c, p) -> of("otherTicketId", c.id("resolved"), "kind", "DUPLICATES"));
    onOpen("ticketMerge", (c, p) -> of("intoTicketId", c.id("other")));
    onOpen("ticketSetParent", (c, p) -> of("parentId", c.id("other")));
    onOpen("ticketShare", (c, p) -> of("companyId", c.id("Rivals")));
    onOpen("ticketUnlink", (c, p) -> of("linkId", c.id("link")));
    add("ticketUnmerge", (c, p) -> of("ticketId", c.id("merged")));
    onOpen("ticketUnshare", (c, p) -> of("companyId", c.id("Partners")));
    onOpen("ticketUnwatch", (c, p) -> of());
    add(
        "ticketUnwatch",
        "of another",
        (c, p) -> of("ticketId", c.id("open"), "watcherId", c.id("Egon")));
    onOpen("ticketWatch", (c, p) -> of());
    add(
        "ticketWatch",
        "for another",
        (c, p) -> of("ticketId", c.id("open"), "watcherId", c.id("Zoe")));
  }

  private void issuers() {
    add("trustedIssuerAdd", (c, p) -> issuer("https://other.example"));
    add("trustedIssuerRemove", (c, p) -> of("trustedIssuerId", c.id("issuer")));
  }

  private void plugins() {
    String nothing = "0190a000-0000-7000-8000-000000000001";
    add("pluginInstall", "of no file", (c, p) -> of("fileId", nothing));
    add("pluginUpgrade", "by no file", (c, p) -> of("pluginId", "reminders", "fileId", nothing));
    add("pluginEnable", (c, p) -> of("pluginId", "reminders"));
    add("pluginDisable", (c, p) -> of("pluginId", "reminders"));
    add("pluginRemove", (c, p) -> of("pluginId", "reminders"));
    add("pluginPurge", (c, p) -> of("pluginId", "reminders"));
    add("pluginConsent", (c, p) -> of("pluginId", "reminders", "consented", List.of()));
    add("pluginSettingsSet", (c, p) -> of("pluginId", "reminders", "settings", List.of()));
    add("pluginKeyTrust", (c, p) -> of("keyId", "k", "name", "N", "publicKey", "none"));
    add("pluginKeyDistrust", "of no key", (c, p) -> of("keyId", "none"));
    add("pluginFaultRetry", "of no fault", (c, p) -> of("pluginFaultId", nothing));
    add("pluginFaultDismiss", "of no fault", (c, p) -> of("pluginFaultId", nothing));
    add("outboxRetry", "of no entry", (c, p) -> of("outboxEntryId", nothing));
    add("outboxDiscard", "of no entry", (c, p) -> of("outboxEntryId", nothing));
  }

  /** What the plugins in the jar bring. */
  private void bundled() {
    add("calendarArchive", (c, p) -> of("calendarId", c.id("calendar")));
    add("calendarAssign", (c, p) -> of("subject", "STANDARD", "calendarId", c.id("calendar")));
    add("calendarFeedSet", (c, p) -> of("calendarId", c.id("calendar")));
    add("calendarPublish", (c, p) -> of("calendarId", c.id("calendar")));
    add("calendarUnpublish", (c, p) -> of("calendarId", c.id("calendar")));
    add("calendarRestore", (c, p) -> of("calendarId", c.id("calendar")));
    add("calendarSave", (c, p) -> of("name", "Other"));
    add("checklistItemAdd", (c, p) -> of("ticketId", c.id("open"), "text", "Ask"));
    add("checklistItemCheck", (c, p) -> of("itemId", c.id("item")));
    add("checklistItemEdit", (c, p) -> of("itemId", c.id("item"), "text", "Ask again"));
    add("checklistItemMove", (c, p) -> of("itemId", c.id("item"), "place", 1));
    add("checklistItemRemove", (c, p) -> of("itemId", c.id("item")));
    add("checklistItemUncheck", (c, p) -> of("itemId", c.id("item")));
    add(
        "checklistTemplateApply",
        (c, p) -> of("ticketId", c.id("open"), "templateId", c.id("template")));
    add("checklistTemplateCreate", (c, p) -> template("Other"));
    add("checklistTemplateEdit", (c, p) -> of("templateId", c.id("template"), "name", "New"));
    add("checklistTemplateRemove", (c, p) -> of("templateId", c.id("template")));
    add("reminderSet", (c, p) -> of("ticketId", c.id("open"), "dueAt", NEXT_MONTH));
    add("reminderMove", (c, p) -> of("reminderId", c.id("reminder"), "dueAt", NEXT_MONTH));
    add("reminderDismiss", (c, p) -> of("reminderId", c.id("reminder")));
    add("slaPolicySave", (c, p) -> slaPolicy("Other"));
    add("slaPolicyArchive", (c, p) -> of("policyId", c.id("policy")));
    add("slaPolicyReorder", (c, p) -> of("policyIds", List.of(c.id("policy"))));
    add("snoozeStart", (c, p) -> of("ticketId", c.id("open"), "until", NEXT_MONTH));
    add("snoozeEnd", (c, p) -> of("ticketId", c.id("open")));
    add("webhookCreate", (c, p) -> webhook("Other"));
    add("webhookEdit", (c, p) -> of("webhookId", c.id("webhook"), "name", "New"));
    add("webhookStop", (c, p) -> of("webhookId", c.id("webhook")));
    add("webhookStart", (c, p) -> of("webhookId", c.id("webhook")));
    add("webhookReplay", (c, p) -> of("webhookId", c.id("webhook"), "fromSequence", 1));
    add("webhookKeyRotate", (c, p) -> of("webhookId", c.id("webhook")));
    add(
        "webhookKeyRetire",
        "of no key",
        (c, p) -> of("webhookId", c.id("webhook"), "keyId", c.id("webhook")));
    add("webhookRemove", (c, p) -> of("webhookId", c.id("webhook")));
  }

  private void commitments() {
    add("promiseMake", (c, p) -> promise(c.id("open")));
    add("promiseKeep", (c, p) -> of("promiseId", c.id("promise")));
    add(
        "promiseRenegotiate",
        (c, p) -> of("promiseId", c.id("promise"), "dueAt", NEXT_MONTH, "reason", "late"));
    add("promiseWithdraw", (c, p) -> of("promiseId", c.id("promise"), "reason", "slip"));
    onOpen("noticeWaive", (c, p) -> of("promiseId", c.id("promise"), "reason", "knows"));
    onOpen("ticketProject", (c, p) -> of("endsAt", NEXT_MONTH));
    onOpen("chaseRecord", (c, p) -> of());
    onOpen("commitmentTaskAdd", (c, p) -> of("text", "Write"));
    add("commitmentTaskDone", (c, p) -> of("taskId", c.id("task")));
    add("commitmentTaskDrop", (c, p) -> of("taskId", c.id("task"), "reason", "slip"));
    onOpen("delegationStart", (c, p) -> of("agentId", c.id("Egon"), "after", "P1D"));
    add("delegationWithdraw", (c, p) -> of("delegationId", c.id("delegation")));
    onOpen("customerNoticeWrite", (c, p) -> of("text", "Soon"));
    add("customerNoticeEdit", (c, p) -> of("noticeId", c.id("notice"), "text", "Soon"));
    add("customerNoticeSend", (c, p) -> of("noticeId", c.id("notice")));
    add("customerNoticeDiscard", (c, p) -> of("noticeId", c.id("notice")));
    add("commitmentTemplateSave", (c, p) -> letter("Other"));
    add("commitmentTemplateArchive", (c, p) -> of("templateId", c.id("letter")));
    add("commitmentPolicySave", (c, p) -> commitmentPolicy("Other"));
    add("commitmentPolicyArchive", (c, p) -> of("policyId", c.id("commitments")));
    add("commitmentPolicyReorder", (c, p) -> of("policyIds", List.of(c.id("commitments"))));
  }

  private void mail() {
    add("mailboxSave", (c, p) -> mailbox("Other"));
    add("mailboxRemove", (c, p) -> of("mailboxId", c.id("mailbox")));
    add("mailRuleSave", (c, p) -> mailRule("Other"));
    add("mailRuleRemove", (c, p) -> of("ruleId", c.id("mail rule")));
    add(
        "mailSettle",
        (c, p) -> of("mailId", c.id("mail"), "decision", "IGNORE", "reason", "nothing in it"));
    add("mailAddressClear", (c, p) -> of("address", Cast.email("Bea")));
    add("mailAddressClear", "that is not marked", (c, p) -> of("address", "carl@client.example"));
    onOpen("mailWrite", (c, p) -> of("text", "Later", "sendAt", NEXT_MONTH));
    add("mailUndo", "of another's letter", (c, p) -> of("sendingId", c.id("sending")));
    add(
        "mailSchedule",
        "of another's letter",
        (c, p) -> of("sendingId", c.id("sending"), "sendAt", NEXT_MONTH));
    add("mailRetry", (c, p) -> of("sendingId", c.id("sending")));
    add("mailTemplateSave", (c, p) -> mailText("de"));
    add("mailTemplateRemove", (c, p) -> of("templateId", c.id("mail text")));
  }

  /** It sends over a server that nobody has. */
  static Map<String, Object> mailbox(String name) {
    Map<String, Object> server = of("host", "smtp.invalid", "port", 587, "auth", "NONE");
    return of(
        "name",
        name,
        "address",
        name.toLowerCase(Locale.ROOT) + "@desk.example",
        "gateSecret",
        MAIL_SECRET,
        "undoSeconds",
        0,
        "send",
        of("server", server));
  }

  static Map<String, Object> mailRule(String name) {
    Map<String, Object> alerts = of("subject", "SENDER_DOMAIN", "pattern", "monitor.example");
    return of("place", 1, "name", name, "conditions", List.of(alerts), "priority", "HIGH");
  }

  static Map<String, Object> mailText(String language) {
    return of(
        "kind",
        "RESOLUTION",
        "language",
        language,
        "subject",
        "Re: {ticket.subject} [#{ticket.number}]",
        "text",
        "Done.");
  }

  static Map<String, Object> promise(String ticketId) {
    return of("ticketId", ticketId, "what", "The part", "after", "P1D");
  }

  static Map<String, Object> letter(String name) {
    return of("name", name, "texts", List.of(of("language", "en", "text", "It takes longer.")));
  }

  static Map<String, Object> commitmentPolicy(String name) {
    Map<String, Object> day = of("priority", "NORMAL", "allowed", "P1D");
    return of("name", name, "rules", List.of(of("kind", "UPDATE", "spans", List.of(day))));
  }

  static Map<String, Object> template(String name) {
    return of("name", name, "automatic", false, "items", List.of(of("text", "Look")));
  }

  static Map<String, Object> slaPolicy(String name) {
    Map<String, Object> day = of("priority", "NORMAL", "allowed", "P1D");
    Map<String, Object> target = of("kind", "RESOLUTION", "spans", List.of(day));
    return of("name", name, "agreement", "CUSTOMER", "targets", List.of(target));
  }

  /** An address that needs no resolving. */
  static Map<String, Object> webhook(String name) {
    return of("name", name, "url", "https://93.184.215.14/hook");
  }

  /** Some know no dry run; the order matters, as later ones use what earlier ones gave. */
  private void credentials() {
    real(
        "signIn",
        "",
        (c, p) -> of("email", p.emailOr(Cast.email("Carl")), "password", p.password()));
    real("tokenRefresh", "", (c, p) -> of("refreshToken", p.refreshToken()));
    real("signOut", "", (c, p) -> of("refreshToken", p.refreshToken()));
    real("totpBegin", "", (c, p) -> of("password", p.password()));
    real("totpConfirm", "", (c, p) -> of("code", "000000"));
    real("totpRemove", "", (c, p) -> of("password", p.password()));
    real("totpRemove", "of another", (c, p) -> of("principalId", c.id("Carl")));
    add(
        "passwordChange",
        (c, p) -> of("currentPassword", p.password(), "newPassword", p.password() + "7"));
    add("passwordGive", (c, p) -> of("principalId", c.id("Zoe")));
    add("apiTokenCreate", (c, p) -> token(c.id("spare")));
    add("apiTokenCreate", "for oneself", (c, p) -> token(p.idOr(c.id("spare"))));
    add("apiTokenRevoke", (c, p) -> of("apiTokenId", c.id("token of spare")));
    add("sessionsEnd", "of another", (c, p) -> of("principalId", c.id("Zoe")));
    add("sessionsEnd", (c, p) -> of());
  }

  static Map<String, Object> issuer(String issuer) {
    return of(
        "issuer",
        issuer,
        "audience",
        "desk",
        "algorithms",
        List.of("RS256"),
        "jwksUrl",
        "https://idp.example/keys");
  }

  private static Map<String, Object> token(String owner) {
    return of(
        "serviceUserId",
        owner,
        "name",
        "new",
        "scopes",
        List.of("search.use"),
        "expiresAt",
        NEXT_MONTH);
  }

  private void onOpen(String mutation, BiFunction<Cast, Person, Map<String, Object>> more) {
    add(
        mutation,
        (c, p) -> {
          Map<String, Object> input = of("ticketId", c.id("open"));
          input.putAll(more.apply(c, p));
          return input;
        });
  }

  private void add(String mutation, BiFunction<Cast, Person, Map<String, Object>> input) {
    add(mutation, "", input);
  }

  private void add(
      String mutation, String what, BiFunction<Cast, Person, Map<String, Object>> input) {
    all.add(new Example(mutation, what, true, input));
  }

  private void real(
      String mutation, String what, BiFunction<Cast, Person, Map<String, Object>> input) {
    all.add(new Example(mutation, what, false, input));
  }

  private static Map<String, Object> of(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }
}
