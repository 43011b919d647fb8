package dev.trestle.app.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks every path of the schema as everybody who may not know everything, and looks for words that
 * stand only where they must not come to.
 */
class LeakTest {
  private static final int DEPTH = 1;
  private static final Pattern INNARDS =
      Pattern.compile(
          "argon2|\\$2[aby]\\$|passwordHash|tokenHash|sealedSecret|dev\\.trestle|Exception");

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;
  private static OwnAndForeign people;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"));
    people = OwnAndForeign.make(desk.admin());
  }

  private static Map<String, DeskClient> outsiders() {
    Map<String, DeskClient> outsiders = new LinkedHashMap<>();
    outsiders.put("anonymous", desk.anonymous());
    outsiders.put("contact", people.contact());
    outsiders.put("colleague", people.manager());
    outsiders.put("partner", people.partner());
    return outsiders;
  }

  @Test
  void noPathOfTheSchemaLeadsOutsidersToWhatStaffOrOthersKeep() {
    SchemaPaths paths = SchemaPaths.of(people.admin());
    List<String> ids = new ArrayList<>(people.hiddenIds());
    ids.add(people.ownTicket());
    List<String> leaks = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, DeskClient> outsider : outsiders().entrySet()) {
      for (SchemaPaths.Question question : paths.questions(DEPTH, ids)) {
        asked++;
        String seen = outsider.getValue().ask(question.document(), question.variables()).body();
        if (seen.contains("\"VALIDATION\"")) {
          malformed.add(question.document() + seen);
        }
        if (leak(seen)) {
          leaks.add(outsider.getKey() + ": " + question.document() + " -> " + around(seen));
        }
      }
    }
    assertEquals("", String.join("\n", leaks));
    assertEquals("", String.join("\n", malformed));
    assertTrue(asked > 200, "only " + asked + " questions");
  }

  @Test
  void theSameWalkShowsStaffWhatIsThere_soTheWalkItselfReachesIt() {
    StringBuilder seen = new StringBuilder();
    for (SchemaPaths.Question question :
        SchemaPaths.of(people.admin()).questions(DEPTH, List.of(people.foreignTicket()))) {
      seen.append(people.technician().ask(question.document(), question.variables()).body());
    }
    assertTrue(seen.indexOf(OwnAndForeign.SECRET) > 0);
    assertTrue(seen.indexOf(OwnAndForeign.FOREIGN) > 0);
    assertFalse(INNARDS.matcher(seen).find());
  }

  @Test
  void searchNeitherFindsNorCountsNorCorrectsToHiddenWords() {
    for (Map.Entry<String, DeskClient> outsider : outsiders().entrySet()) {
      for (String words :
          List.of(
              OwnAndForeign.SECRET,
              OwnAndForeign.FOREIGN,
              "marmaladezp",
              "wolpertingar",
              "marm*",
              "company:rivals",
              "\"between us\"")) {
        String body =
            outsider
                .getValue()
                .ask(
                    "query($q: String!) { search(query: $q, first: 50, facets: true) { totalCount"
                        + " corrected correctedTerms nodes { __typename } edges { highlights {"
                        + " field fragment } } facets { field values { value count } } } }",
                    Map.of("q", words))
                .body();
        String who = outsider.getKey() + " " + words + " " + body;
        assertFalse(leak(body), who);
        if (!body.contains("\"errors\"")) {
          JsonNode found = read(body).at("/data/search");
          assertEquals(0, found.get("totalCount").asInt(), who);
        }
      }
    }
  }

  @Test
  void mutationsOnHiddenThingsAnswerLikeThoseOnThingsThatNeverWere() {
    for (Map.Entry<String, DeskClient> outsider : outsiders().entrySet()) {
      for (String mutation : List.of("ticketComment", "ticketNote", "ticketEdit", "ticketWatch")) {
        List<String> answers = new ArrayList<>();
        for (String id : List.of(people.foreignTicket(), "01890a5d-ac96-774b-bcce-b302099a8057")) {
          Map<String, Object> input = new LinkedHashMap<>();
          input.put("ticketId", id);
          if (mutation.matches("ticketComment|ticketNote")) {
            input.put("text", "hello");
          }
          if (mutation.equals("ticketEdit")) {
            input.put("subject", "mine now");
          }
          String body =
              outsider
                  .getValue()
                  .ask(DeskClient.call(mutation, "ticket { id subject }"), Map.of("i", input))
                  .body();
          assertFalse(leak(body), body);
          answers.add(body.replaceAll("\"traceId\":\"[^\"]*\"", ""));
        }
        assertEquals(answers.get(0), answers.get(1), outsider.getKey() + " " + mutation);
      }
    }
  }

  @Test
  void theOpenDoorsTellNothing() {
    for (String path :
        List.of(
            "/",
            "/observe/health",
            "/observe/ready",
            "/observe/metrics",
            "/.well-known/jwks.json")) {
      assertFalse(leak(desk.anonymous().get(path).body()), path);
    }
  }

  private static JsonNode read(String body) {
    try {
      return DeskClient.JSON.readTree(body);
    } catch (IOException notJson) {
      throw new AssertionError(body, notJson);
    }
  }

  private static String around(String body) {
    int at = Math.max(body.indexOf(OwnAndForeign.SECRET), body.indexOf(OwnAndForeign.FOREIGN));
    return body.substring(Math.max(0, at - 80), Math.min(body.length(), Math.max(0, at) + 40));
  }

  private static boolean leak(String body) {
    return body.contains(OwnAndForeign.SECRET)
        || body.contains(OwnAndForeign.FOREIGN)
        || INNARDS.matcher(body).find();
  }
}
