package dev.trestle.app.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.domain.access.Permissions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mutation, asked over HTTP by everybody. */
class AuthorityTest {
  private static final Set<String> REFUSALS = Set.of("FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED");
  private static final Pattern NEEDS = Pattern.compile("Needs `([a-z_.]+)`[.;]");
  private static final Set<String> STAFF =
      Set.of("administrator", "manager", "dispatcher", "technician", "intake", "service");

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;
  private static Map<String, String> descriptions;
  private static AuthorityTable table;

  @BeforeAll
  static void askEverythingAsEverybody() throws IOException {
    desk =
        ServedDesk.start(
            folder.resolve("desk"), Map.of(), () -> Instant.parse("2031-03-03T09:00:00Z"));
    descriptions = mutations(desk.admin());
    Cast cast = Cast.on(desk.admin());
    table = new AuthorityTable();
    for (Examples.Example example : Examples.all()) {
      for (Person person : cast.people()) {
        table.put(example.name(), person.column(), answer(example, cast, person));
      }
    }
    if (Boolean.getBoolean("trestle.authority.write")) {
      table.write();
    }
  }

  @Test
  void everyMutationHasARow() {
    Set<String> tried = new TreeSet<>();
    Examples.all().forEach(example -> tried.add(example.mutation()));
    assertEquals(
        new TreeSet<>(descriptions.keySet()),
        tried,
        "Add an example to Examples for each new mutation, and write the table anew.");
  }

  @Test
  void everybodyIsAnsweredAsTheTableSays() throws IOException {
    assertEquals(AuthorityTable.checkedIn(), table.text());
  }

  /** The schema's own words against what happened: who holds the permission named there may. */
  @Test
  void staffMayWhatTheSchemaSays_andNothingElse() {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (Examples.Example example : Examples.all()) {
      Matcher needs = NEEDS.matcher(descriptions.get(example.mutation()));
      // What roles hold of plugins' permissions is for the plugins to say.
      if (!example.what().isEmpty() || !needs.find() || !Permissions.ALL.contains(needs.group(1))) {
        continue;
      }
      for (Permissions.StartingRole role : Permissions.STARTING_ROLES) {
        if (STAFF.contains(role.key())) {
          String told = table.at(example.name(), role.key());
          boolean may = role.permissions().contains(needs.group(1));
          compared++;
          if (may == REFUSALS.contains(told)) {
            wrong.add(example.name() + " as " + role.key() + ": " + told);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(compared > 300, "only " + compared + " answers were compared");
  }

  @Test
  void whoeverIsNotSignedIn_orWasDeactivated_changesNothing() {
    Set<String> open = Set.of("signIn", "signOut", "tokenRefresh");
    for (Examples.Example example : Examples.all()) {
      if (!open.contains(example.mutation())) {
        assertEquals("UNAUTHENTICATED", table.at(example.name(), "anonymous"), example.name());
        assertEquals("UNAUTHENTICATED", table.at(example.name(), "deactivated"), example.name());
      }
    }
  }

  private static Map<String, String> mutations(DeskClient client) {
    Map<String, String> found = new TreeMap<>();
    client
        .data("{ __schema { mutationType { fields { name description } } } }")
        .at("/__schema/mutationType/fields")
        .forEach(field -> found.put(field.get("name").asText(), field.get("description").asText()));
    return found;
  }

  private static String answer(Examples.Example example, Cast cast, Person person) {
    Map<String, Object> input = new LinkedHashMap<>(example.input().apply(cast, person));
    if (example.dry()) {
      input.put("dryRun", true);
    }
    String more =
        switch (example.mutation()) {
          case "signIn", "tokenRefresh" -> "refreshToken";
          default -> "";
        };
    JsonNode answer =
        person.client().ask(DeskClient.call(example.mutation(), more), Map.of("i", input)).json();
    JsonNode top = answer.at("/errors/0/extensions");
    if (!top.isMissingNode()) {
      return word(top, "VALIDATION");
    }
    JsonNode payload = answer.at("/data/" + example.mutation());
    person.remember(payload);
    for (JsonNode error : payload.get("userErrors")) {
      if (REFUSALS.contains(error.get("type").asText())) {
        return error.get("type").asText();
      }
    }
    return payload.get("userErrors").isEmpty() ? "yes" : word(payload.at("/userErrors/0"), "");
  }

  /** The type of a refusal for lack of authority, else the code; a malformed example fails. */
  private static String word(JsonNode error, String forbidden) {
    String type = error.get("type").asText();
    String code = error.get("code").asText();
    if (code.equals(forbidden)) {
      throw new AssertionError(error);
    }
    return REFUSALS.contains(type) ? type : code;
  }
}
