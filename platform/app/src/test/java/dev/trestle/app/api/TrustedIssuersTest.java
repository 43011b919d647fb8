package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedIssuersTest {
  private static final String ADD =
      "mutation($i: TrustedIssuerAddInput!) { trustedIssuerAdd(input: $i) { trustedIssuer { id issuer"
          + " audience algorithms jwks jwksUrl version } userErrors { type code path } } }";
  private static final String REMOVE =
      "mutation($i: TrustedIssuerRemoveInput!) { trustedIssuerRemove(input: $i) { removedId"
          + " userErrors { code path } } }";
  private static final String LIST =
      "{ trustedIssuers(first: 5) { totalCount nodes { id issuer algorithms } } }";

  /** The example key of RFC 8037, appendix A.2. */
  private static final String KEYS =
      "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

  @TempDir Path folder;
  @AutoClose private ApiDesk api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
  }

  private static Map<String, Object> input(String issuer) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("issuer", issuer);
    input.put("audience", "servicedesk");
    input.put("algorithms", List.of("EDDSA", "RS256"));
    input.put("jwks", KEYS);
    return input;
  }

  private JsonNode add(Map<String, Object> input) {
    return api.data(api.admin, ADD, Map.of("i", input)).get("trustedIssuerAdd");
  }

  private static List<String> refused(JsonNode payload) {
    return payload.get("userErrors").findValues("code").stream()
        .map(JsonNode::asText)
        .sorted()
        .toList();
  }

  @Test
  void addsListsFindsAndRemovesAnIssuer() {
    JsonNode added = add(input("https://idp.example")).get("trustedIssuer");
    assertEquals("[\"EDDSA\",\"RS256\"]", added.get("algorithms").toString());
    assertEquals(KEYS, added.get("jwks").asText());
    JsonNode list = api.data(api.admin, LIST).get("trustedIssuers");
    assertEquals(1, list.get("totalCount").asInt());
    assertEquals("https://idp.example", list.at("/nodes/0/issuer").asText());
    String id = added.get("id").asText();
    assertEquals(
        "TrustedIssuer",
        api.data(api.admin, "query($id: ID!) { node(id: $id) { __typename } }", Map.of("id", id))
            .at("/node/__typename")
            .asText());
    JsonNode stale =
        api.data(
            api.admin, REMOVE, Map.of("i", Map.of("trustedIssuerId", id, "expectedVersion", 7)));
    assertEquals(List.of("VERSION_MOVED"), refused(stale.get("trustedIssuerRemove")));
    JsonNode removed = api.data(api.admin, REMOVE, Map.of("i", Map.of("trustedIssuerId", id)));
    assertEquals(id, removed.at("/trustedIssuerRemove/removedId").asText());
    assertEquals(0, api.data(api.admin, LIST).at("/trustedIssuers/totalCount").asInt());
    JsonNode again = api.data(api.admin, REMOVE, Map.of("i", Map.of("trustedIssuerId", id)));
    assertEquals(List.of("NOT_FOUND"), refused(again.get("trustedIssuerRemove")));
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Map<String, Object> input = input(" ");
    input.put("audience", "x".repeat(501));
    input.put("algorithms", List.of());
    input.put("jwks", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2hhcmVk\"}]}");
    input.put("jwksUrl", "http://idp.example/keys");
    JsonNode payload = add(input);
    assertEquals(
        List.of(
            "KEYS_REQUIRED", "KEYS_UNUSABLE", "REQUIRED", "REQUIRED", "TOO_LONG", "URL_INVALID"),
        refused(payload),
        payload.toString());
    assertTrue(payload.get("trustedIssuer").isNull());
    assertEquals(0, api.data(api.admin, LIST).at("/trustedIssuers/totalCount").asInt());
  }

  @Test
  void refusesKeyAddressesThatCarryAPassword() {
    for (String url : List.of("https://ada:secret@idp.example/keys", "https://", "ftp://idp")) {
      Map<String, Object> input = input("https://idp.example");
      input.remove("jwks");
      input.put("jwksUrl", url);
      assertEquals(List.of("URL_INVALID"), refused(add(input)), url);
    }
  }

  @Test
  void aDryRunChangesNothing_andAnOperationKeyAddsOnce() {
    Map<String, Object> input = input("https://idp.example");
    input.put("dryRun", true);
    assertEquals("https://idp.example", add(input).at("/trustedIssuer/issuer").asText());
    assertEquals(0, api.data(api.admin, LIST).at("/trustedIssuers/totalCount").asInt());
    input.put("dryRun", false);
    input.put("operationKey", UUID.nameUUIDFromBytes(new byte[] {1}).toString());
    String first = add(input).at("/trustedIssuer/id").asText();
    assertEquals(first, add(input).at("/trustedIssuer/id").asText());
    assertEquals(1, api.data(api.admin, LIST).at("/trustedIssuers/totalCount").asInt());
    input.remove("operationKey");
    assertEquals(List.of("ISSUER_TAKEN"), refused(add(input)));
  }

  @Test
  void nobodyWithoutEveryPermissionAddsOrSeesAnIssuer() {
    add(input("https://idp.example"));
    Viewer tess = api.agent("Tess", "technician");
    Map<String, Object> other = Map.of("i", input("https://other.example"));
    assertEquals("PERMISSION_MISSING", api.code(tess, ADD, other));
    assertEquals("SIGN_IN_REQUIRED", api.code(Viewer.ANONYMOUS, ADD, other));
    assertEquals(0, api.data(tess, LIST).at("/trustedIssuers/totalCount").asInt());
    api.data(
        api.admin,
        "mutation { roleCreate(input: {key: \"keys\", name: \"Keys\", permissions:"
            + " [\"credential.manage\"]}) { userErrors { code } } }");
    Viewer keeper = api.agent("Kim", "keys");
    assertEquals("ROLE_EXCEEDS_OWN", api.code(keeper, ADD, other));
    assertEquals(1, api.data(keeper, LIST).at("/trustedIssuers/totalCount").asInt());
  }
}
