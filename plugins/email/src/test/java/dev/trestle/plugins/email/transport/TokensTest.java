package dev.trestle.plugins.email.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.intake.Mailbox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final Around around = new Around();
  private final Tokens tokens = new Tokens();

  private static Mailbox mailbox() {
    return Boxes.sending(25)
        .refreshed(
            new Mailbox.OAuth("https://login.example/token", "desk", null, "first", "mail send"));
  }

  private String token() throws Exception {
    Mailbox.Server server =
        new Mailbox.Server(
            "mail.example", 25, Mailbox.Security.TLS, "support", Mailbox.Auth.OAUTH2, null);
    return ((Credential.Token) tokens.of(mailbox(), server, around)).token();
  }

  @Test
  void areFetchedAnew_shortlyBeforeTheyEnd() throws Exception {
    around.answer = "{\"token_type\":\"Bearer\", \"expires_in\": 3600, \"access_token\":\"a\\/b\"}";
    assertEquals("a/b", token());
    around.now = around.now.plus(Duration.ofMinutes(57));
    assertEquals("a/b", token());
    assertEquals(1, around.asked.size());
    around.now = around.now.plus(Duration.ofMinutes(2));
    token();
    assertEquals(
        "grant_type=refresh_token&client_id=desk&refresh_token=first&scope=mail+send",
        around.asked.get(1));
  }

  @Test
  void goOnWithTheRefreshTokenThatCameAlong() throws Exception {
    around.answer = "{\"access_token\":\"a\",\"expires_in\":1,\"refresh_token\":\"second\"}";
    token();
    token();
    assertTrue(around.asked.get(1).contains("refresh_token=second"), around.asked.get(1));
  }

  @Test
  void sayWhatToDo_whenTheProviderGivesNone() {
    around.status = 400;
    around.answer = "{\"error\":\"invalid_grant\"}";
    Trouble trouble = assertThrows(Trouble.class, this::token);
    assertTrue(trouble.lasting());
    assertTrue(String.valueOf(trouble.getMessage()).contains("invalid_grant"));
    assertEquals(
        List.of("grant_type=refresh_token&client_id=desk&refresh_token=first&scope=mail+send"),
        around.asked);
  }

  @Test
  void areWrittenAsXoauth2Wants() {
    assertEquals(
        "dXNlcj1hQHguZXhhbXBsZQFhdXRoPUJlYXJlciB0AQE=",
        new Credential.Token("a@x.example", "t").xoauth2());
  }
}
