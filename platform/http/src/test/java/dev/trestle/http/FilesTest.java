package dev.trestle.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.http.TestClient.Answer;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FilesTest {
  private static final String[] ANNA = {"Authorization", "Bearer anna"};

  @AutoClose
  private final TestDesk desk =
      new TestDesk(TestDesk.settings().withLimits(1 << 20, 2_000_000, 256));

  private final TestClient client = new TestClient(desk);

  @Test
  void takesARawBody_andGivesItBack() {
    byte[] bytes = new byte[1_500_000];
    new Random(7).nextBytes(bytes);
    Answer stored =
        client.send(
            "POST",
            "/files?name=r%C3%A9sum%C3%A9.bin",
            bytes,
            "Content-Type",
            "application/octet-stream",
            ANNA[0],
            ANNA[1]);
    assertEquals(201, stored.status(), stored.text());
    assertTrue(stored.text().contains("\"fileName\":\"r\u00e9sum\u00e9.bin\""), stored.text());
    Answer got = client.get(stored.header("Location"), ANNA);
    assertArrayEquals(bytes, got.bytes());
    assertEquals("application/octet-stream", got.header("Content-Type"));
    assertEquals(
        "attachment; filename=\"r_sum_.bin\"; filename*=UTF-8''r%C3%A9sum%C3%A9.bin",
        got.header("Content-Disposition"));
    assertEquals("default-src 'none'; sandbox", got.header("Content-Security-Policy"));
    assertEquals("nosniff", got.header("X-Content-Type-Options"));
  }

  @Test
  void servesRangesAndConditions() {
    String path = put("0123456789", "text/plain");
    Answer whole = client.get(path, ANNA);
    String tag = whole.header("ETag");
    assertTrue(whole.header("Content-Disposition").startsWith("inline"));
    range(path, "bytes=2-4", 206, "234", "bytes 2-4/10");
    range(path, "bytes=7-", 206, "789", "bytes 7-9/10");
    range(path, "bytes=-3", 206, "789", "bytes 7-9/10");
    range(path, "bytes=-30", 206, "0123456789", "bytes 0-9/10");
    range(path, "bytes=8-99999999999999999999", 206, "89", "bytes 8-9/10");
    range(path, "bytes=0-1,5-6", 200, "0123456789", "");
    range(path, "bytes=4-2", 200, "0123456789", "");
    range(path, "lines=1-2", 200, "0123456789", "");
    Answer outside = client.get(path, "Range", "bytes=10-", ANNA[0], ANNA[1]);
    assertEquals(416, outside.status());
    assertEquals("bytes */10", outside.header("Content-Range"));
    assertEquals("RANGE_UNSATISFIABLE", outside.code());
    assertEquals(304, client.get(path, "If-None-Match", tag, ANNA[0], ANNA[1]).status());
    assertEquals(
        200,
        client.get(path, "Range", "bytes=2-4", "If-Range", "\"other\"", ANNA[0], ANNA[1]).status());
    assertEquals(
        206, client.get(path, "Range", "bytes=2-4", "If-Range", tag, ANNA[0], ANNA[1]).status());
    Answer head = client.send("HEAD", path, new byte[0], ANNA);
    assertEquals("10", head.header("Content-Length"));
    assertEquals(0, head.bytes().length);
  }

  private void range(String path, String range, int status, String body, String contentRange) {
    Answer answer = client.get(path, "Range", range, ANNA[0], ANNA[1]);
    assertEquals(status, answer.status(), range);
    assertEquals(body, answer.text(), range);
    assertEquals(contentRange, answer.header("Content-Range"), range);
  }

  @Test
  void neverShowsHtmlInline() {
    String path = put("<script>alert(1)</script>", "text/html");
    assertTrue(client.get(path, ANNA).header("Content-Disposition").startsWith("attachment"));
  }

  @Test
  void takesAForm_onlyWithTheHeaderThatForcesAPreflight() {
    byte[] big = new byte[300_000];
    new Random(3).nextBytes(big);
    java.io.ByteArrayOutputStream form = new java.io.ByteArrayOutputStream();
    form.writeBytes(
        "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n".getBytes(UTF_8));
    form.writeBytes(
        ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n")
            .getBytes(UTF_8));
    form.writeBytes(big);
    form.writeBytes("\r\n--b--\r\n".getBytes(UTF_8));
    String type = "multipart/form-data; boundary=b";
    Answer refused =
        client.send("POST", "/files", form.toByteArray(), "Content-Type", type, ANNA[0], ANNA[1]);
    assertEquals(403, refused.status());
    assertEquals("CSRF_HEADER_MISSING", refused.code());
    Answer stored =
        client.send(
            "POST",
            "/files",
            form.toByteArray(),
            "Content-Type",
            type,
            ANNA[0],
            ANNA[1],
            "X-Trestle-CSRF",
            "1");
    assertEquals(201, stored.status(), stored.text());
    assertTrue(stored.text().contains("\"fileName\":\"a.png\""), stored.text());
    assertArrayEquals(big, client.get(stored.header("Location"), ANNA).bytes());
  }

  @Test
  void refusesBrokenForms() {
    for (String body :
        new String[] {
          "", "--b", "--b\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nno end", "--b--"
        }) {
      Answer answer =
          client.send(
              "POST",
              "/files",
              body.getBytes(UTF_8),
              "Content-Type",
              "multipart/form-data; boundary=b",
              ANNA[0],
              ANNA[1],
              "X-Trestle-CSRF",
              "1");
      assertEquals(400, answer.status(), body);
      assertEquals("FORM_INVALID", answer.code(), body);
    }
    assertEquals(0, desk.files.unfinished);
  }

  @Test
  void refusesWhatIsTooLarge_nameless_orNotAllowed() {
    Answer large =
        client.send(
            "POST",
            "/files?name=a",
            new byte[2_000_001],
            "Content-Type",
            "application/zip",
            ANNA[0],
            ANNA[1]);
    assertEquals(413, large.status());
    assertEquals("FILE_TOO_LARGE", large.code());
    assertEquals("FILE_NAME_MISSING", upload("/files", "x").code());
    assertEquals("FILE_INVALID", upload("/files?name=%00", "x").code());
    assertEquals("FILE_INVALID", upload("/files?name=..", "x").code());
    Answer anonymous =
        client.send("POST", "/files?name=a", new byte[1], "Content-Type", "text/plain");
    assertEquals(403, anonymous.status());
    assertEquals(404, client.get("/files/unknown", ANNA).status());
    assertEquals("FILE_NOT_FOUND", client.get(put("x", "text/plain")).code());
    assertEquals(0, desk.files.unfinished);
  }

  @Test
  void saysDiskFull() {
    desk.files.diskFull = true;
    Answer answer = upload("/files?name=a", "x");
    assertEquals(507, answer.status());
    assertEquals("DISK_FULL", answer.code());
    assertEquals(0, desk.files.unfinished);
  }

  private Answer upload(String path, String body) {
    return client.send(
        "POST", path, body.getBytes(UTF_8), "Content-Type", "text/plain", ANNA[0], ANNA[1]);
  }

  private String put(String body, String type) {
    Answer stored =
        client.send(
            "POST", "/files?name=a", body.getBytes(UTF_8), "Content-Type", type, ANNA[0], ANNA[1]);
    return stored.header("Location");
  }
}
