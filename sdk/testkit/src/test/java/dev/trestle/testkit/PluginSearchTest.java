package dev.trestle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginSearchTest {
  @AutoClose private final StagesDesk desk = new StagesDesk();
  private final TestPerson ada = desk.ada;
  private String printer;

  @BeforeEach
  void giveTheTicketsTheirStages() {
    printer = ada.ticket("Printer");
    desk.stage(
        printer,
        "waiting",
        Map.of(
            "codes", List.of("AB-1", "Drum seven"),
            "remark", "Behind the aquarium",
            "secret", "Combination"));
    desk.stage(ada.ticket("Screen"), "open", Map.of("codes", List.of("CD-2")));
    ada.ticket("Mouse");
  }

  private List<String> found(String query) {
    return desk.found(ada, query);
  }

  @Test
  void findsTickets_byTheNameOfAText() {
    assertEquals(List.of("Printer"), found("stageCode:AB-1"));
    assertEquals(List.of("Printer"), found("STAGECODE:\"drum seven\""));
    assertEquals(List.of("Printer"), found("stageCode:dru*"));
    assertEquals(List.of("Mouse", "Screen"), found("-stageCode:AB-1"));
    assertEquals(List.of("Printer", "Screen"), found("stageCode:AB-1 OR stageCode:CD-2"));
    assertEquals(List.of(), found("stageCode:nothing"));
  }

  @Test
  void findsTickets_byPlainWords_whereTheDeclarationSaysSo() {
    assertEquals(List.of("Printer"), found("aquarium"));
    assertEquals(List.of("Printer"), found("printer aquarium"));
    assertEquals(List.of(), found("\"drum seven\""));
  }

  @Test
  void followsTheRecord_whenItChangesAndWhenItGoes() {
    desk.stage(printer, "waiting", Map.of("codes", List.of("EF-3")));
    assertEquals(List.of(), found("stageCode:AB-1"));
    assertEquals(List.of("Printer"), found("stageCode:EF-3"));
    ada.does("ticketResolve", Map.of("ticketId", printer), "");
    assertEquals(List.of("Printer"), found("stageCode:EF-3"));
    ada.does("stageDrop", Map.of("ticketId", printer), "");
    assertEquals(List.of(), found("stageCode:EF-3"));
  }

  @Test
  void findsNothingForThoseWhoMayNotSearchByIt() {
    TestPerson tess = desk.desk.agent("Tess", "technician");
    assertEquals(List.of("Printer"), found("combination"));
    assertEquals(List.of("Printer"), found("secret:combination"));
    assertEquals(List.of(), desk.found(tess, "combination"));
    assertEquals(List.of(), desk.found(tess, "secret:combination"));
    assertEquals(List.of("Printer"), desk.found(tess, "stageCode:AB-1"));
  }

  @Test
  void showsContacts_whatIsForThem_onTicketsTheySee() {
    TestPerson cora = desk.desk.contact("Cora");
    TestPerson carl = desk.desk.contact("Carl");
    String hers =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Lamp", "requesterId", cora.id()),
                "ticket { id }")
            .text("ticket.id");
    desk.stage(hers, "open", Map.of("codes", List.of("GH-4"), "remark", "By the aquarium"));
    assertEquals(List.of("Lamp"), desk.found(cora, "aquarium"));
    assertEquals(List.of("Lamp"), desk.found(cora, "remark:aquarium"));
    assertEquals(List.of(), desk.found(cora, "stageCode:GH-4"));
    assertEquals(List.of(), desk.found(carl, "aquarium"));
  }

  @Test
  void goesWithItsPlugin_andIsThereAgainWhenItReturns() {
    desk.desk.disable("stages");
    assertEquals(List.of(), found("stageCode:AB-1"));
    assertEquals(List.of(), found("aquarium"));
    ada.does("ticketResolve", Map.of("ticketId", printer), "");
    desk.desk.enable("stages");
    assertEquals(List.of("Printer"), found("stageCode:AB-1"));
    desk.desk.remove("stages");
    assertEquals(List.of(), found("aquarium"));
  }

  @Test
  void searchesByWhatTheNewVersionSays_theRecordsOfTheOldOneToo() {
    desk.desk.upgrade(StagesDesk.stricter());
    ada.ticket("Later");
    assertEquals(List.of(), found("stageCode:AB-1"));
    assertEquals(List.of("Printer"), found("stageName:waiting"));
  }

  @Test
  void isStillThere_afterARestartAndAKill() {
    desk.desk.restart(Duration.ofMinutes(1));
    ada.ticket("Later");
    assertEquals(List.of("Printer"), found("stageCode:AB-1"));
    desk.desk.kill();
    ada.ticket("Much later");
    assertEquals(List.of("Printer"), found("aquarium"));
  }
}
