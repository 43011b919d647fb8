package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.plugin.PluginAdministration;
import dev.trestle.domain.plugin.PluginAsk;
import dev.trestle.domain.plugin.PluginAsk.Kind;
import dev.trestle.domain.plugin.PluginManifest.Requirement;
import dev.trestle.domain.plugin.PluginOutcome;
import dev.trestle.domain.plugin.PluginState;
import dev.trestle.domain.plugin.PluginView;
import dev.trestle.domain.plugin.PluginWish;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import dev.trestle.domain.record.PluginTrust;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators see of plugins, and how what they want reaches those who do it. */
class PluginAdministrationTest {
  private static final UUID FILE = UUID.fromString("0190a000-0000-7000-8000-000000000001");

  @TempDir Path folder;
  @AutoClose private ApiDesk desk;
  private final List<PluginWish> wishes = new ArrayList<>();
  private final List<Envelope> envelopes = new ArrayList<>();
  private PluginOutcome outcome = done(null);

  @BeforeEach
  void open() throws IOException {
    desk = new ApiDesk(folder);
    desk.administration =
        new PluginAdministration() {
          @Override
          public List<PluginView> plugins(State state) {
            return List.of(view("webhooks"), view("checklists"), view("reminders"));
          }

          @Override
          public PluginOutcome carryOut(PluginWish wish, Envelope envelope) {
            wishes.add(wish);
            envelopes.add(envelope);
            return outcome;
          }
        };
  }

  private static PluginOutcome done(PluginView view) {
    return new PluginOutcome(
        List.of(),
        List.of(Problem.of(ProblemType.PRECONDITION, "NOTED", "Something to know.")),
        view,
        new PluginOutcome.Change(
            List.of(new PluginAsk(Kind.NETWORK, "*")),
            List.of(new PluginAsk(Kind.SECRETS, "")),
            List.of("reminders"),
            List.of("webhooks"),
            List.of("+ Ticket.checklist")),
        FILE);
  }

  private static PluginView view(String id) {
    return new PluginView(
        id,
        3,
        "1.2.0",
        "Name",
        "What it is for.",
        "Vendor",
        PluginState.QUARANTINED,
        new PluginView.Source(PluginTrust.SIGNED, "key-1", "ab12"),
        List.of(Problem.of(ProblemType.PLUGIN, "PLUGIN_QUARANTINED", "It failed too often.")),
        ">=0.1.0 <0.2.0",
        List.of(new Requirement(false, "other", ">=1.0.0")),
        List.of("lists"),
        List.of(new PluginAsk(Kind.READ, "ticket"), new PluginAsk(Kind.SECRETS, "")),
        List.of(new PluginAsk(Kind.READ, "ticket")),
        List.of(
            new PluginView.SettingView(
                Setting.of("token", Setting.Kind.SECRET, "A token.", null), null, true),
            new PluginView.SettingView(
                Setting.of("mode", Setting.Kind.TEXT, "A mode.", "plain"), "fancy", true)),
        new PluginView.Figures(10, 3, 1, 1_500_000_000L, 2),
        5,
        700,
        1,
        List.of("A setting is missing."),
        0,
        1000);
  }

