package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  private static final String SIGN_IN =
      "mutation($e: String!, $p: String!) { signIn(input: {email: $e, password: $p}) { accessToken"
          + " refreshToken expiresAt passwordChangeDue viewer { name permissions agent { email } }"
          + " userErrors { type code } } }";

  @TempDir Path folder;
  @AutoClose private ApiDesk api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
  }

  private JsonNode signIn(String email, String password) {
    return api.data(Viewer.ANONYMOUS, SIGN_IN, Map.of("e", email, "p", password)).get("signIn");
  }

  @Test
  void signsInRefreshesAndSignsOut() {
    JsonNode in = signIn(ApiDesk.EMAIL, ApiDesk.PASSWORD);
    assertEquals("Ada", in.at("/viewer/name").asText(), in.toString());
    assertEquals(ApiDesk.EMAIL, in.at("/viewer/agent/email").asText());
    Viewer viewer = api.bearer(in.get("accessToken").asText());
    assertTrue(viewer.may("role.manage"));
    JsonNode next =
        api.data(
                Viewer.ANONYMOUS,
                "mutation($t: String!) { tokenRefresh(input: {refreshToken: $t}) { accessToken"
                    + " refreshToken userErrors { code } } }",
                Map.of("t", in.get("refreshToken").asText()))
            .get("tokenRefresh");
    assertFalse(next.get("accessToken").asText().isEmpty(), next.toString());
    JsonNode out =
        api.data(
            Viewer.ANONYMOUS,
            "mutation($t: String!) { signOut(input: {refreshToken: $t}) { done userErrors { code } } }",
            Map.of("t", next.get("refreshToken").asText()));
    assertTrue(out.at("/signOut/done").asBoolean());
    assertEquals(Viewer.ANONYMOUS, api.bearer(next.get("accessToken").asText()));
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressLookAlike() {
    JsonNode wrong = signIn(ApiDesk.EMAIL, "not the password at all");
    JsonNode unknown = signIn("nobody@desk.example", "not the password at all");
    assertEquals(wrong, unknown);
    assertEquals("SIGN_IN_REFUSED", wrong.at("/userErrors/0/code").asText());
    assertTrue(wrong.get("accessToken").isNull() && wrong.get("viewer").isNull());
  }

  @Test
  void aGivenPasswordIsGoodForNothingButItsChange() {
    Viewer tess = api.agent("Tess", "technician");
    api.data(
        api.admin,
        "mutation($a: ID!) { agentEdit(input: {agentId: $a, email: \"tess@desk.example\"}) { userErrors { code } } }",
        Map.of("a", tess.id().toString()));
    String give =
        "mutation($a: ID!) { passwordGive(input: {principalId: $a}) { oneTimePassword party { ... on Agent {"
            + " name } } userErrors { code message } } }";
    assertEquals("PERMISSION_MISSING", api.code(tess, give, Map.of("a", tess.id().toString())));
    JsonNode given =
        api.data(api.admin, give, Map.of("a", tess.id().toString())).get("passwordGive");
    assertEquals("Tess", given.at("/party/name").asText(), given.toString());
    JsonNode in = signIn("tess@desk.example", given.get("oneTimePassword").asText());
    assertTrue(in.get("passwordChangeDue").asBoolean(), in.toString());
    assertTrue(in.at("/viewer/permissions").isEmpty());
  }

  @Test
  void aMachinesSecretIsShownOnceAndRevokedForGood() {
    String role =
        api.state()
            .table(dev.trestle.domain.state.Tables.ROLES)
            .unique("key", "service")
            .id()
            .toString();
    JsonNode user =
        api.data(
            api.admin,
            "mutation($r: ID!) { serviceUserCreate(input: {name: \"Probe\", roleIds: [$r]}) { serviceUser { id }"
                + " userErrors { code message } } }",
            Map.of("r", role));
    String id = user.at("/serviceUserCreate/serviceUser/id").asText();
    JsonNode made =
        api.data(
                api.admin,
                "mutation($u: ID!) { apiTokenCreate(input: {serviceUserId: $u, name: \"probe\", scopes:"
                    + " [\"ticket.create\"], expiresAt: \"2031-04-01T00:00:00Z\"}) { secret apiToken { id lastFour"
                    + " scopes serviceUser { name apiTokens { name } } } userErrors { code message } } }",
                Map.of("u", id))
            .get("apiTokenCreate");
    String secret = made.get("secret").asText();
    assertEquals("Probe", made.at("/apiToken/serviceUser/name").asText(), made.toString());
    assertEquals(java.util.Set.of("ticket.create"), api.bearer(secret).permissions());
    JsonNode listed =
        api.data(api.admin, "{ apiTokens(first: 5) { totalCount nodes { name lastFour } } }");
    assertEquals(1, listed.at("/apiTokens/totalCount").asInt());
    assertFalse(listed.toString().contains(secret));
    api.data(
        api.admin,
        "mutation($t: ID!) { apiTokenRevoke(input: {apiTokenId: $t}) { apiToken { revokedAt } userErrors { code } } }",
        Map.of("t", made.at("/apiToken/id").asText()));
    assertEquals(Viewer.ANONYMOUS, api.bearer(secret));
  }
}
