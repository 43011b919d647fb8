package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.testdata.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectedJwtCasesTest {

  @Test
  void judgesEveryCollectedTokenAsDemanded() throws Exception {
    Path folder = SharedData.path("security/jwt");
    String jwks = Files.readString(folder.resolve("jwks.json"));
    List<String> wrong = new ArrayList<>();
    int judged = 0;
    for (String line : Files.readAllLines(folder.resolve("expected.jsonl"))) {
      Map<String, @Nullable Object> test = StrictJson.object(line);
      Desk desk = new Desk();
      desk.now = Instant.ofEpochSecond((Long) test.get("evaluate_at"));
      desk.issuers.put(
          "https://idp.example.test",
          new TrustedIssuer(
              desk.nextId(),
              0,
              "https://idp.example.test",
              "servicedesk-api",
              List.of("RS256"),
              jwks,
              null,
              "sub",
              "email",
              true,
              Document.empty()));
      Bearer who = desk.who((String) test.get("token"));
      String verdict = who instanceof Bearer.Outsider ? "accept" : "reject";
      if (!((String) test.get("expected")).contains(verdict)) {
        wrong.add(test.get("id") + ": " + who);
      }
      assertTrue(desk.fetched.isEmpty(), test.get("id") + " made the desk ask for keys");
      judged++;
    }
    assertEquals(List.of(), wrong);
    assertEquals(20, judged);
  }
}
