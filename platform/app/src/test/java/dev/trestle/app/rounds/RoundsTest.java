package dev.trestle.app.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.Await;
import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin that extends tickets is installed, upgraded, disabled, enabled and removed, round after
 * round, while clients read and write: none of them may notice, nothing may be lost or doubled, and
 * nothing of the plugin may stay behind in the process.
 */
class RoundsTest {
  private static final long SEED = Long.getLong("trestle.rounds.seed", 20_261_122);
  private static final Pattern LOADERS =
      Pattern.compile("trestle_plugin_loaders\\{plugin=\"tally\"\\} (\\d+)");
  private static final Pattern UNCOLLECTED =
      Pattern.compile("(?m)^trestle_plugin_loaders_uncollected (\\d+)");
  private static final long METASPACE_GROWTH_MAX_KIB = 4 << 10;
  private static final int THREADS_GROWTH_MAX = 8;
  private static final int FILES_GROWTH_MAX = 8;

  /** The first rounds still load classes of the desk's own. */
  private static final int SETTLED = 3;

  private static final int PAGE = 100;

  @TempDir private Path folder;

  @Test
  void aPluginComesAndGoesUnderLoad_andNobodyNotices_fiveRounds() throws Exception {
    campaign(5);
  }

  @Test
  @Tag("long")
  void aPluginComesAndGoesUnderLoad_andNobodyNotices_twoHundredRounds() throws Exception {
    campaign(200);
  }

  private void campaign(int rounds) throws Exception {
    // Checkpoints and index commits load classes too, and shall do so before the first figures.
    Map<String, String> settings =
        Map.of(
            "TRESTLE_PLUGINS_UNSIGNED",
            "true",
            "TRESTLE_LIMITS_VIEWER_RATE",
            "0",
            "TRESTLE_GRAPH_CHECKPOINT",
            "PT1S",
            "TRESTLE_SEARCH_COMMIT",
            "PT1S");
    SwitchTimes times = new SwitchTimes();
    Map<String, ProcessFigures> figures = new LinkedHashMap<>();
    try (ChildDesk desk = ChildDesk.start(folder.resolve("desk"), settings)) {
      DeskClient admin = withoutEnd(desk.admin());
      String held = ticket(admin, "Held");
      SteadyLoad load = new SteadyLoad(admin, times, SEED);
      Rounds campaign = new Rounds(admin, load, times, held);
      campaign.begin();
      try (Witness witness = new Witness(admin)) {
        load.start();
        // The first full collection empties caches of the platform, which fill anew.
        campaign.round();
        ProcessFigures.collect(desk.pid());
        for (int round = 1; round <= rounds; round++) {
          campaign.round();
          if (round == Math.max(SETTLED, rounds / 10)
              || round == (rounds + 1) / 2
              || round == rounds) {
            awaitCollected(desk, admin);
            figures.put("after round " + round, ProcessFigures.of(desk.pid()));
          }
        }
        load.stop();
        assertEquals(List.of(), load.failures());
        Await.until("every ticket was told of", () -> sum(witness) >= load.tickets().size());
        nothingIsLostOrDoubled(campaign, admin, load, held);
        Map<String, Integer> once = new HashMap<>();
        load.tickets().keySet().forEach(id -> once.put(id, 1));
        assertTrue(once.equals(witness.toldOf(once.keySet())), "told of each ticket once");
      }
      report(rounds, load, times, figures);
      assertEquals(143, desk.stop(), desk.output());
    }
    nothingGrows(List.copyOf(figures.values()));
  }

