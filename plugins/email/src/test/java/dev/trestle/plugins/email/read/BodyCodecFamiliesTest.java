package dev.trestle.plugins.email.read;

import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bodies are decoded to the bytes that mime4j and KDE's KMime decode them to. */
class BodyCodecFamiliesTest {
  @Test
  void decodesTheBodiesOfMime4j() throws IOException {
    Score score = new Score("mime4j, decoded bodies in their order, byte by byte");
    for (Path file : Families.messages("mime4j")) {
      String stem = file.getFileName().toString().replaceAll("\\.msg$", "");
      List<Path> bodies = bodies(file, stem);
      List<byte[]> read = new ArrayList<>();
      gather(Families.source(file), read, 0);
      int at = 0;
      for (Path body : bodies) {
        byte[] wanted = Files.readAllBytes(body);
        boolean text = body.toString().endsWith(".txt");
        int found = at;
        while (found < read.size()
            && !Arrays.equals(wanted, read.get(found))
            && !(text && lines(wanted).equals(lines(read.get(found))))) {
          found++;
        }
        if (found < read.size() && !Arrays.equals(wanted, read.get(found))) {
          score.tolerate(
              "a text whose lines end as in the message, and not as in the peer's tests");
        }
        score.holds(
            body.getFileName().toString(),
            found < read.size(),
            HexFormat.of().formatHex(wanted),
            at < read.size() ? HexFormat.of().formatHex(read.get(at)) : "nothing");
        at = found < read.size() ? found + 1 : at;
      }
    }
    score.atLeast(98);
  }

  /** The peer numbers bodies by their place in the tree of parts. */
  private static List<Path> bodies(Path file, String stem) throws IOException {
    Path folder = SharedData.path("emails/mime4j/expected").resolve(file.getParent().getFileName());
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(b -> b.getFileName().toString().startsWith(stem + "_decoded_"))
          .sorted((one, two) -> Arrays.compare(place(one, stem), place(two, stem)))
          .toList();
    }
  }

  private static int[] place(Path body, String stem) {
    String rest = body.getFileName().toString().substring((stem + "_decoded_").length());
    return Arrays.stream(rest.replaceFirst("\\..*", "").split("_"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static void gather(MailSource source, List<byte[]> into, int depth) throws IOException {
    for (Part part : MimeParts.walk(source, new ArrayList<>()).parts()) {
      try (InputStream in = MimeParts.open(source, part)) {
        byte[] bytes = in.readAllBytes();
        into.add(bytes);
        if (part.type().value().equals("message/rfc822") && depth < 10) {
          gather(MailSource.of(bytes), into, depth + 1);
        }
      }
    }
  }

  private static String lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  @Test
  void decodesWhatKdeDecodes() throws IOException {
    Score score = new Score("KDE, codecs");
    for (Path file : Families.messages("kmime")) {
      String name = file.getFileName().toString();
      Path expected = file.resolveSibling(name + ".expected");
      if (name.endsWith(".expected") || !Files.exists(expected)) {
        continue;
      }
      String codec = file.getParent().getFileName().toString().replace("codec_", "");
      // What the peer encodes is decoded to what it was.
      boolean there = !name.endsWith("-encode");
      if (!there && !codec.startsWith("b")) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(there ? file : expected);
      String line = new String(bytes, StandardCharsets.ISO_8859_1);
      byte[] read =
          switch (codec) {
            case "b" -> EncodedWords.base64(line);
            case "q" -> EncodedWords.quoted(line, "");
            case "base64", "quoted-printable" -> body(codec, bytes);
            case "x-kmime-rfc2231" ->
                Parameters.of("x; name*=''" + line)
                    .get("name")
                    .getBytes(StandardCharsets.ISO_8859_1);
            default -> new byte[0];
          };
      score.same(
          name,
          HexFormat.of().formatHex(Files.readAllBytes(there ? expected : file)),
          HexFormat.of().formatHex(read));
    }
    score.atLeast(90);
  }

  private static byte[] body(String encoding, byte[] bytes) throws IOException {
    byte[] head =
        Families.bytes(
            "Content-Type: application/x\nContent-Transfer-Encoding: " + encoding + "\n\n");
    byte[] whole = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(bytes, 0, whole, head.length, bytes.length);
    try (InputStream in =
        MimeParts.open(
            MailSource.of(whole),
            MimeParts.walk(MailSource.of(whole), new ArrayList<>()).parts().getFirst())) {
      return in.readAllBytes();
    }
  }
}
