package dev.trestle.plugins.email.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Damages messages as networks, gateways and people do. A message is held as a string of its bytes,
 * one character each; the same seed makes the same damage.
 */
final class Mutations {
  private static final List<String> CHARSETS =
      List.of(
          "utf-8",
          "UTF-16",
          "us-ascii",
          "x-unknown",
          "utf-7",
          "iso-2022-jp",
          "iso-2022-kr",
          "gb2312",
          "windows-1251",
          "koi8-r",
          "\"\"",
          "=?utf-8?Q?utf-8?=",
          "ebcdic-cp-us");
  private static final List<String> ENCODINGS =
      List.of("base64", "quoted-printable", "7bit", "binary", "x-uuencode", "x-yencode", "bsae64");
  private static final List<String> TYPES =
      List.of(
          "text/html",
          "text/calendar; method=CANCEL",
          "application/ms-tnef",
          "multipart/mixed",
          "multipart/signed; protocol=\"application/pkcs7-signature\"",
          "application/pkcs7-mime; smime-type=enveloped-data",
          "message/rfc822",
          "message/delivery-status",
          "text",
          "/",
          "multipart/encrypted; boundary=\"\"");
  private static final List<String> FIELDS =
      List.of(
          "Subject: =?utf-8?B?w6TDtsO?= =?utf-8?B?vA==?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=",
          "Subject: =?utf-8?B?====?= =?x-none?Q?=ZZ?= =?utf-8?B",
          "References: <self@loop.example> <self@loop.example> <other@loop.example>",
          "In-Reply-To: <self@loop.example>",
          "Message-ID: <self@loop.example>",
          "Content-Disposition: attachment; filename*2=c.pdf; filename*0*=utf-8''a%C3; filename*1*=%A4",
          "Content-Type: text/plain; charset=utf-8; charset=utf-16; boundary=a; boundary=b",
          "Content-Transfer-Encoding: quoted-printable",
          "From: \"unclosed <a@b.example>, ((((",
          "To: undisclosed-recipients:;",
          "Date: Mon, 99 Foo 99999 99:99:99 +9999",
          "MIME-Version: 1.0 (a (b) c",
          "X-\u0000: \u0000\u0000",
          ": nothing",
          " continued from nowhere");
  private static final List<String> BLOCKS =
      List.of(
          "begin 644 ../../x.txt\n#0V%T\nthis is no line of it\n",
          "=ybegin line=128 size=5 name=x.bin\n\u008a\u008b\u008c\n=yend size=5\n",
          "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n",
          "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nSigned\n-----BEGIN PGP SIGNATURE-----\n",
          "From someone@b.example Mon Mar  3 09:00:00 2031\n",
          ">From here on\n",
          "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nRRULE:FREQ=SECONDLY\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\n");

  private final SplittableRandom random;
  private final int lengthMax;

  Mutations(long seed, int lengthMax) {
    this.random = new SplittableRandom(seed);
    this.lengthMax = lengthMax;
  }

  /** The message with up to four kinds of damage. */
  String damaged(String message) {
    String mail = message;
    for (int i = random.nextInt(4); i >= 0; i--) {
      mail = once(mail);
      mail = mail.substring(0, Math.min(mail.length(), lengthMax));
    }
    return mail;
  }