  private static int sum(Witness witness) {
    try {
      return witness.told().values().stream().mapToInt(Integer::intValue).sum();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A client whose token outlasts the campaign, with all that an administrator may. */
  private static DeskClient withoutEnd(DeskClient admin) {
    String role = "";
    for (JsonNode each :
        admin.data("{ roles(first: 50) { nodes { id key } } }").at("/roles/nodes")) {
      role = each.get("key").asText().equals("administrator") ? each.get("id").asText() : role;
    }
    String machine =
        admin
            .done(
                "serviceUserCreate",
                Map.of("name", "Rounds", "roleIds", List.of(role)),
                "serviceUser { id }")
            .at("/serviceUser/id")
            .asText();
    List<String> scopes = new ArrayList<>();
    admin
        .data("{ viewer { permissions } }")
        .at("/viewer/permissions")
        .forEach(each -> scopes.add(each.asText()));
    Map<String, Object> wish =
        Map.of(
            "serviceUserId",
            machine,
            "name",
            "rounds",
            "scopes",
            scopes,
            "expiresAt",
            Instant.now().plus(1, ChronoUnit.DAYS).toString());
    return admin.bearing(admin.done("apiTokenCreate", wish, "secret").get("secret").asText());
  }

  private static String ticket(DeskClient admin, String subject) {
    return admin
        .done("ticketCreate", Map.of("subject", subject, "text", "It is."), "ticket { id }")
        .at("/ticket/id")
        .asText();
  }

  /** Every class loader of the plugin goes once nobody needs it. */
  private static void awaitCollected(ChildDesk desk, DeskClient admin) {
    Await.until(
        "all of the plugin's loaders are collected",
        () -> {
          ProcessFigures.collect(desk.pid());
          String metrics = admin.get("/observe/metrics").body();
          return number(LOADERS, metrics) == 0 && number(UNCOLLECTED, metrics) == 0;
        });
  }

  private static double number(Pattern pattern, String metrics) {
    Matcher found = pattern.matcher(metrics);
    if (!found.find()) {
      throw new AssertionError(pattern + " is not in " + metrics);
    }
    return Double.parseDouble(found.group(1));
  }

  private static void nothingIsLostOrDoubled(
      Rounds campaign, DeskClient admin, SteadyLoad load, String held) throws IOException {
    campaign.installSecond();
    String newest = ticket(admin, "Newest");
    Await.until("the plugin has seen the newest ticket", () -> seen(admin, newest) == 1);
    Map<String, JsonNode> all = allTickets(admin);
    assertEquals(load.tickets().size() + 2, all.size());
    load.tickets()
        .forEach((id, known) -> {
          JsonNode ticket = all.get(id);
          assertTrue(ticket != null, "lost: " + id);
          assertEquals(known.subject(), ticket.get("subject").asText(), id);
          assertEquals(known.comments().get() + 1, ticket.at("/messages/totalCount").asInt(), id);
          assertEquals(load.stamps().get(id), ticket.get("stamp").asText(null), id);
          assertEquals(1, ticket.get("timesSeen").asInt(), id);
        });
    // It was written before the plugin was there for the first time.
    assertEquals(0, seen(admin, held));
    Map<String, Integer> counts = new LinkedHashMap<>();
    load.stamps().values().forEach(stamp -> counts.merge(stamp, 1, Integer::sum));
    counts.forEach((stamp, count) ->
        assertEquals(
            count,
            admin
                .data(
                    "query($s: String!) { tickets(first: 1, filter: { stamp: { eq: $s } })"
                        + " { totalCount } }",
                    Map.of("s", stamp))
                .at("/tickets/totalCount")
                .asInt(),
            stamp));
  }

  private static int seen(DeskClient admin, String ticket) {
    return admin
        .data("query($id: ID!) { ticket(id: $id) { timesSeen } }", Map.of("id", ticket))
        .at("/ticket/timesSeen")
        .asInt();
  }

  private static Map<String, JsonNode> allTickets(DeskClient admin) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    Map<String, Object> variables = new LinkedHashMap<>();
    JsonNode page;
    do {
      page =
          admin
              .data(
                  "query($after: Cursor) { tickets(first: "
                      + PAGE
                      + ", after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes"
                      + " { id subject stamp timesSeen messages(first: 1) { totalCount } } } }",
                  variables)
              .get("tickets");
      for (JsonNode ticket : page.get("nodes")) {
        assertTrue(all.put(ticket.get("id").asText(), ticket) == null, ticket.toString());
      }
      variables.put("after", page.at("/pageInfo/endCursor").asText());
    } while (page.at("/pageInfo/hasNextPage").asBoolean());
    assertEquals(page.get("totalCount").asInt(), all.size());
    return all;
  }

  private static void nothingGrows(List<ProcessFigures> figures) {
    ProcessFigures first = figures.getFirst();
    ProcessFigures last = figures.getLast();
    assertTrue(
        last.metaspaceKib() - first.metaspaceKib() <= METASPACE_GROWTH_MAX_KIB, figures.toString());
    assertTrue(last.threads() - first.threads() <= THREADS_GROWTH_MAX, figures.toString());
    assertTrue(last.openFiles() - first.openFiles() <= FILES_GROWTH_MAX, figures.toString());
  }

  private static void report(
      int rounds, SteadyLoad load, SwitchTimes times, Map<String, ProcessFigures> figures) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%d rounds beside %,d requests: 0 failed; %,d tickets, none lost or doubled; the plugin"
                + " answered %,d requests and was missed by %,d.%n%n",
            rounds,
            load.requests(),
            load.tickets().size(),
            load.withPlugin(),
            load.withoutPlugin()));
    table
        .append(times.table())
        .append("\n| moment | live loaders | metaspace | heap | threads | open files |\n")
        .append("|---|--:|--:|--:|--:|--:|\n");
    figures.forEach((moment, each) ->
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | 0 | %,d KiB | %,d KiB | %d | %d |%n",
                moment,
                each.metaspaceKib(),
                each.heapKib(),
                each.threads(),
                each.openFiles())));
    System.out.println(table);
  }
}
