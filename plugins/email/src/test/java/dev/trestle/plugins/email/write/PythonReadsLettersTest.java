package dev.trestle.plugins.email.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trestle.testdata.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters read by another language's library: Python's {@code email}, where there is a python3. */
class PythonReadsLettersTest {
  private static final int SEEDS = 100;
  private static final String READER =
      """
      import email, email.policy, hashlib, json, sys, pathlib
      for path in sorted(pathlib.Path(sys.argv[1]).glob('*.eml')):
          m = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
          body = m.get_body(('plain',))
          files = [hashlib.sha256(p.get_payload(decode=True)).hexdigest() for p in m.walk()
                   if not p.is_multipart() and p.get_filename()]
          names = [p.get_filename() for p in m.walk() if not p.is_multipart() and p.get_filename()]
          print(json.dumps({
              'fields': [k for k, v in m.items()],
              'subject': str(m['subject'] or ''),
              'from': m['from'].addresses[0].addr_spec,
              'to': [a.addr_spec for a in m['to'].addresses],
              'id': m['message-id'],
              'text': body.get_content() if body else '',
              'flowed': body.get_param('format') == 'flowed' if body else False,
              'files': sorted(files), 'names': names,
              'defects': [str(d) for p in m.walk() for d in p.defects]}))
      """;

  @Test
  void python_readsWhatWasWritten(@TempDir Path folder) throws Exception {
    if (Program.onPath("python3").isEmpty()) {
      throw Program.missing("python3 is needed to read the letters");
    }
    for (int seed = 0; seed < SEEDS; seed++) {
      Files.write(folder.resolve("%04d.eml".formatted(seed)), Letters.bytes(Letters.hostile(seed)));
    }
    Path script = Files.writeString(folder.resolve("read.py"), READER);
    Path answers = folder.resolve("answers");
    Process python =
        new ProcessBuilder("python3", script.toString(), folder.toString())
            .redirectOutput(answers.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals(true, python.waitFor(60, TimeUnit.SECONDS));
    List<String> lines = Files.readAllLines(answers, StandardCharsets.UTF_8);
    assertEquals(SEEDS, lines.size());
    for (int seed = 0; seed < SEEDS; seed++) {
      assertRead(Letters.hostile(seed), new ObjectMapper().readTree(lines.get(seed)), seed);
    }
  }

  private static void assertRead(Letter letter, JsonNode read, int seed) {
    String which = "seed " + seed + ": " + read;
    assertEquals(Wording.line(letter.subject()).strip(), read.get("subject").asText(), which);
    assertEquals("support@desk.example", read.get("from").asText(), which);
    assertEquals("carla@firm.example", read.get("to").get(0).asText(), which);
    assertEquals("<" + letter.messageId() + ">", read.get("id").asText(), which);
    assertEquals(letter.enclosures().size(), read.get("files").size(), which);
    assertEquals(0, read.get("defects").size(), which);
    String text = read.get("text").asText().replace("\r\n", "\n");
    String plain = read.get("flowed").asBoolean() ? Letters.unflowed(text) : text;
    assertEquals(bare(Wording.lines(letter.text())), bare(plain), which);
    for (int i = 0; i < letter.enclosures().size(); i++) {
      String name = Wording.fileName(letter.enclosures().get(i).name());
      boolean found = false;
      for (JsonNode one : read.get("names")) {
        found |= one.asText().equals(name);
      }
      assertEquals(true, found, "the file " + name + ", " + which);
    }
  }

  private static String bare(String text) {
    return text.replaceAll("[ \\t]+(?=\n|$)", "").strip();
  }
}
