package com.example.parcels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestNetwork;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParcelsTest {
  private static final String CARRIER = "carrier.example";

  @AutoClose private TestDesk desk;
  private TestPerson ada;
  private String ticket;

  @BeforeEach
  void openDesk() {
    desk = TestDesk.with(PluginUnderTest.ofProject());
    desk.network().host(CARRIER, 204);
    ada = desk.admin();
    ticket = ada.ticket("The printer needs a new drum");
  }

  // docs: testing
  @Test
  void writesANote_whenAParcelIsLate() {
    add("AB-1");
    desk.advance(Duration.ofHours(2));
    assertEquals(1, notes());
  }

  @Test
  void warns_whenATicketEndsThatWaits() {
    add("AB-1");
    Done resolved = ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    assertEquals(List.of("PARCEL_AWAITED"), resolved.warnings());
  }

  @Test
  void tellsTheCarrierOnce_underOneKey() {
    add("AB-1");
    desk.settle();
    assertEquals(1, desk.network().requests().size());
    assertNotNull(desk.network().requests().getFirst().headers().get("Idempotency-Key"));
  }

  // docs: end
  @Test
  void takesThePhotoOfAParcel_intoANoteOfItsTicket() {
    add("AB-1");
    byte[] photo = {1, 2, 3};
    assertEquals(204, desk.call("parcels", "PUT", "photos/AB-1", photo).status());
    assertEquals(404, desk.call("parcels", "PUT", "photos/AB-2", photo).status());
    assertEquals(1, notes());
    String file =
        ada.ask("query ($id: ID!) { ticket(id: $id) { attachments { id } } }", Map.of("id", ticket))
            .text("ticket.attachments.0.id");
    assertArrayEquals(photo, ada.file(file));
  }

  @Test
  void hearsOfPickUps_asSoonAsTheSettingSaysSo() {
    add("AB-1");
    desk.network()
        .host(
            CARRIER,
            request ->
                TestNetwork.answer(
                    200, request.uri().getPath().equals("/picked-up") ? "AB-1" : ""));
    desk.configure("parcels", Map.of("watchPickUps", "true"));
    desk.await("the parcel is here", () -> warnings().isEmpty());
    desk.configure("parcels", Map.of("watchPickUps", "false"));
  }

  private List<String> warnings() {
    return ada.does("ticketResolve", Map.of("ticketId", ticket, "dryRun", true), "").warnings();
  }

  @Test
  void findsTicketsThatWait_soonestFirst() {
    add("AB-1");
    ada.ticket("Nothing is on its way here");
    assertEquals(
        List.of(ticket),
        ada.ask(
                "{ tickets(first: 5, filter: { parcelAwaited: true },"
                    + " orderBy: [{ field: PARCEL_EXPECTED_AT }]) { nodes { id } } }")
            .each("tickets.nodes", "id"));
  }

  @Test
  void waitsForTheParcelOfItsSubject_fromTheFirstMoment() {
    Done created =
        ada.does(
            "ticketCreate",
            Map.of("subject", "The drum is on its way: #CD-7"),
            "ticket { parcels { code } }");
    assertEquals("CD-7", created.text("ticket.parcels.0.code"));
    ada.does("ticketCreate", Map.of("subject", "Where is #CD-7?"), "");
    assertEquals(1, desk.happened("ParcelAdded").size());
  }

  @Test
  void showsWhereTheCarrierSaysItIs() {
    desk.network().host(CARRIER, request -> TestNetwork.answer(200, "Graz"));
    add("AB-1");
    assertEquals(
        "Graz",
        ada.ask("{ parcelByCode(code: \"AB-1\") { position } }").text("parcelByCode.position"));
  }

  @Test
  void refusesACodeTwice_andOneThatIsNone() {
    add("AB-1");
    assertEquals(List.of("PARCEL_CODE_TAKEN"), tries("AB-1").problems());
    assertEquals(List.of("PARCEL_CODE_INVALID"), tries("?").problems());
  }

  @Test
  void saysNothingOfLateParcels_onceTheTicketIsClosed() {
    add("AB-1");
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    ada.does("ticketClose", Map.of("ticketId", ticket), "");
    desk.advance(Duration.ofHours(2));
    assertEquals(0, notes());
  }

  private int notes() {
    String document =
        "query ($id: ID!) { ticket(id: $id) { messages(first: 5, kind: NOTE) { totalCount } } }";
    return ada.ask(document, Map.of("id", ticket)).number("ticket.messages.totalCount");
  }

  private void add(String code) {
    tries(code).orFail();
  }

  private Done tries(String code) {
    return ada.tries(
        "parcelAdd",
        Map.of(
            "ticketId",
            ticket,
            "code",
            code,
            "expectedAt",
            TestDesk.START.plus(Duration.ofHours(1))),
        "parcel { code }");
  }
}