  @Test
  void showsEverythingAboutAPlugin() {
    JsonNode plugin =
        desk.data(
                desk.admin,
                """
                { plugin(id: "checklists") { id version name vendor state trust keyId sha256 sdk
                  reasons { type code } requires { capability name range } provides
                  asked { kind name } consented { kind } unconsented { kind name }
                  settings { name kind otherwise value isSet required choices }
                  figures { calls failures timeouts time loaders }
                  recordCount recordBytes faultCount notices installedAt updatedAt revision } }
                """)
            .get("plugin");
    assertEquals(
        "{\"id\":\"checklists\",\"version\":\"1.2.0\",\"name\":\"Name\",\"vendor\":\"Vendor\","
            + "\"state\":\"QUARANTINED\",\"trust\":\"SIGNED\",\"keyId\":\"key-1\",\"sha256\":\"ab12\","
            + "\"sdk\":\">=0.1.0 <0.2.0\","
            + "\"reasons\":[{\"type\":\"PLUGIN\",\"code\":\"PLUGIN_QUARANTINED\"}],"
            + "\"requires\":[{\"capability\":false,\"name\":\"other\",\"range\":\">=1.0.0\"}],"
            + "\"provides\":[\"lists\"],"
            + "\"asked\":[{\"kind\":\"READ\",\"name\":\"ticket\"},{\"kind\":\"SECRETS\",\"name\":\"\"}],"
            + "\"consented\":[{\"kind\":\"READ\"}],\"unconsented\":[{\"kind\":\"SECRETS\",\"name\":\"\"}],"
            + "\"settings\":[{\"name\":\"token\",\"kind\":\"SECRET\",\"otherwise\":null,\"value\":null,"
            + "\"isSet\":true,\"required\":false,\"choices\":[]},{\"name\":\"mode\",\"kind\":\"TEXT\","
            + "\"otherwise\":\"plain\",\"value\":\"fancy\",\"isSet\":true,\"required\":false,"
            + "\"choices\":[]}],"
            + "\"figures\":{\"calls\":10,\"failures\":3,\"timeouts\":1,\"time\":\"PT1.5S\",\"loaders\":2},"
            + "\"recordCount\":5,\"recordBytes\":700,\"faultCount\":1,"
            + "\"notices\":[\"A setting is missing.\"],\"installedAt\":null,"
            + "\"updatedAt\":\"1970-01-01T00:00:01.000Z\",\"revision\":3}",
        plugin.toString());
    assertTrue(desk.data(desk.admin, "{ plugin(id: \"none\") { id } }").get("plugin").isNull());
  }

  @Test
  void pagesThroughPluginsById() {
    JsonNode first =
        desk.data(
                desk.admin,
                "{ plugins(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }")
            .get("plugins");
    assertEquals("[{\"id\":\"checklists\"},{\"id\":\"reminders\"}]", first.get("nodes").toString());
    assertEquals(3, first.get("totalCount").asInt());
    assertTrue(first.at("/pageInfo/hasNextPage").asBoolean());
    JsonNode rest =
        desk.data(
                desk.admin,
                "{ plugins(first: 2, after: \""
                    + first.at("/pageInfo/endCursor").asText()
                    + "\") { pageInfo { hasNextPage hasPreviousPage } nodes { id } } }")
            .get("plugins");
    assertEquals(
        "{\"pageInfo\":{\"hasNextPage\":false,\"hasPreviousPage\":true},"
            + "\"nodes\":[{\"id\":\"webhooks\"}]}",
        rest.toString());
    JsonNode last =
        desk.data(desk.admin, "{ plugins(last: 1, before: \"webhooks\") { nodes { id } } }");
    assertEquals("[{\"id\":\"reminders\"}]", last.at("/plugins/nodes").toString());
  }

  private JsonNode carryOut(String mutation, String input, String shown) {
    return desk.data(
            desk.admin,
            "mutation { "
                + mutation
                + "(input: {"
                + input
                + "}) { "
                + shown
                + " userErrors { code path } warnings { code } } }")
        .get(mutation);
  }

  @Test
  void passesOnWhatIsWanted() {
    String plugin = "plugin { id }";
    String version = "pluginId: \"checklists\", expectedVersion: 3";
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put(
        "pluginInstall",
        "fileId: \""
            + FILE
            + "\", consented: [{kind: READ, name: \"ticket\"}, {kind: SECRETS}],"
            + " settings: [{name: \"mode\", value: \"fancy\"}, {name: \"old\"}], enable: false");
    inputs.put("pluginUpgrade", version + ", fileId: \"" + FILE + "\"");
    inputs.put("pluginEnable", version);
    inputs.put("pluginDisable", version);
    inputs.put("pluginRemove", version);
    inputs.put("pluginConsent", version + ", consented: []");
    inputs.put("pluginSettingsSet", version + ", settings: [{name: \"mode\", value: null}]");
    outcome = done(view("checklists"));
    inputs.forEach((mutation, input) ->
        assertEquals(
            "{\"plugin\":{\"id\":\"checklists\"},\"userErrors\":[],\"warnings\":[{\"code\":\"NOTED\"}]}",
            carryOut(mutation, input, plugin).toString()));
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("mode", "fancy");
    settings.put("old", null);
    Map<String, String> unset = new LinkedHashMap<>();
    unset.put("mode", null);
    assertEquals(
        List.of(
            new PluginWish.Install(
                FILE,
                List.of(new PluginAsk(Kind.READ, "ticket"), new PluginAsk(Kind.SECRETS, "")),
                settings,
                false),
            new PluginWish.Upgrade("checklists", FILE, null, 3),
            new PluginWish.Enable("checklists", 3),
            new PluginWish.Disable("checklists", 3),
            new PluginWish.Remove("checklists", 3),
            new PluginWish.Consent("checklists", List.of(), 3),
            new PluginWish.Configure("checklists", unset, 3)),
        wishes);
  }

