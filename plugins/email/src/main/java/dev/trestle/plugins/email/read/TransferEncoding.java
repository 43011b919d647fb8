package dev.trestle.plugins.email.read;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jspecify.annotations.Nullable;

/** Takes off what bytes were packed into for their way through the mail. */
final class TransferEncoding {
  private static final Set<String> UU = Set.of("x-uuencode", "uuencode", "x-uue", "uue");

  private static final Pattern COMMENT = Pattern.compile("\\([^)]*+\\)");
  private static final Pattern NAME = Pattern.compile("[\\w-]+");

  private TransferEncoding() {}

  /** The bytes of the part at which the parser stands. */
  static InputStream decoded(MimeTokenStream tokens) {
    String declared = plain(tokens.getBodyDescriptor().getTransferEncoding());
    if (UU.contains(declared)) {
      return new UuInputStream(tokens.getInputStream());
    }
    String type = String.valueOf(tokens.getBodyDescriptor().getMimeType());
    return switch (declared) {
      case "base64" -> new Base64Stream(tokens.getInputStream(), type.startsWith("text/"));
      case "quoted-printable" -> new QuotedPrintableStream(tokens.getInputStream());
      default -> tokens.getDecodedInputStream();
    };
  }

  /** The bytes of a text that is no part by itself. */
  static InputStream decoded(String encoding, byte[] text) {
    InputStream raw = new ByteArrayInputStream(text);
    return switch (plain(encoding)) {
      case "base64" -> new Base64Stream(raw, true);
      case "quoted-printable" -> new QuotedPrintableStream(raw);
      default -> raw;
    };
  }

  private static String plain(@Nullable String encoding) {
    // RFC 2045 allows comments, and some add parameters.
    Matcher name = NAME.matcher(COMMENT.matcher(encoding == null ? "" : encoding).replaceAll(" "));
    return name.find() ? name.group().toLowerCase(Locale.ROOT) : "";
  }
}
