package dev.trestle.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchResult.Highlight;
import dev.trestle.domain.search.SearchResult.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguagesTest {
  @TempDir Path folder;
  @AutoClose private LuceneSearchIndex index;

  @BeforeEach
  void open() throws Exception {
    index = LuceneSearchIndex.open(folder, () -> Long.MAX_VALUE, SearchSettings.USUAL);
    String[] texts = {
      "The printers in the office are not working since this morning",
      "Die Drucker im Büro sind seit heute Morgen gestört und wir können nicht drucken",
      "Les imprimantes du bureau ne marchent plus depuis ce matin, c'est l'horreur",
      "Las impresoras de la oficina no funcionan desde esta mañana",
      "Le stampanti dell'ufficio non funzionano da questa mattina",
      "De printers van het kantoor werken niet sinds vanochtend",
      "As impressoras do escritório não funcionam desde esta manhã",
      "Skrivarna på kontoret fungerar inte sedan i morse",
      "Принтеры в офисе не работают с самого утра",
      "東京本社のプリンターが故障しています",
      "打印机坏了，请尽快修理",
      "프린터가 작동하지 않습니다",
      "Ο εκτυπωτής ΧΆΛΑΣΕ",
    };
    for (int i = 0; i < texts.length; i++) {
      index.apply(index.indexedSequence(), i + 1, List.of(Samples.ticket(i, "-", texts[i])));
    }
    index.refresh();
  }

  private void given(int slot, String text) {
    index.apply(
        index.indexedSequence(),
        index.indexedSequence() + 1,
        List.of(Samples.ticket(slot, "-", text)));
    index.refresh();
  }

  private Set<String> found(String query) {
    return new TreeSet<>(Samples.names(index.search(Samples.all(query))));
  }

  /** The marked words of all hits, in reading order. */
  private List<String> marked(String query) {
    SearchResult result = index.search(Samples.all(query));
    List<String> words = new ArrayList<>();
    for (SearchResult.Hit hit : result.hits()) {
      for (Highlight highlight : hit.highlights()) {
        for (Span span : highlight.spans()) {
          words.add(highlight.fragment().substring(span.start(), span.end()));
        }
      }
    }
    return words;
  }

  @Test
  void bringsWordFormsOfEachLanguageTogether() {
    assertEquals(Set.of("0"), found("printer offices"));
    assertEquals(Set.of("1"), found("Druckern"));
    assertEquals(Set.of("2"), found("imprimante"));
    assertEquals(Set.of("3"), found("impresora"));
    assertEquals(Set.of("4"), found("stampante"));
    assertEquals(Set.of("6"), found("impressora"));
    assertEquals(Set.of("8"), found("принтер"));
  }

  @Test
  void findsAWordThatIsItsOwnStemInTextsOfAnyLanguage() {
    given(20, "Der Printer ist gestört und wir können nicht drucken");
    assertEquals(Set.of("0", "5", "20"), found("printers"));
    assertEquals(List.of("Printer", "drucken"), marked("printers drucken"));
  }

  @Test
  void takesALittleWordOfAnotherLanguageForNoForm() {
    given(20, "It dies after a minute and then it is on again");
    given(21, "The batteries die after a minute and then they are on again");
    assertEquals(Set.of("20", "21"), found("dies"));
  }

  @Test
  void ignoresCaseAndAccentsHoweverTheyAreWritten() {
    assertEquals(Set.of("1"), found("BURO"));
    assertEquals(Set.of("1"), found("bu\u0308ro"));
    assertEquals(Set.of("3"), found("manana"));
    assertEquals(Set.of("12"), found("χαλασε"));
    assertEquals(Set.of("2"), found("horreur"));
  }

  @Test
  void findsPartsOfChineseJapaneseAndKoreanText() {
    assertEquals(Set.of("9"), found("東京"));
    assertEquals(Set.of("9"), found("本社の"));
    assertEquals(Set.of("9"), found("プリンター 故障"));
    assertEquals(Set.of("9"), found("京本"));
    assertEquals(Set.of("10"), found("打印机"));
    assertEquals(Set.of("10"), found("坏"));
    assertEquals(Set.of("10"), found("理"));
    assertEquals(Set.of("11"), found("프린터"));
  }

  @Test
  void marksTheWordsAsWritten() {
    assertEquals(List.of("office", "morning"), marked("mornings offices"));
    assertEquals(List.of("Drucker im"), marked("\"drucker im\""));
    assertEquals(List.of("東京本社"), marked("東京本社"));
    assertEquals(List.of("imprimantes"), marked("imprim*"));
  }
}
