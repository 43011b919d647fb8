package dev.trestle.app.authority;

import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.MailOnDesk;
import dev.trestle.domain.access.Permissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A desk with one person of each role, and one record of each kind to try the mutations on. The
 * tickets are requested by the contact and shared with the partner; the foreign contact and the
 * foreign partner have nothing to do with them.
 */
final class Cast {
  private final DeskClient admin;
  private final Map<String, String> roles = new LinkedHashMap<>();
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final List<Person> people = new ArrayList<>();

  private Cast(DeskClient admin) {
    this.admin = admin;
  }

  static Cast on(DeskClient admin) {
    Cast cast = new Cast(admin);
    cast.makeDirectory();
    cast.makeTickets();
    cast.makePluginsThings();
    cast.makePeople();
    return cast;
  }

  List<Person> people() {
    return people;
  }

  /** The id of a record by the name it has in this scene. */
  String id(String name) {
    String id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException("nothing here is called " + name + ": " + ids.keySet());
    }
    return id;
  }

  String role(String key) {
    return roles.get(key);
  }

  private void makeDirectory() {
    admin
        .data("{ roles(first: 50) { nodes { id key } } }")
        .at("/roles/nodes")
        .forEach(role -> roles.put(role.get("key").asText(), role.get("id").asText()));
    for (String company : List.of("Acme", "Partners", "Rivals", "Strangers")) {
      make(company, "companyCreate", "company", Map.of("name", company));
    }
    make("plant", "siteCreate", "site", Map.of("name", "Plant", "companyId", id("Acme")));
    contact("Carl", "Acme", Permissions.ROLE_CONTACT);
    contact("Zoe", "Acme", Permissions.ROLE_CONTACT);
    contact("Rita", "Rivals", Permissions.ROLE_CONTACT);
    contact("Pia", "Partners", "partner");
    contact("Paul", "Strangers", "partner");
    agent("Egon", "technician");
    make("crew", "teamCreate", "team", Map.of("name", "Crew", "memberIds", List.of(id("Egon"))));
    make("second", "queueCreate", "queue", Map.of("name", "Second"));
    make(
        "helper",
        "roleCreate",
        "role",
        Map.of("key", "helper", "name", "Helper", "permissions", List.of(Permissions.SEARCH)));
    make(
        "colour",
        "customFieldDefine",
        "customField",
        Map.of("target", "TICKET", "key", "colour", "label", "Colour", "type", "TEXT"));
    make(
        "view",
        "savedViewCreate",
        "savedView",
        Map.of("name", "Open", "filter", Map.of(), "orderBy", List.of(), "shared", true));
    make("issuer", "trustedIssuerAdd", "trustedIssuer", Examples.issuer("https://idp.example"));
    serviceUser("robot");
    serviceUser("spare");
    token("spare", List.of(Permissions.SEARCH));
  }

  private void makeTickets() {
    for (String subject : List.of("open", "other", "resolved", "merged")) {
      make(
          subject,
          "ticketCreate",
          "ticket",
          Map.of("subject", subject, "text", "words", "requesterId", id("Carl")));
      run("ticketShare", Map.of("ticketId", id(subject), "companyId", id("Partners")));
    }
    String open = id("open");
    ids.put(
        "link",
        admin
            .done(
                "ticketLink",
                Map.of("ticketId", open, "otherTicketId", id("other"), "kind", "RELATES_TO"),
                "link { id }")
            .at("/link/id")
            .asText());
    run("ticketTag", Map.of("ticketId", open, "tags", List.of("printer")));
    run("ticketWatch", Map.of("ticketId", open, "watcherId", id("Egon")));
    run("ticketComment", Map.of("ticketId", open, "text", "?", "onBehalfOfId", id("Carl")));
    run("ticketResolve", Map.of("ticketId", id("resolved")));
    run("ticketMerge", Map.of("ticketId", id("merged"), "intoTicketId", id("other")));
  }

  private void makePluginsThings() {
    make("item", "checklistItemAdd", "item", Map.of("ticketId", id("open"), "text", "Look"));
    make("template", "checklistTemplateCreate", "template", Examples.template("Usual"));
    make(
        "reminder",
        "reminderSet",
        "reminder",
        Map.of("ticketId", id("open"), "agentId", id("Egon"), "dueAt", Examples.NEXT_MONTH));
    make("calendar", "calendarSave", "calendar", Map.of("name", "Usual"));
    make("policy", "slaPolicySave", "policy", Examples.slaPolicy("Usual"));
    make("webhook", "webhookCreate", "webhook", Examples.webhook("Usual"));
    makeCommitments();
    makeMail();
  }

  /** The last of all, as the desk writes to customers from then on. */
  private void makeMail() {
    make("mailbox", "mailboxSave", "mailbox", Examples.mailbox("Usual"));
    make("mail rule", "mailRuleSave", "rule", Examples.mailRule("Usual"));
    make("mail text", "mailTemplateSave", "template", Examples.mailText("en"));
    ids.put(
        "mail",
        MailOnDesk.brought(
            admin, id("mailbox"), Examples.MAIL_SECRET, "From: m@monitor.example\n\nIt burns."));
    run(
        "mailWrite",
        Map.of("ticketId", id("open"), "text", "Later", "sendAt", Examples.NEXT_MONTH));
    ids.put("sending", MailOnDesk.letter(admin, id("open")));
    markAddress();
  }

  /** Has a server report that nobody has Bea's address. */
  private void markAddress() {
    contact("Bea", "Acme", Permissions.ROLE_CONTACT);
    make(
        "bounced",
        "ticketCreate",
        "ticket",
        Map.of("subject", "bounced", "text", "words", "requesterId", id("Bea")));
    run("ticketComment", Map.of("ticketId", id("bounced"), "text", "Soon"));
    MailOnDesk.brought(
        admin,
        id("mailbox"),
        Examples.MAIL_SECRET,
        MailOnDesk.report(email("Bea"), MailOnDesk.messageIdTo(admin, email("Bea"))));
  }

  private void makeCommitments() {
    String open = id("open");
    make("promise", "promiseMake", "promise", Examples.promise(open));
    make("task", "commitmentTaskAdd", "task", Map.of("ticketId", open, "text", "Call"));
    make(
        "delegation",
        "delegationStart",
        "delegation",
        Map.of("ticketId", open, "taskId", id("task"), "agentId", id("Egon"), "after", "P1D"));
    make("notice", "customerNoticeWrite", "notice", Map.of("ticketId", open, "text", "Later"));
    make("letter", "commitmentTemplateSave", "template", Examples.letter("Usual"));
    make("commitments", "commitmentPolicySave", "policy", Examples.commitmentPolicy("Usual"));
  }

  private void makePeople() {
    for (Permissions.StartingRole role : Permissions.STARTING_ROLES) {
      switch (role.key()) {
        case Permissions.ROLE_CONTACT -> {
          signIn("contact", "Carl");
          signIn("foreign contact", "Rita");
        }
        case "partner" -> {
          signIn("partner", "Pia");
          signIn("foreign partner", "Paul");
        }
        case "service" ->
            people.add(
                Person.machine(id("robot"), admin.bearing(token("robot", role.permissions()))));
        default -> {
          agent("an " + role.key(), role.key());
          signIn(role.key(), "an " + role.key());
        }
      }
    }
    agent("Doug", "technician");
    signIn("deactivated", "Doug");
    admin.done("agentDeactivate", Map.of("agentId", id("Doug")), "agent { id }");
    people.add(Person.nobody(admin.bearing(null)));
  }

  private void signIn(String column, String name) {
    people.add(Person.signedIn(column, id(name), email(name), admin));
  }

  private void agent(String name, String role) {
    make(
        name,
        "agentCreate",
        "agent",
        Map.of("name", name, "email", email(name), "roleIds", List.of(role(role))));
  }

  private void contact(String name, String company, String role) {
    make(
        name,
        "contactCreate",
        "contact",
        Map.of(
            "name", name,
            "email", email(name),
            "companyId", id(company),
            "roleIds", List.of(role(role))));
  }

  static String email(String name) {
    return name.replace(' ', '.') + "@client.example";
  }

  private void serviceUser(String name) {
    make(
        name,
        "serviceUserCreate",
        "serviceUser",
        Map.of("name", name, "roleIds", List.of(role("service"))));
  }

  /** A new token of a machine; its secret. */
  private String token(String owner, List<String> scopes) {
    var made =
        admin.done(
            "apiTokenCreate",
            Map.of(
                "serviceUserId",
                id(owner),
                "name",
                owner,
                "scopes",
                scopes,
                "expiresAt",
                Examples.NEXT_MONTH),
            "secret apiToken { id }");
    ids.put("token of " + owner, made.at("/apiToken/id").asText());
    return made.get("secret").asText();
  }

  private void make(String name, String mutation, String thing, Map<String, ?> input) {
    ids.put(name, admin.done(mutation, input, thing + " { id }").at("/" + thing + "/id").asText());
  }

  private void run(String mutation, Map<String, ?> input) {
    admin.done(mutation, input, "ticket { id }");
  }
}
