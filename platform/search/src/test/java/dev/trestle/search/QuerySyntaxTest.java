package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchType;
import dev.trestle.domain.search.SearchUpdate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuerySyntaxTest {
  @TempDir Path folder;
  @AutoClose private LuceneSearchIndex index;

  @BeforeEach
  void open() throws Exception {
    index = LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, SearchSettings.USUAL);
  }

  private void given(SearchUpdate... updates) {
    index.apply(index.indexedSequence(), index.indexedSequence() + 1, List.of(updates));
    index.refresh();
  }

  private Set<String> found(String query) {
    return new TreeSet<>(Samples.names(index.search(Samples.all(query))));
  }

  @Test
  void findsTicketsThatHoldAllWordsInAnyForm() {
    given(
        Samples.ticket(1, "Printer jams", "The third floor printers are jamming again"),
        Samples.ticket(2, "Printer out of toner", "please refill"));
    assertEquals(Set.of("1"), found("printers jammed"));
    assertEquals(Set.of("1", "2"), found("printing OR printers"));
    assertEquals(Set.of("2"), found("printer -jams"));
    assertEquals(Set.of("2"), found("printer NOT jams"));
    assertEquals(Set.of("2"), found("(printer AND (toner OR ink))"));
  }

  @Test
  void findsPhrasesAndPrefixes() {
    given(
        Samples.ticket(1, "paper jam", "x"),
        Samples.ticket(2, "jam on paper", "x"),
        Samples.ticket(3, "paperwork", "x"));
    assertEquals(Set.of("1"), found("\"paper jam\""));
    assertEquals(Set.of("1", "2", "3"), found("paper*"));
    assertEquals(Set.of("1"), found("paper-jam"));
  }

  @Test
  void narrowsByFields() {
    given(
        Samples.ticket(1, "printer", "broken", "IT Support", Map.of("Asset", "PX 7"), Samples.NOW),
        Samples.ticket(2, "broken", "printer", "Facilities", Map.of("Asset", "LT 9"), Samples.NOW),
        Samples.message(1, 0, true, "the printer is here"),
        Samples.message(2, 0, true, "the printer is there"));
    assertEquals(Set.of("1"), found("subject:printer"));
    assertEquals(Set.of("1", "1.0"), found("printer queue:support"));
    assertEquals(Set.of("2", "2.0"), found("printer -queue:\"it support\""));
    assertEquals(Set.of("1"), found("cf.asset:\"px 7\""));
    assertEquals(Set.of("1", "2"), found("requester:rosa"));
    assertEquals(Set.of("1", "2"), found("is:open is:unassigned company:acme priority:high"));
    assertEquals(Set.of(), found("is:closed"));
    assertEquals(Set.of("2"), found("number:tr-1002"));
    assertEquals(Set.of("1.0", "2.0"), found("author:ada"));
  }

  @Test
  void understandsRangesOfTimesAndNumbers() {
    long may = Instant.parse("2026-05-10T12:00:00Z").toEpochMilli();
    long june = Instant.parse("2026-06-10T12:00:00Z").toEpochMilli();
    given(
        Samples.ticket(1, "a", "b", "q", Map.of("cost", 5, "due", LocalDate.of(2026, 7, 1)), may),
        Samples.ticket(2, "a", "b", "q", Map.of("cost", 12.5), june));
    assertEquals(Set.of("2"), found("created:>2026-05-10"));
    assertEquals(Set.of("1", "2"), found("created:>=2026-05-10"));
    assertEquals(Set.of("1"), found("created:2026-05"));
    assertEquals(Set.of("1"), found("updated:2026-05-01..2026-05-31"));
    assertEquals(Set.of("2"), found("cf.cost:>5"));
    assertEquals(Set.of("1"), found("cf.cost:-1..7"));
    assertEquals(Set.of("1"), found("cf.due:<2026-08-01"));
    assertEquals(Set.of("1"), found("cf.cost:5"));
  }

  @Test
  void findsEachOfManyLongValues_andNothingOfTheDocumentBefore() {
    Map<String, Object> many = new TreeMap<>();
    for (int i = 0; i < 150; i++) {
      many.put("f" + i, "value" + i + " of a rather long name " + "ending".repeat(5) + i);
    }
    given(
        Samples.ticket(1, "x", "x", "Support", many, Samples.NOW),
        Samples.ticket(2, "x", "x", "Support", Map.of("f3", "short"), Samples.NOW));
    assertEquals(Set.of("2"), found("cf.f3:short"));
    for (int i = 0; i < 150; i++) {
      assertEquals(Set.of("1"), found("cf.f" + i + ":value" + i));
      assertEquals(Set.of("1"), found("\"value" + i + " of a rather\""));
    }
    assertEquals(Set.of(), found("cf.f4:value3"));
  }

  @Test
  void takesAnUnknownFieldAsWords() {
    given(Samples.ticket(1, "see http://intra.example/page", "error: disk full"));
    assertEquals(Set.of("1"), found("http://intra.example"));
    assertEquals(Set.of("1"), found("error:disk"));
    assertEquals(Set.of("1"), found("created:yesterday OR disk"));
  }

  @Test
  void putsTheTicketOfThatNumberFirst() {
    given(
        Samples.ticket(1, "other", "like TR-1002 TR-1002 TR-1002"),
        Samples.ticket(2, "nothing", "special"));
    assertEquals(List.of("2", "1"), Samples.names(index.search(Samples.all("TR-1002"))));
  }

  @Test
  void findsANumberOfDigitsAlone_wholeMarkedOrByItsBeginning() {
    given(
        Samples.numbered(1, "20417", "printer"),
        Samples.numbered(2, "20418", "printer"),
        Samples.numbered(3, "77", "like 20417"));
    assertEquals(List.of("1", "3"), Samples.names(index.search(Samples.all("20417"))));
    assertEquals(Set.of("1", "3"), found("#20417"));
    assertEquals(Set.of("1", "3"), found("\"20417\""));
    assertEquals(Set.of("1", "2", "3"), found("2041*"));
    assertEquals(Set.of("1"), found("printer 20417"));
    assertEquals(Set.of("1", "2"), found("number:2041*"));
    assertEquals(Set.of("3"), found("number:77"));
  }

  @Test
  void findsOtherNumbersByTheirParts() {
    given(Samples.numbered(1, "INC-20417", "printer"), Samples.numbered(2, "INC-20418", "printer"));
    assertEquals(Set.of("1"), found("20417"));
    assertEquals(Set.of("1"), found("inc-20417"));
    assertEquals(Set.of("1", "2"), found("inc"));
  }

  @Test
  void ranksAWordAsTypedOverItsOtherForms_howeverRareThoseAre() {
    for (int slot = 1; slot <= 9; slot++) {
      given(Samples.ticket(slot, "the printer is here", "x", "q", Map.of(), Samples.NOW));
    }
    given(Samples.ticket(10, "the printers are here", "x", "q", Map.of(), Samples.NOW));
    assertEquals("10", Samples.names(index.search(Samples.all("printer"))).getLast());
    assertEquals("10", Samples.names(index.search(Samples.all("printers"))).getFirst());
    assertEquals(10, index.search(Samples.all("printers")).totalCount());
  }

  @Test
  void ranksSubjectOverTextOverMessageAndRecentOverOld() {
    long year = 365L * 24 * 60 * 60 * 1000;
    given(
        Samples.ticket(1, "nothing to see", "router", "q", Map.of(), Samples.NOW),
        Samples.ticket(2, "router to see", "nothing", "q", Map.of(), Samples.NOW),
        Samples.message(3, 0, true, "router"),
        Samples.ticket(4, "gateway", "same", "q", Map.of(), Samples.NOW - year),
        Samples.ticket(5, "gateway", "same", "q", Map.of(), Samples.NOW));
    assertEquals(List.of("2", "1", "3.0"), Samples.names(index.search(Samples.all("router"))));
    assertEquals(List.of("5", "4"), Samples.names(index.search(Samples.all("gateway"))));
  }

  @Test
  void forgivesTypingErrorsOnlyWhenNothingMatchesExactly() {
    given(Samples.ticket(1, "printer", "x"), Samples.ticket(2, "pointer", "x"));
    SearchResult exact = index.search(Samples.all("printer"));
    assertEquals(List.of("1"), Samples.names(exact));
    assertFalse(exact.corrected());
    SearchResult mistyped = index.search(Samples.all("prinetr"));
    assertEquals(List.of("1"), Samples.names(mistyped));
    assertTrue(mistyped.corrected());
    assertEquals(List.of("printer"), mistyped.correctedTerms());
  }

  @Test
  void fallsBackToSomeOfTheWords() {
    given(Samples.ticket(1, "printer", "x"), Samples.ticket(2, "scanner", "x"));
    SearchResult result = index.search(Samples.all("printer scanner unheardof"));
    assertEquals(2, result.totalCount());
    assertTrue(result.relaxed());
  }

  @Test
  void doesNotInsistOnLittleWords() {
    given(Samples.ticket(1, "printer broken", "third floor"));
    assertEquals(Set.of("1"), found("the printer is broken"));
  }

  @Test
  void answersMessagesAloneWhenOnlyTheyAreWanted() {
    given(Samples.ticket(1, "printer", "x"), Samples.message(1, 4, true, "printer"));
    SearchRequest request =
        new SearchRequest(
            "printer", 10, null, Set.of(SearchType.MESSAGE), null, true, false, Samples.NOW, 0);
    assertEquals(List.of("1.4"), Samples.names(index.search(request)));
  }

  @Test
  void anEmptyQueryListsTicketsNewestFirst() {
    given(
        Samples.ticket(1, "a", "x", "q", Map.of(), Samples.NOW - 90_000_000_000L),
        Samples.ticket(2, "b", "x", "q", Map.of(), Samples.NOW));
    assertEquals(List.of("2", "1"), Samples.names(index.search(Samples.all("  "))));
    assertEquals(List.of(), Samples.names(index.search(Samples.all("???"))));
  }

  @Test
  void neverFailsOnAnyInput() {
    given(Samples.ticket(1, "printer \ud800 \u0000", "x\udc00"), Samples.message(1, 0, true, ""));
    String[] bits = {
      "(",
      ")",
      "\"",
      "-",
      "!",
      "+",
      "*",
      ":",
      "queue:",
      "created:",
      "cf.:",
      "cf.a:>",
      "OR",
      "AND",
      "NOT",
      " ",
      "\u0000",
      "\ud83d",
      "\udc00",
      "日本",
      "é",
      "is:",
      "..",
      "cf.a:1..",
      ">=",
      "a",
      "number:*",
      "printer",
      "~",
      "[",
      "updated:99999999999-01",
      "created:>9999",
      "cf.x:>NaN",
      "cf.x:>1e999"
    };
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        query.append(bits[random.nextInt(bits.length)]);
      }
      try {
        index.search(Samples.all(query.toString()));
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " query " + query, e);
      }
    }
    index.search(Samples.all("(".repeat(100_000)));
    index.search(Samples.all("a ".repeat(100_000)));
    index.search(Samples.all("a.".repeat(100_000)));
    index.search(Samples.all("x".repeat(100_000)));
  }

  @Test
  void takesHugeAndBrokenTexts() {
    List<SearchUpdate> updates = new ArrayList<>();
    updates.add(Samples.ticket(1, "y".repeat(50_000), "z".repeat(200_000)));
    updates.add(
        Samples.ticket(
            2,
            "needle" + " hay".repeat(40_000),
            "q",
            "w".repeat(40_000),
            Map.of("k", "v".repeat(40_000), "k2".repeat(300), List.of("a", 1, true)),
            Samples.NOW));
    updates.add(Samples.message(2, 0, true, "\ud800needle\udc00 \u0000needle"));
    index.apply(index.indexedSequence(), 1, updates);
    index.refresh();
    assertEquals(Set.of("2", "2.0"), found("needle"));
    assertEquals(0, index.status().refusedDocuments());
    assertEquals(Set.of("1"), found("y".repeat(50_000)));
  }
}
