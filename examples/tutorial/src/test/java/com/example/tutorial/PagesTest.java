package com.example.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.tutorial.Pages.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** With {@code -Dtrestle.docs.write=true}, brings the pages up to date in place of failing. */
class PagesTest {
  private static final boolean WRITE = Boolean.getBoolean("trestle.docs.write");
  private static final Set<String> COMPILED = Set.of("java", "properties");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void showTheCodeThatTheBuildCompilesAndRuns() throws IOException {
    for (Path page : Pages.all()) {
      List<String> lines = new ArrayList<>(Files.readAllLines(page));
      for (Block block : Pages.blocks(page).reversed()) {
        Snippet snippet = Snippet.named(block.above());
        if (snippet == null) {
          continue;
        }
        if (WRITE) {
          lines.subList(block.start(), block.start() + block.lines().size()).clear();
          lines.addAll(block.start(), snippet.lines());
        } else {
          assertEquals(
              String.join("\n", snippet.lines()),
              block.text(),
              () -> page.getFileName() + " differs from " + snippet);
        }
      }
      if (WRITE) {
        Files.write(page, lines);
      }
    }
  }

  @Test
  void showNoCodeThatNothingCompiles() throws IOException {
    for (Path page : Pages.all()) {
      for (Block block : Pages.blocks(page)) {
        if (COMPILED.contains(block.language())) {
          assertNotNull(
              Snippet.named(block.above()),
              page.getFileName() + ", line " + block.start() + ": the block names no source");
        }
      }
    }
  }

  @Test
  void showEveryPartThatTheExampleMarks() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path page : Pages.all()) {
      for (Block block : Pages.blocks(page)) {
        Snippet snippet = Snippet.named(block.above());
        if (snippet != null) {
          shown.add(snippet.toString());
        }
      }
    }
    Set<String> marked = Snippet.marked();
    assertTrue(marked.size() > 10, marked.toString());
    marked.removeAll(shown);
    assertEquals(Set.of(), marked);
  }

  @Test
  void leadToPagesThatAreThere() throws IOException {
    for (Path page : Pages.all()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        Path target = Pages.FOLDER.resolve(link.group(1));
        assertTrue(Files.exists(target), page.getFileName() + " leads to " + link.group(1));
      }
    }
  }
}
