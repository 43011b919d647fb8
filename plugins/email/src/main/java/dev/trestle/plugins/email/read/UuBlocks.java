package dev.trestle.plugins.email.read;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the files out of a plain text into which an old program has uuencoded them. */
record UuBlocks(String text, List<Attachment> files) {
  private static final int FILES_MAX = 500;
  private static final Pattern BEGIN = Pattern.compile("(?m)^begin [0-7]{3,4} (\\S.*)$");

  static UuBlocks of(String text) {
    List<Attachment> files = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    Matcher begin = BEGIN.matcher(text);
    int from = 0;
    while (files.size() < FILES_MAX && begin.find(from)) {
      int end = text.indexOf("\nend", begin.end());
      if (end < 0) {
        break;
      }
      byte[] bytes = bytes(text.substring(begin.end(), end));
      files.add(
          new Attachment(
              FileNames.safe(begin.group(1).strip()),
              FileNames.type(begin.group(1).strip()),
              "attachment",
              "",
              bytes.length,
              HexFormat.of().formatHex(MimeParts.sha256().digest(bytes)),
              MailSource.of(bytes)));
      rest.append(text, from, begin.start());
      from = Math.min(end + 5, text.length());
    }
    return new UuBlocks(rest.append(text.substring(from)).toString(), List.copyOf(files));
  }

  private static byte[] bytes(String block) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    block
        .lines()
        .filter(line -> !line.isEmpty())
        .forEach(l -> out.writeBytes(UuInputStream.decoded(l)));
    return out.toByteArray();
  }
}
