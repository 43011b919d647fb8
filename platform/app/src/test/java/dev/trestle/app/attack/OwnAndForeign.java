package dev.trestle.app.attack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.MailOnDesk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two companies that must not know of each other, with secrets in all places where only staff may
 * look. Every secret text holds the word {@link #SECRET}; every text of the other company holds
 * {@link #FOREIGN}.
 */
record OwnAndForeign(
    DeskClient admin,
    DeskClient contact,
    DeskClient manager,
    DeskClient partner,
    DeskClient intake,
    DeskClient technician,
    String ownTicket,
    String foreignTicket,
    String ownCompany,
    String foreignCompany,
    List<String> hiddenIds) {
  static final String SECRET = "marmaladezq";
  static final String FOREIGN = "wolpertinger";
  static final String NEW_PASSWORD = "quite another password 7";

  static OwnAndForeign make(DeskClient admin) {
    Maker desk = new Maker(admin);
    return desk.make();
  }

  /** Builds the scene through the public API alone. */
  private static final class Maker {
    private final DeskClient admin;
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final List<String> hidden = new ArrayList<>();

    Maker(DeskClient admin) {
      this.admin = admin;
      admin
          .data("{ roles(first: 50) { nodes { id key } } }")
          .at("/roles/nodes")
          .forEach(role -> roles.put(role.get("key").asText(), role.get("id").asText()));
    }

    OwnAndForeign make() {
      String acme = company("Acme", "note " + SECRET);
      String rivals = company("Rivals " + FOREIGN, "note " + SECRET + " " + FOREIGN);
      String partners = company("Partners", "");
      String carl = contact("Carl", acme, "contact");
      String mary = contact("Mary", acme, "contact");
      String rita = contact("Rita " + FOREIGN, rivals, "contact");
      String pia = contact("Pia", partners, "partner");
      String tess = agent("Tess", "technician");
      String ida = agent("Ida", "intake");
      admin.done(
          "customFieldDefine",
          Map.of("target", "TICKET", "key", "inner", "label", "Inner " + SECRET, "type", "TEXT"),
          "customField { id }");
      String own = ticket("Printer", "public words", carl, "inner " + SECRET);
      String colleague = ticket("Scanner", "public scan", mary, "inner " + SECRET);
      String foreign =
          ticket("Trouble " + FOREIGN, "text " + FOREIGN, rita, "inner " + SECRET + FOREIGN);
      for (String id : List.of(own, colleague, foreign)) {
        note(id, "between us " + SECRET + (id.equals(foreign) ? FOREIGN : ""));
      }
      run("ticketLink", Map.of("ticketId", own, "otherTicketId", foreign, "kind", "RELATES_TO"));
      run("ticketSetParent", Map.of("ticketId", own, "parentId", foreign));
      run("ticketComment", Map.of("ticketId", own, "text", "we look into it"));
      run("ticketAssign", Map.of("ticketId", own, "assigneeId", tess));
      run("ticketWatch", Map.of("ticketId", own, "watcherId", ida));
      run("ticketShare", Map.of("ticketId", colleague, "companyId", partners));
      mail(own);
      hidden.addAll(List.of(foreign, rivals, rita, mary));
      return new OwnAndForeign(
          admin,
          signIn("carl", carl),
          signIn("mary", mary),
          signIn("pia", pia),
          signIn("ida", ida),
          signIn("tess", tess),
          own,
          foreign,
          acme,
          rivals,
          List.copyOf(hidden));
    }

    private void run(String mutation, Map<String, ?> input) {
      admin.done(mutation, input, "ticket { id }");
    }

    /** Mail of the other company, and an automatic reply that stands as a note on one's own. */
    private void mail(String own) {
      String box =
          admin
              .done(
                  "mailboxSave",
                  Map.of(
                      "name",
                      "Box " + SECRET,
                      "address",
                      "support@desk.example",
                      "gateSecret",
                      "a secret of the gateway's own"),
                  "mailbox { id }")
              .at("/mailbox/id")
              .asText();
      String number =
          admin
              .data("query($t: ID!) { ticket(id: $t) { number } }", Map.of("t", own))
              .at("/ticket/number")
              .asText();
      hidden.add(box);
      hidden.add(
          brought(
              box,
              "From: rita@client.example\nSubject: " + FOREIGN + "\n\n" + FOREIGN + " burns.\n"));
      hidden.add(
          brought(
              box,
              "From: carl@client.example\nSubject: Away [#"
                  + number
                  + "]\nAuto-Submitted: auto-replied\n\nAway until "
                  + SECRET
                  + ".\n"));
    }

    private String brought(String box, String message) {
      return MailOnDesk.brought(admin, box, "a secret of the gateway's own", message);
    }

    private void note(String ticket, String text) {
      JsonNode noted =
          admin.done(
              "ticketNote",
              Map.of("ticketId", ticket, "text", text),
              "ticket { messages(last: 1) { nodes { id } } history(last: 1) { nodes { id } } }");
      hidden.add(noted.at("/ticket/messages/nodes/0/id").asText());
      hidden.add(noted.at("/ticket/history/nodes/0/id").asText());
    }

    private String company(String name, String note) {
      return admin
          .done("companyCreate", Map.of("name", name, "note", note), "company { id }")
          .at("/company/id")
          .asText();
    }

    private String contact(String name, String company, String role) {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("name", name);
      input.put("companyId", company);
      input.put("email", email(name));
      input.put("roleIds", List.of(roles.get(role)));
      return admin.done("contactCreate", input, "contact { id }").at("/contact/id").asText();
    }

    private String agent(String name, String role) {
      return admin
          .done(
              "agentCreate",
              Map.of("name", name, "email", email(name), "roleIds", List.of(roles.get(role))),
              "agent { id }")
          .at("/agent/id")
          .asText();
    }

    private static String email(String name) {
      return name.split(" ")[0].toLowerCase(java.util.Locale.ROOT) + "@client.example";
    }

    private String ticket(String subject, String text, String requester, String inner) {
      return admin
          .done(
              "ticketCreate",
              Map.of(
                  "subject",
                  subject,
                  "text",
                  text,
                  "requesterId",
                  requester,
                  "customFields",
                  List.of(Map.of("key", "inner", "value", inner))),
              "ticket { id }")
          .at("/ticket/id")
          .asText();
    }

    private DeskClient signIn(String name, String principal) {
      return People.signIn(admin, principal, email(name));
    }
  }
}
