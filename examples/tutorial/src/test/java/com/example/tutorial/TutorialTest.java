package com.example.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.tutorial.Pages.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the tutorial says, in its order, on a machine that has never seen the product. */
class TutorialTest {
  private static final String BLOCK = "##### block ";
  private static final int MINUTES_MAX = 10;

  @Test
  void leadsFromAnEmptyFolderToAnAnswer(@TempDir Path under) throws Exception {
    Workplace workplace = new Workplace(under);
    List<Block> blocks = Pages.blocks(Pages.FOLDER.resolve("tutorial.md"));
    Path script = Files.writeString(under.resolve("tutorial.sh"), script(blocks, workplace));
    String output = run(script, workplace);
    int answers = 0;
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("json")) {
        answers++;
        String said = said(output, i - 1);
        assertTrue(said.contains(blocks.get(i).text()), said);
      }
    }
    assertTrue(answers >= 2, "the tutorial shows answers");
    assertTrue(
        Files.exists(
            workplace
                .folder()
                .resolve("parts-on-order/target/surefire-reports")
                .resolve("TEST-com.example.partsonorder.PartsOnOrderTest.xml")),
        output);
  }

  private static String script(List<Block> blocks, Workplace workplace) {
    List<String> lines = new ArrayList<>();
    lines.add("set -e");
    lines.add("trap 'kill $(jobs -p) 2> /dev/null || true' EXIT");
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("sh")) {
        lines.add("echo; echo '" + BLOCK + i + "'");
        lines.addAll(blocks.get(i).lines());
      }
    }
    lines.add("wait");
    // A port of its own: others may be using the usual one.
    return String.join("\n", lines).replace("127.0.0.1:8080", "127.0.0.1:" + workplace.port())
        + "\n";
  }

  private static String run(Path script, Workplace workplace)
      throws IOException, InterruptedException {
    Path log = script.resolveSibling("tutorial.log");
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString())
            .directory(workplace.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    workplace.addTo(builder.environment());
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String output = Files.readString(log);
    assertTrue(ended, "the tutorial takes longer than " + MINUTES_MAX + " minutes:\n" + output);
    assertEquals(0, process.exitValue(), output);
    return output;
  }

  private static String said(String output, int block) {
    int from = output.indexOf(BLOCK + block + "\n");
    assertTrue(from >= 0, output);
    int to = output.indexOf("\n" + BLOCK, from + 1);
    return output.substring(from, to < 0 ? output.length() : to);
  }
}
