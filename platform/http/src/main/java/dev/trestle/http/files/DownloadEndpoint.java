package dev.trestle.http.files;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.files.FileDownload;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.files.StoredFile;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.sdk.problem.ProblemType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands out one file at {@code /files/<id>}, whole or in part. */
public final class DownloadEndpoint implements Endpoint {
  private static final int CHUNK = 64 * 1024;

  /** Types a browser may show; it renders them without running anything in them. */
  private static final Set<String> INLINE =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain");

  private final FileStore files;
  private final Admission admission;

  public DownloadEndpoint(FileStore files, Admission admission) {
    this.files = files;
    this.admission = admission;
  }

  @Override
  public void handle(Exchange exchange) {
    if (!exchange.is(Method.GET) && !exchange.is(Method.HEAD)) {
      throw Refusals.methodNotAllowed("GET, HEAD, OPTIONS");
    }
    Viewer viewer = admission.admitSettled(exchange.authorization(), exchange.remoteAddress());
    String id = exchange.request().path().pathParameters().get("id");
    try (FileDownload download = files.open(viewer, id)) {
      answer(exchange, download);
    }
  }

  private static void answer(Exchange exchange, FileDownload download) {
    StoredFile file = download.file();
    String tag = '"' + file.sha256() + '"';
    var response = exchange.response();
    response.header(HeaderNames.ETAG, tag);
    response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
    response.header(HeaderValues.ACCEPT_RANGES_BYTES);
    response.header(HeaderValues.create(Headers.CSP, "default-src 'none'; sandbox"));
    if (matches(exchange.header(HeaderNames.IF_NONE_MATCH), tag)) {
      exchange.status(304);
      response.send();
      return;
    }
    String disposition = INLINE.contains(file.contentType()) ? "inline" : "attachment";
    response.header(
        HeaderNames.CONTENT_DISPOSITION, ContentDisposition.of(disposition, file.fileName()));
    response.header(HeaderNames.CONTENT_TYPE, contentType(file.contentType()));
    String ifRange = exchange.header(HeaderNames.IF_RANGE);
    String header =
        ifRange == null || ifRange.equals(tag) ? exchange.header(HeaderNames.RANGE) : null;
    switch (ByteRange.wanted(header, file.size())) {
      case ByteRange.Wanted.Whole() -> send(exchange, download, 0, file.size());
      case ByteRange.Wanted.Part(ByteRange range) -> {
        exchange.status(206);
        response.header(
            HeaderNames.CONTENT_RANGE,
            "bytes " + range.first() + "-" + range.last() + "/" + file.size());
        send(exchange, download, range.first(), range.length());
      }
      case ByteRange.Wanted.Unsatisfiable() -> {
        response.header(HeaderNames.CONTENT_RANGE, "bytes */" + file.size());
        response.headers().remove(HeaderNames.CONTENT_DISPOSITION);
        throw new Refusal(
            416,
            ProblemType.INVALID,
            "RANGE_UNSATISFIABLE",
            "The file has " + file.size() + " bytes; the range lies outside.",
            "Ask for a range within the file.");
      }
    }
  }

  private static void send(Exchange exchange, FileDownload download, long from, long length) {
    var response = exchange.response();
    response.contentLength(length);
    if (exchange.is(Method.HEAD) || length == 0) {
      response.send();
      return;
    }
    byte[] buffer = new byte[(int) Math.min(CHUNK, length)];
    long position = from;
    long end = from + length;
    // The first bytes are read before the answer starts, while an error can still be told.
    int read = download.read(position, buffer, 0, (int) Math.min(buffer.length, end - position));
    try (OutputStream out = response.outputStream()) {
      while (read > 0) {
        out.write(buffer, 0, read);
        position += read;
        int wanted = (int) Math.min(buffer.length, end - position);
        read = wanted == 0 ? 0 : download.read(position, buffer, 0, wanted);
      }
      if (position < end) {
        throw new CloseConnectionException("the file ended before its size");
      }
    } catch (IOException gone) {
      throw new CloseConnectionException("the download was cut", gone);
    }
  }

  private static boolean matches(@Nullable String header, String tag) {
    if (header == null) {
      return false;
    }
    for (String candidate : header.split(",")) {
      String trimmed = candidate.trim();
      if (trimmed.equals("*") || trimmed.equals(tag) || trimmed.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private static String contentType(String type) {
    return type.equals("text/plain") ? "text/plain; charset=utf-8" : type;
  }
}
