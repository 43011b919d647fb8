package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.state.Tables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operation key and a dry run mean for passwords, second factors and tokens. */
class CredentialKeysTest {
  private static final String OTHER = "quiet rivers run deeper";
  private static final String TOKEN = "secret apiToken { id name revokedAt }";

  @TempDir Path folder;
  @AutoClose private ApiDesk api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
  }

  private JsonNode ask(String mutation, Map<String, Object> input, String more, String fields) {
    Map<String, Object> all = new LinkedHashMap<>(input);
    if (more.equals("dryRun")) {
      all.put("dryRun", true);
    } else {
      all.put("operationKey", more);
    }
    String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    return api.data(
            api.admin,
            "mutation($i: %s!) { %s(input: $i) { %s userErrors { code } } }"
                .formatted(type, mutation, fields),
            Map.of("i", all))
        .get(mutation);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static String code(JsonNode answer) {
    return answer.at("/userErrors/0/code").asText();
  }

  private Account account() {
    Account account = api.state().table(Tables.ACCOUNTS).unique("email", ApiDesk.EMAIL);
    if (account == null) {
      throw new AssertionError("no account");
    }
    return account;
  }

  private boolean signsIn(String password) {
    return !api.data(
            Viewer.ANONYMOUS,
            "mutation($p: String!) { signIn(input: {email: \"%s\", password: $p}) { accessToken } }"
                .formatted(ApiDesk.EMAIL),
            Map.of("p", password))
        .at("/signIn/accessToken")
        .isNull();
  }

  private Map<String, Object> token(String name) {
    return Map.of(
        "serviceUserId",
        String.valueOf(api.admin.id()),
        "name",
        name,
        "scopes",
        List.of("ticket.create"),
        "expiresAt",
        "2031-04-01T00:00:00Z");
  }

  private int tokens() {
    return api.state().table(Tables.API_TOKENS).size();
  }

  @Test
  void aRepeatedKeyNamesTheSameToken_butNeverShowsItsSecretAgain() {
    String key = key();
    JsonNode made = ask("apiTokenCreate", token("probe"), key, TOKEN);
    JsonNode again = ask("apiTokenCreate", token("probe"), key, TOKEN);
    assertFalse(made.get("secret").isNull(), made.toString());
    assertTrue(again.get("secret").isNull(), again.toString());
    assertEquals(made.get("apiToken"), again.get("apiToken"));
    assertEquals(1, tokens());
    assertEquals("OPERATION_KEY_REUSED", code(ask("apiTokenCreate", token("other"), key, TOKEN)));
    assertEquals(1, tokens());
  }

  @Test
  void aDryRunMakesNoToken_andSaysWhatIsWrong() {
    JsonNode tried = ask("apiTokenCreate", token("probe"), "dryRun", TOKEN);
    assertEquals("probe", tried.at("/apiToken/name").asText(), tried.toString());
    assertTrue(tried.get("secret").isNull());
    assertEquals("NAME_INVALID", code(ask("apiTokenCreate", token(" "), "dryRun", TOKEN)));
    assertEquals(0, tokens());
  }

  @Test
  void aTokenRevokedUnderAKeyIsAnsweredAsItWas_alsoWhenItWasRevokedBefore() {
    Map<String, Object> which =
        Map.of(
            "apiTokenId",
            ask("apiTokenCreate", token("probe"), key(), TOKEN).at("/apiToken/id").asText());
    String fields = "apiToken { id revokedAt }";
    assertFalse(ask("apiTokenRevoke", which, "dryRun", fields).at("/apiToken/revokedAt").isNull());
    assertTrue(api.state().table(Tables.API_TOKENS).require(0).revokedAtMillis() == 0);
    String first = key();
    JsonNode revoked = ask("apiTokenRevoke", which, first, fields);
    assertEquals(revoked, ask("apiTokenRevoke", which, first, fields));
    String second = key();
    assertEquals(revoked, ask("apiTokenRevoke", which, second, fields));
    assertEquals(revoked, ask("apiTokenRevoke", which, second, fields));
  }

  @Test
  void aPasswordChangedUnderAKeyIsChangedOnce_andTheKeyIsGoodForNoOtherPassword() {
    String key = key();
    Map<String, Object> wish = Map.of("currentPassword", ApiDesk.PASSWORD, "newPassword", OTHER);
    assertTrue(ask("passwordChange", wish, "dryRun", "done").get("done").asBoolean());
    assertTrue(signsIn(ApiDesk.PASSWORD));
    assertTrue(ask("passwordChange", wish, key, "done").get("done").asBoolean());
    int version = account().version();
    // The old password is no longer right, and need not be.
    assertTrue(ask("passwordChange", wish, key, "done").get("done").asBoolean());
    JsonNode other =
        ask(
            "passwordChange",
            Map.of("currentPassword", OTHER, "newPassword", "some third password 3"),
            key,
            "done");
    assertEquals("OPERATION_KEY_REUSED", code(other), other.toString());
    assertEquals(version, account().version());
    assertTrue(signsIn(OTHER));
  }

  @Test
  void aPasswordGivenUnderAKeyIsShownOnce_andADryRunGivesNone() {
    Viewer tess = api.agent("Tess", "technician");
    api.data(
        api.admin,
        "mutation($a: ID!) { agentEdit(input: {agentId: $a, email: \"tess@desk.example\"})"
            + " { userErrors { code } } }",
        Map.of("a", String.valueOf(tess.id())));
    Map<String, Object> whom = Map.of("principalId", String.valueOf(tess.id()));
    String fields = "oneTimePassword party { ... on Agent { id } }";
    JsonNode tried = ask("passwordGive", whom, "dryRun", fields);
    assertTrue(tried.get("oneTimePassword").isNull(), tried.toString());
    assertEquals(1, api.state().table(Tables.ACCOUNTS).size());
    String key = key();
    JsonNode given = ask("passwordGive", whom, key, fields);
    assertFalse(given.get("oneTimePassword").isNull(), given.toString());
    JsonNode again = ask("passwordGive", whom, key, fields);
    assertTrue(again.get("oneTimePassword").isNull(), again.toString());
    assertEquals(given.get("party"), again.get("party"));
  }

  @Test
  void aSecondFactorsSecretIsShownOnce_andADryRunBeginsNone() {
    Map<String, Object> wish = Map.of("password", ApiDesk.PASSWORD);
    assertTrue(ask("totpBegin", wish, "dryRun", "otpauthUri").get("otpauthUri").isNull());
    assertEquals(null, account().totpSecretSealed());
    String key = key();
    assertFalse(ask("totpBegin", wish, key, "otpauthUri").get("otpauthUri").isNull());
    String secret = account().totpSecretSealed();
    assertTrue(ask("totpBegin", wish, key, "otpauthUri").get("otpauthUri").isNull());
    assertEquals(secret, account().totpSecretSealed());
    assertTrue(ask("totpRemove", wish, "dryRun", "done").get("done").asBoolean());
    assertEquals(secret, account().totpSecretSealed());
    String removal = key();
    assertTrue(ask("totpRemove", wish, removal, "done").get("done").asBoolean());
    int version = account().version();
    assertTrue(ask("totpRemove", wish, removal, "done").get("done").asBoolean());
    assertEquals(version, account().version());
  }

  @Test
  void sessionsEndOnceUnderAKey_soThatTheNextOneLives() {
    String key = key();
    assertTrue(ask("sessionsEnd", Map.of(), key, "done").get("done").asBoolean());
    JsonNode in =
        api.data(
            Viewer.ANONYMOUS,
            "mutation($p: String!) { signIn(input: {email: \"%s\", password: $p}) { accessToken } }"
                .formatted(ApiDesk.EMAIL),
            Map.of("p", ApiDesk.PASSWORD));
    String token = in.at("/signIn/accessToken").asText();
    assertTrue(ask("sessionsEnd", Map.of(), key, "done").get("done").asBoolean());
    assertTrue(ask("sessionsEnd", Map.of(), "dryRun", "done").get("done").asBoolean());
    assertEquals(api.admin.id(), api.bearer(token).id());
    Map<String, Object> nobody =
        Map.of("principalId", String.valueOf(api.agent("Tess", "technician").id()));
    String other = key();
    assertFalse(ask("sessionsEnd", nobody, other, "done").get("done").asBoolean());
    assertFalse(ask("sessionsEnd", nobody, other, "done").get("done").asBoolean());
  }
}
