package dev.trestle.plugins.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four attachments of 25 MB at once, 140 MB as they travel, into a desk with 128 MB of heap. */
@Tag("long")
class LargeAttachmentTest {
  private static final int ATTACHMENT = 25 << 20;
  private static final int AT_ONCE = 4;

  @TempDir private Path folder;

  @Test
  void takesThemAll_withoutRoomForOneOfEach() throws Exception {
    try (ServerProcess desk = MailServer.start(folder, "large", "128m");
        HttpClient gateway = HttpClient.newHttpClient()) {
      String mailbox = MailServer.mailbox(desk);
      List<CompletableFuture<Integer>> coming = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        Path message = message(i);
        coming.add(
            CompletableFuture.supplyAsync(() -> bring(gateway, desk.port(), mailbox, message)));
      }
      for (CompletableFuture<Integer> one : coming) {
        assertEquals(201, one.get(5, TimeUnit.MINUTES));
      }
      String seen =
          MailServer.ada(desk)
              .ask(
                  "{ tickets(first: 1) { totalCount nodes { messages(first: 1) { nodes {"
                      + " attachments { sizeBytes } } } } } }",
                  "{}");
      assertEquals(String.valueOf(AT_ONCE), DeskApi.text(seen, "totalCount"));
      assertEquals(String.valueOf(ATTACHMENT), DeskApi.text(seen, "sizeBytes"));
      System.out.printf("resident %d MB%n", desk.residentBytes() >> 20);
    }
  }

  private static int bring(HttpClient gateway, int port, String mailbox, Path message) {
    try {
      return MailServer.bring(gateway, port, mailbox, HttpRequest.BodyPublishers.ofFile(message));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path message(int number) throws IOException {
    byte[] content = new byte[ATTACHMENT];
    new Random(number).nextBytes(content);
    String head =
        "From: carl@acme.example\r\nTo: support@desk.example\r\nSubject: Photo "
            + number
            + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain\r\n\r\nSee the photo.\r\n"
            + "--b\r\nContent-Type: image/jpeg; name=photo.jpg\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n";
    Path file = folder.resolve("message-" + number + ".eml");
    Files.writeString(
        file, head + Base64.getMimeEncoder().encodeToString(content) + "\r\n--b--\r\n");
    return file;
  }
}