  private String once(String mail) {
    return switch (random.nextInt(24)) {
      case 0 -> mail.substring(0, at(mail));
      case 1 -> cut(mail, "");
      case 2 -> cut(mail, "\u0000".repeat(1 + random.nextInt(50)));
      case 3 -> twice(mail);
      case 4 -> mail.replace("\r\n", "\n");
      case 5 -> mail.replace("\r\n", "\n").replace("\n", "\r");
      case 6 -> mail.replace("\r\n", "\n").replace("\n", random.nextBoolean() ? "\r\n" : "\n\r");
      case 7 -> value(mail, "charset=\"?[\\w-]+\"?", "charset=" + one(CHARSETS));
      case 8 ->
          value(
              mail,
              "(?im)^content-transfer-encoding:.*",
              "Content-Transfer-Encoding: " + one(ENCODINGS));
      case 9 -> value(mail, "(?im)^content-type: *[^;\\r\\n]*", "Content-Type: " + one(TYPES));
      case 10 ->
          value(mail, "boundary=\"?[^\"\\s;]{1,70}", "boundary=\"" + "x".repeat(random.nextInt(3)));
      case 11 -> value(mail, "(?m)^--\\S+--", "");
      case 12 -> value(mail, "\\r?\\n\\r?\\n", "\n");
      case 13 -> insert(mail, 0, one(FIELDS) + "\n");
      case 14 -> inHeader(mail, one(FIELDS));
      case 15 -> inHeader(mail, "X-Long: " + "y".repeat(random.nextInt(100_000)));
      case 16 -> inHeader(mail, "To: " + many("r%d@b.example", ",\n "));
      case 17 -> many("Received: from a%d by b", "\n") + "\n" + mail;
      case 18 -> insert(mail, at(mail), one(BLOCKS));
      case 19 -> nested(mail);
      case 20 -> flipped(mail);
      case 21 -> sixteen(mail);
      case 22 -> attached(mail);
      default -> value(mail, "(?m)^[A-Za-z0-9+/=]{60,}\\r?$", "A".repeat(random.nextInt(7)));
    };
  }

  private int at(String mail) {
    return random.nextInt(mail.length() + 1);
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String many(String form, String between) {
    return IntStream.range(0, random.nextInt(3_000))
        .mapToObj(form::formatted)
        .collect(Collectors.joining(between));
  }

  private static String insert(String mail, int at, String piece) {
    return mail.substring(0, at) + piece + mail.substring(at);
  }

  private static String inHeader(String mail, String field) {
    int end = mail.indexOf('\n');
    return end < 0 ? field + "\n" + mail : insert(mail, end + 1, field + "\n");
  }

  private String cut(String mail, String instead) {
    int from = at(mail);
    int to = Math.min(mail.length(), from + random.nextInt(200));
    return mail.substring(0, from) + instead + mail.substring(to);
  }

  private String twice(String mail) {
    int from = at(mail);
    int to = Math.min(mail.length(), from + random.nextInt(5_000));
    return insert(mail, at(mail), mail.substring(from, to));
  }

  /** Replaces one of the places where the pattern stands, any of them alike. */
  private String value(String mail, String pattern, String instead) {
    List<int[]> places = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(mail);
    while (matcher.find() && places.size() < 200) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    if (places.isEmpty()) {
      return mail;
    }
    int[] place = places.get(random.nextInt(places.size()));
    return mail.substring(0, place[0]) + instead + mail.substring(place[1]);
  }

  private String nested(String mail) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(150); i >= 0; i--) {
      out.append("Content-Type: multipart/mixed; boundary=n")
          .append(random.nextBoolean() ? i : 0)
          .append("\n\n--n")
          .append(i)
          .append('\n');
    }
    return out.append(mail).toString();
  }

  private String flipped(String mail) {
    StringBuilder out = new StringBuilder(mail);
    for (int i = random.nextInt(60); i >= 0 && !out.isEmpty(); i--) {
      out.setCharAt(random.nextInt(out.length()), (char) random.nextInt(256));
    }
    return out.toString();
  }

  private static String sixteen(String mail) {
    int body = mail.indexOf("\n\n") + 2;
    if (body < 2) {
      return mail;
    }
    String text =
        new String(
            mail.substring(body).getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
    return mail.substring(0, body) + text;
  }

  private String attached(String mail) {
    byte[] noise = new byte[random.nextInt(300)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt(256);
    }
    byte[] signature = {0x78, (byte) 0x9F, 0x3E, 0x22};
    System.arraycopy(signature, 0, noise, 0, Math.min(4, noise.length));
    return "From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n--q\n"
        + "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
        + Base64.getMimeEncoder().encodeToString(noise)
        + "\n--q\n"
        + mail
        + "\n--q--\n";
  }
}
