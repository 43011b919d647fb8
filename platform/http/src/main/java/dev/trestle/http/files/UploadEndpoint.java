package dev.trestle.http.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.files.FileRefused;
import dev.trestle.domain.files.FileStore;
import dev.trestle.domain.files.FileUpload;
import dev.trestle.domain.files.FileWish;
import dev.trestle.domain.files.StoredFile;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.CsrfGuard;
import dev.trestle.http.exchange.Endpoint;
import dev.trestle.http.exchange.Exchange;
import dev.trestle.http.exchange.Gate;
import dev.trestle.http.exchange.Headers;
import dev.trestle.http.exchange.Refusals;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes one file at {@code /files}, as the raw body or as the one file of a form. */
public final class UploadEndpoint implements Endpoint {
  private static final int CHUNK = 64 * 1024;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
  private static final JsonFactory JSON = new JsonFactory();

  private final FileStore files;
  private final Admission admission;
  private final CsrfGuard csrf;
  private final Gate gate;
  private final long bytesMax;

  /**
   * @param gate bounds how many uploads run at once
   * @param bytesMax the largest file
   */
  public UploadEndpoint(
      FileStore files, Admission admission, CsrfGuard csrf, Gate gate, long bytesMax) {
    this.files = files;
    this.admission = admission;
    this.csrf = csrf;
    this.gate = gate;
    this.bytesMax = bytesMax;
  }

  @Override
  public void handle(Exchange exchange) {
    if (!exchange.is(Method.POST)) {
      throw Refusals.methodNotAllowed("POST, OPTIONS");
    }
    String contentType = exchange.header(HeaderNames.CONTENT_TYPE);
    if (contentType == null) {
      throw Refusals.mediaType(
          "CONTENT_TYPE_MISSING",
          "The request does not say what the file is.",
          "Send Content-Type, application/octet-stream when in doubt.");
    }
    boolean form = contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    if (form && !csrf.hasPreflightHeader(exchange)) {
      throw Refusals.csrf();
    }
    Viewer viewer = admission.admitSettled(exchange.authorization(), exchange.remoteAddress());
    gate.enter();
    try {
      StoredFile stored =
          form ? takeForm(exchange, viewer, contentType) : takeRaw(exchange, viewer, contentType);
      answer(exchange, stored);
    } finally {
      gate.leave();
    }
  }

  private StoredFile takeRaw(Exchange exchange, Viewer viewer, String contentType) {
    long declared = exchange.request().headers().contentLength().orElse(-1);
    FileWish wish = new FileWish(rawName(exchange), mediaType(contentType), declared);
    checkDeclared(declared);
    InputStream body = exchange.request().content().inputStream();
    try {
      return store(viewer, wish, body::read);
    } catch (IOException cut) {
      throw new CloseConnectionException("the upload was cut", cut);
    }
  }

  private StoredFile takeForm(Exchange exchange, Viewer viewer, String contentType) {
    String boundary = HeaderParameters.of(contentType, "boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
      throw formInvalid("The form has no usable boundary.");
    }
    try {
      MultipartReader form =
          new MultipartReader(exchange.request().content().inputStream(), boundary);
      while (form.nextPart()) {
        String name = ContentDisposition.fileName(form.header("content-disposition"));
        if (name == null) {
          continue;
        }
        String type = form.header("content-type");
        FileWish wish =
            new FileWish(
                bareName(name), mediaType(type.isEmpty() ? "application/octet-stream" : type), -1);
        return store(viewer, wish, form::read);
      }
    } catch (MultipartReader.Malformed malformed) {
      throw formInvalid("The form is malformed: " + malformed.getMessage() + ".");
    } catch (IOException cut) {
      throw new CloseConnectionException("the upload was cut", cut);
    }
    throw formInvalid("The form holds no file.");
  }

  private interface Source {
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  private StoredFile store(Viewer viewer, FileWish wish, Source source) throws IOException {
    try (FileUpload upload = files.begin(viewer, wish)) {
      byte[] buffer = new byte[CHUNK];
      long size = 0;
      for (int n = source.read(buffer, 0, CHUNK); n >= 0; n = source.read(buffer, 0, CHUNK)) {
        size += n;
        checkDeclared(size);
        upload.write(buffer, 0, n);
      }
      if (wish.declaredSize() >= 0 && size != wish.declaredSize()) {
        throw new FileRefused(
            FileRefused.Reason.INVALID, "The body is shorter than its Content-Length.");
      }
      return upload.finish();
    }
  }

  private void checkDeclared(long size) {
    if (size > bytesMax) {
      throw new FileRefused(
          FileRefused.Reason.TOO_LARGE, "A file may have at most " + bytesMax + " bytes.");
    }
  }

  private static String rawName(Exchange exchange) {
    String query = exchange.request().query().first("name").orElse(null);
    if (query != null) {
      return bareName(query);
    }
    String header = exchange.header(HeaderNames.create("X-File-Name"));
    if (header != null) {
      return bareName(PercentText.decode(header));
    }
    String disposition = exchange.header(HeaderNames.CONTENT_DISPOSITION);
    String name = disposition == null ? null : ContentDisposition.fileName(disposition);
    if (name == null) {
      throw Refusals.invalid(
          "FILE_NAME_MISSING",
          "The upload has no file name.",
          "Send ?name=, X-File-Name (percent-encoded) or Content-Disposition with filename.");
    }
    return bareName(name);
  }

  /** Some clients send a whole path; only its last part is a name. */
  private static String bareName(String name) {
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    return name.substring(slash + 1).trim();
  }

  private static String mediaType(String header) {
    int semicolon = header.indexOf(';');
    String type =
        (semicolon < 0 ? header : header.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
    if (!MEDIA_TYPE.matcher(type).matches()) {
      throw new FileRefused(FileRefused.Reason.INVALID, "The content type is not a media type.");
    }
    return type;
  }

  private static RuntimeException formInvalid(String message) {
    return Refusals.invalid(
        "FORM_INVALID", message, "Send multipart/form-data with one part that has a filename.");
  }

  private static void answer(Exchange exchange, StoredFile stored) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", stored.attachmentId());
      json.writeStringField("fileName", stored.fileName());
      json.writeStringField("contentType", stored.contentType());
      json.writeNumberField("size", stored.size());
      json.writeStringField("sha256", stored.sha256());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    exchange.status(201);
    exchange.response().header(HeaderNames.LOCATION, "/files/" + stored.attachmentId());
    exchange.response().header(Headers.NO_STORE);
    exchange.send(Headers.JSON, out.toByteArray());
  }
}