  @Test
  void passesOnWhatIsWantedOfKeysFaultsAndDeliveries() {
    carryOut("pluginPurge", "pluginId: \"checklists\", dryRun: true", "exportFileId");
    carryOut("pluginKeyTrust", "keyId: \"k\", name: \"n\", publicKey: \"p\"", "pluginKey { name }");
    carryOut("pluginKeyDistrust", "keyId: \"k\"", "removedKeyId");
    carryOut("pluginFaultRetry", "pluginFaultId: \"" + FILE + "\"", "removedId");
    carryOut("pluginFaultDismiss", "pluginFaultId: \"" + FILE + "\"", "removedId");
    carryOut("outboxRetry", "outboxEntryId: \"" + FILE + "\"", "outboxEntry { id }");
    carryOut("outboxDiscard", "outboxEntryId: \"" + FILE + "\"", "removedId");
    assertEquals(
        List.of(
            new PluginWish.Purge("checklists", null),
            new PluginWish.TrustKey("k", "n", "p"),
            new PluginWish.DistrustKey("k"),
            new PluginWish.RetryFault(FILE),
            new PluginWish.DismissFault(FILE),
            new PluginWish.RetryDelivery(FILE),
            new PluginWish.DiscardDelivery(FILE)),
        wishes);
    assertTrue(envelopes.getFirst().dryRun());
    assertFalse(envelopes.getLast().dryRun());
  }

  @Test
  void saysWhatAChangeMeans() {
    JsonNode change =
        carryOut(
            "pluginUpgrade",
            "pluginId: \"checklists\", fileId: \"" + FILE + "\", dryRun: true",
            "change { newlyAsked { kind name } noLongerAsked { kind } restarts stops schema }");
    assertEquals(
        "{\"newlyAsked\":[{\"kind\":\"NETWORK\",\"name\":\"*\"}],\"noLongerAsked\":[{\"kind\":\"SECRETS\"}],"
            + "\"restarts\":[\"reminders\"],\"stops\":[\"webhooks\"],\"schema\":[\"+ Ticket.checklist\"]}",
        change.get("change").toString());
  }

  @Test
  void tellsWhatIsWrongWithTheInput_andWhatIsRefused() {
    assertEquals(
        "{\"plugin\":null,\"change\":null,\"userErrors\":[{\"code\":\"ID_MALFORMED\","
            + "\"path\":[\"input\",\"fileId\"]}],\"warnings\":[]}",
        carryOut("pluginInstall", "fileId: \"jar\"", "plugin { id } change { schema }").toString());
    assertEquals(
        "SETTING_REPEATED",
        carryOut(
                "pluginSettingsSet",
                "pluginId: \"checklists\", settings: [{name: \"a\"}, {name: \"a\"}]",
                "plugin { id }")
            .at("/userErrors/0/code")
            .asText());
    assertEquals(List.of(), wishes);
    outcome =
        PluginOutcome.refused(
            List.of(
                Problem.of(ProblemType.PRECONDITION, "PLUGIN_SDK", "Too old."),
                Problem.of(ProblemType.INVALID, "PLUGIN_MISSING", "Not there.")));
    assertEquals(
        2,
        carryOut("pluginEnable", "pluginId: \"checklists\"", "plugin { id }")
            .get("userErrors")
            .size());
  }

