package dev.trestle.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.ChildDesk;
import dev.trestle.app.outside.DeskClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plugin email costs a desk that has no mailbox. */
class MailAtRestTest {
  @TempDir private Path folder;

  @Test
  void itsLibrariesAreNotLoaded_untilMailComes() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    Map<String, String> told =
        Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded + ":none");
    try (ChildDesk desk = ChildDesk.start(folder.resolve("desk"), told)) {
      DeskClient admin = desk.admin();
      String ticket = BundledPluginsTest.ticket(admin, "Printer");
      admin.done("ticketComment", Map.of("ticketId", ticket, "text", "We come."), "ticket { id }");
      admin.done("ticketResolve", Map.of("ticketId", ticket), "ticket { id }");
      assertEquals(0, libraries(loaded));
      String box =
          admin
              .done(
                  "mailboxSave",
                  Map.of("name", "Support", "address", "support@desk.example"),
                  "mailbox { id }")
              .at("/mailbox/id")
              .asText();
      admin.data(
          "query($b: ID!) { mailTry(mailboxId: $b, message: \"From: c@acme.example\") { text } }",
          Map.of("b", box));
      assertTrue(libraries(loaded) > 0, "no class of a library was ever loaded");
    }
  }

  private static long libraries(Path loaded) throws Exception {
    List<String> libraries =
        List.of(
            "org.apache.james.",
            "org.jsoup.",
            "org.apache.commons.net.",
            "plugins.email.read.Mime");
    return Files.readAllLines(loaded).stream()
        .filter(line -> libraries.stream().anyMatch(line::contains))
        .count();
  }
}
