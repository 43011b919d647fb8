package dev.trestle.app.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.desk.RunningDesk;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.LiveReader;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever still has a one-time password is sent to change it, whatever else is asked for. */
class OneTimePasswordTest {
  private static final String DUE = "PASSWORD_CHANGE_DUE";

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"));
  }

  @Test
  void refusesEveryOtherOperation_namingTheMutation() {
    DeskClient due = Newcomer.make(desk.admin(), "Tess", "administrator").due();
    for (String document :
        List.of(
            "{ tickets(first: 1) { totalCount } }",
            "{ desk { name } }",
            "{ search(query: \"printer\", first: 1) { totalCount } }",
            "{ viewer { name } agents(first: 1) { totalCount } }",
            "{ ...Hidden } fragment Hidden on Query { ... { queues(first: 1) { totalCount } } }",
            "{ node(id: \"01890a5d-ac96-774b-bcce-b302099a8057\") { id } }",
            "mutation { ticketCreate(input: {subject: \"S\"}) { userErrors { code } } }",
            "mutation { totpBegin(input: {password: \"p\"}) { userErrors { code } } }",
            "mutation { companyCreate(input: {name: \"Acme\", dryRun: true}) { userErrors { code } } }")) {
      JsonNode answer = due.ask(document).json();
      assertEquals(DUE, answer.at("/errors/0/extensions/code").asText(), document + answer);
      assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/type").asText());
      assertTrue(answer.at("/errors/0/message").asText().contains("passwordChange"));
      assertTrue(answer.path("data").isMissingNode() || answer.path("data").isNull(), document);
    }
  }

  @Test
  void refusesSubscriptionsAndFiles() throws IOException {
    DeskClient due = Newcomer.make(desk.admin(), "Lars", "technician").due();
    String subscription = "subscription { events { type } }";
    try (LiveReader socket = LiveReader.webSocket(due, subscription);
        LiveReader stream = LiveReader.eventStream(due, subscription)) {
      socket.await(DUE);
      stream.await(DUE);
    }
    byte[] bytes = "words".getBytes(StandardCharsets.UTF_8);
    DeskClient.Reply upload = due.send("POST", "/files?name=a.txt", bytes, "text/plain", Map.of());
    assertEquals(403, upload.status());
    assertEquals(DUE, upload.code());
    assertEquals(DUE, due.get("/files/01890a5d-ac96-774b-bcce-b302099a8057").code());
  }

  @Test
  void endsWhenTheOperatorSays_andNotBefore() throws IOException {
    SettableClock clock = new SettableClock(Instant.parse("2031-03-03T09:00:00Z"));
    try (ServedDesk hasty =
        ServedDesk.start(folder.resolve("hasty"), Map.of("password.once", "PT1H"), clock)) {
      Newcomer tess = Newcomer.make(hasty.admin(), "Tess", "technician");
      Newcomer lars = Newcomer.make(hasty.admin(), "Lars", "technician");
      clock.advance(Duration.ofMinutes(59));
      assertEquals("Tess", tess.due().data("{ viewer { name } }").at("/viewer/name").asText());
      clock.advance(Duration.ofMinutes(2));
      for (Newcomer late : List.of(tess, lars)) {
        assertEquals(
            "ONE_TIME_PASSWORD_EXPIRED",
            hasty
                .anonymous()
                .tried(
                    "signIn",
                    Map.of("email", late.email(), "password", late.oneTimePassword()),
                    "accessToken")
                .at("/userErrors/0/code")
                .asText());
      }
    }
  }

  @Test
  void isMadeForTheFirstAdministrator_whenTheOperatorGaveNoPassword() throws IOException {
    Path data = folder.resolve("unnamed");
    Map<String, String> none = Map.of("admin.password", "");
    RunningDesk.FirstSignIn first;
    try (ServedDesk fresh = ServedDesk.start(data, none, InstantSource.system())) {
      first = Objects.requireNonNull(fresh.running().firstSignIn());
      String password = Objects.requireNonNull(first.oneTimePassword());
      assertFalse(first.toString().contains(password), first.toString());
      DeskClient due = fresh.anonymous().signIn(first.email(), password);
      assertEquals(DUE, due.ask("{ desk { name } }").code());
      due.done(
          "passwordChange",
          Map.of("currentPassword", password, "newPassword", Newcomer.PASSWORD),
          "done");
    }
    try (ServedDesk again = ServedDesk.start(data, none, InstantSource.system())) {
      assertNull(again.running().firstSignIn());
      again.anonymous().signIn(first.email(), Newcomer.PASSWORD).data("{ desk { name } }");
    }
  }

  @Test
  void letsThemSeeWhoTheyAre_andChangeThePassword_andSignOut() {
    Newcomer maud = Newcomer.make(desk.admin(), "Maud", "technician");
    JsonNode tokens = desk.anonymous().signInTokens(maud.email(), maud.oneTimePassword());
    assertTrue(tokens.get("passwordChangeDue").asBoolean());
    DeskClient due = maud.bearing(tokens);
    assertEquals("Maud", due.data("{ __typename viewer { name } }").at("/viewer/name").asText());
    JsonNode out =
        due.done("signOut", Map.of("refreshToken", tokens.get("refreshToken").asText()), "done");
    assertTrue(out.get("done").asBoolean());
    assertEquals(401, due.ask("{ viewer { name } }").status());

    DeskClient settled = maud.bearing(maud.settle());
    assertEquals(
        0, settled.data("{ tickets(first: 1) { totalCount } }").findValue("totalCount").asInt());
  }
}