  @Test
  void listsFaultsAndDeliveries() {
    String ticket = desk.ticket("A", Map.of());
    desk.desk.execute(
        new PluginCommand(
            "test",
            0,
            draft -> {
              draft.put(
                  Tables.PLUGIN_FAULTS,
                  new PluginFault(
                      draft.newId(),
                      1,
                      "reminders",
                      PluginFaultKind.TIMER,
                      "wake",
                      0,
                      0,
                      "k",
                      2000,
                      UUID.fromString(ticket),
                      Document.empty(),
                      "It threw.",
                      3000,
                      Document.empty()));
              draft.put(
                  Tables.PLUGIN_FAULTS,
                  new PluginFault(
                      draft.newId(),
                      1,
                      "webhooks",
                      PluginFaultKind.EVENT,
                      "pump",
                      7,
                      1,
                      null,
                      0,
                      null,
                      Document.empty(),
                      "It threw.",
                      4000,
                      Document.empty()));
              draft.put(
                  Tables.OUTBOX,
                  new OutboxEntry(
                      draft.newId(),
                      1,
                      "webhooks/http",
                      "order",
                      OutboxState.DEAD,
                      9,
                      5000,
                      "410",
                      Document.empty(),
                      6000,
                      0,
                      Document.empty()));
            }),
        new Envelope(desk.admin, null, 0, false, null));

    JsonNode faults =
        desk.data(
            desk.admin,
            "{ pluginFaults(first: 5, pluginId: \"reminders\") { totalCount nodes { pluginId kind"
                + " handler sequence key dueAt ticket { subject } message createdAt } } }");
    assertEquals(
        "{\"totalCount\":1,\"nodes\":[{\"pluginId\":\"reminders\",\"kind\":\"TIMER\","
            + "\"handler\":\"wake\",\"sequence\":null,\"key\":\"k\","
            + "\"dueAt\":\"1970-01-01T00:00:02.000Z\",\"ticket\":{\"subject\":\"A\"},"
            + "\"message\":\"It threw.\",\"createdAt\":\"1970-01-01T00:00:03.000Z\"}]}",
        faults.get("pluginFaults").toString());
    JsonNode outbox =
        desk.data(
            desk.admin,
            "{ dead: outbox(first: 5, filter: {pluginId: \"webhooks\", state: DEAD}) { nodes {"
                + " pluginId channel orderKey state attempts nextAttemptAt lastError } }"
                + " none: outbox(first: 5, filter: {state: PENDING}) { totalCount } }");
    assertEquals(
        "{\"dead\":{\"nodes\":[{\"pluginId\":\"webhooks\",\"channel\":\"http\",\"orderKey\":\"order\","
            + "\"state\":\"DEAD\",\"attempts\":9,\"nextAttemptAt\":null,\"lastError\":\"410\"}]},"
            + "\"none\":{\"totalCount\":0}}",
        outbox.toString());
  }

  @Test
  void isForThoseWhoHoldThePermission() {
    Viewer manager = desk.agent("Max", "manager");
    assertEquals(
        "PERMISSION_MISSING", desk.code(manager, "{ plugins(first: 1) { totalCount } }", Map.of()));
    assertEquals(
        "PERMISSION_MISSING",
        desk.code(
            manager,
            "mutation { pluginEnable(input: {pluginId: \"x\"}) { plugin { id } } }",
            Map.of()));
    assertEquals(
        "SIGN_IN_REQUIRED",
        desk.code(Viewer.ANONYMOUS, "{ pluginFaults(first: 1) { totalCount } }", Map.of()));
    assertEquals(List.of(), wishes);
  }

  @Test
  void isHonestOnADeskThatRunsNoPlugins() {
    desk.administration = PluginAdministration.NONE;
    assertEquals(
        0,
        desk.data(desk.admin, "{ plugins(first: 1) { totalCount } }")
            .at("/plugins/totalCount")
            .asInt());
    assertEquals(
        "PLUGINS_NOT_RUN",
        carryOut("pluginEnable", "pluginId: \"x\"", "plugin { id }")
            .at("/userErrors/0/code")
            .asText());
  }
}
