package dev.trestle.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.Signatures;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plugins a desk takes whose owner allows signed ones only, as administrators meet it. */
class SignedPluginsTest {
  @TempDir private Path data;
  @AutoClose private ServedDesk desk;
  private DeskClient admin;
  private KeyPair vendor;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    desk = ServedDesk.start(data);
    admin = desk.admin();
    vendor = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static byte[] signed(byte[] jar, KeyPair key) {
    return Signatures.sign(PluginPackage.of(jar).archive(), key.getPublic(), key.getPrivate());
  }

  private static byte[] signed(String version, KeyPair key) {
    return signed(SmallPlugin.jar(version, "one:"), key);
  }

  private static String id(KeyPair key) {
    return Signatures.keyId(key.getPublic());
  }

  private JsonNode tries(String mutation, byte[] jar, Map<String, ?> more) throws IOException {
    Map<String, Object> input = new LinkedHashMap<>(more);
    input.put(
        "fileId",
        admin
            .send("POST", "/files?name=small.jar", jar, "application/java-archive", Map.of())
            .json()
            .at("/id")
            .asText());
    return admin.tried(mutation, input, "plugin { version state trust keyId }");
  }

  private JsonNode install(byte[] jar) throws IOException {
    return tries("pluginInstall", jar, Map.of());
  }

  private static String code(JsonNode payload) {
    return payload.at("/userErrors/0/code").asText();
  }

  private void trust(KeyPair key) {
    admin.done("pluginKeyTrust", trusting(key, id(key)), "pluginKey { keyId }");
  }

  private static Map<String, Object> trusting(KeyPair key, String id) {
    String text = Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    return Map.of("keyId", id, "name", "Acme", "publicKey", text);
  }

  private JsonNode small() {
    return admin
        .data("{ plugin(id: \"small\") { version state trust keyId reasons { code } } }")
        .get("plugin");
  }

  @Test
  void takesWhatATrustedKeySigned_andSaysWhose() throws IOException {
    assertEquals("PLUGIN_KEY_UNTRUSTED", code(install(signed("1.0.0", vendor))));
    trust(vendor);
    JsonNode installed = install(signed("1.0.0", vendor));
    assertEquals(
        "{\"version\":\"1.0.0\",\"state\":\"ENABLED\",\"trust\":\"SIGNED\",\"keyId\":\""
            + id(vendor)
            + "\"}",
        installed.get("plugin").toString());
    JsonNode keys = admin.data("{ pluginKeys(first: 5) { nodes { keyId name } } }");
    assertEquals(
        "[{\"keyId\":\"" + id(vendor) + "\",\"name\":\"Acme\"}]",
        keys.at("/pluginKeys/nodes").toString());
  }

  @Test
  void refusesWhatNobodySigned_orAnotherKey_orSomebodyChangedSince()
      throws IOException, GeneralSecurityException {
    trust(vendor);
    assertEquals("PLUGIN_UNSIGNED", code(install(SmallPlugin.jar("1.0.0", "one:"))));
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertEquals("PLUGIN_KEY_UNTRUSTED", code(install(signed("1.0.0", other))));
    JsonNode broken = install(SignedJar.withTheSignatureOf(signed("1.0.0", vendor)));
    assertEquals("PLUGIN_SIGNATURE_BROKEN", code(broken));
    assertTrue(small().isNull());
  }

  @Test
  void stopsARunningPlugin_whenItsKeyIsTrustedNoMore_andStartsItAgain() throws IOException {
    trust(vendor);
    install(signed("1.0.0", vendor));
    admin.done("pluginKeyDistrust", Map.of("keyId", id(vendor)), "removedKeyId");
    assertEquals("REFUSED", small().get("state").asText());
    assertEquals("PLUGIN_KEY_UNTRUSTED", small().at("/reasons/0/code").asText());
    assertEquals(
        "PLUGIN_KEY_UNTRUSTED",
        code(tries("pluginUpgrade", signed("1.1.0", vendor), Map.of("pluginId", "small"))));
    trust(vendor);
    admin.done("pluginEnable", Map.of("pluginId", "small"), "plugin { state }");
    assertEquals("ENABLED", small().get("state").asText());
  }

  @Test
  void takesAnOlderVersionInThePlaceOfANewer_whenTheOwnerSaysSo() throws IOException {
    trust(vendor);
    install(signed("1.1.0", vendor));
    JsonNode older =
        tries(
            "pluginUpgrade",
            signed("1.0.0", vendor),
            Map.of("pluginId", "small", "expectedVersion", 1));
    assertEquals("1.0.0", older.at("/plugin/version").asText());
    assertEquals(
        "PLUGIN_INSTALLED", code(install(signed("1.2.0", vendor))), "an upgrade has its own name");
  }

  @Test
  void refusesAKey_whoseNameIsAnothers() throws GeneralSecurityException {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    JsonNode refused =
        admin.tried("pluginKeyTrust", trusting(vendor, id(other)), "pluginKey { keyId }");
    assertEquals("PLUGIN_KEY_ID_WRONG", code(refused));
    JsonNode unknown = admin.tried("pluginKeyDistrust", Map.of("keyId", "none"), "removedKeyId");
    assertEquals("PLUGIN_KEY_NOT_FOUND", code(unknown));
  }

  @Test
  void answersARepeatedPurge_asItDidTheFirstTime() throws IOException {
    trust(vendor);
    install(signed("1.0.0", vendor));
    Map<String, String> input =
        Map.of("pluginId", "small", "operationKey", UUID.randomUUID().toString());
    JsonNode first = admin.done("pluginPurge", input, "exportFileId");
    assertEquals(first, admin.done("pluginPurge", input, "exportFileId"));
    assertTrue(small().isNull());
    assertEquals(
        "PLUGIN_NOT_FOUND",
        code(admin.tried("pluginPurge", Map.of("pluginId", "small"), "exportFileId")));
  }
}
