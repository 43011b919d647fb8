package dev.trestle.plugins.tests.postoffice;

import dev.trestle.testdata.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What customers send: real messages of all families, and plain ones of customers made up. */
final class Corpus {
  /** The field by which each message is known again at the other end. */
  private static final String NUMBER = "X-Campaign";

  private static final Pattern NUMBERED = Pattern.compile("(?m)^X-Campaign: (\\d+)\\r?$");
  private static final int CUSTOMERS = 400;
  private static final int AGAIN_EACH = 10;

  private Corpus() {}

  /**
   * A message on its way.
   *
   * @param number the same for the same message sent again
   * @param from who the envelope says sends it
   */
  record Post(int number, String from, String to, byte[] bytes) {}

  /** So many messages in some order, and some of them a second time, some to another mailbox. */
  static List<Post> mixed(int count, long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> real = new ArrayList<>(files());
    Collections.shuffle(real, random);
    List<Post> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean made = i % 2 == 0 || i / 2 >= real.size();
      byte[] bytes = made ? plain(i) : Files.readAllBytes(real.get(i / 2));
      String from = made ? customer(i) : "sender-" + i + "@elsewhere.example";
      all.add(new Post(i, from, box(i), numbered(i, bytes)));
    }
    for (int i = 0; i < count; i += AGAIN_EACH) {
      Post one = all.get(i);
      all.add(new Post(i, one.from(), box(i + random.nextInt(AGAIN_EACH)), one.bytes()));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(SharedData.path("emails"))) {
      return all.filter(file -> file.toString().contains("/messages/"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static String box(int number) {
    return switch (number % 10) {
      case 7, 8 -> Boxes.HELP;
      case 9 -> Boxes.OFFICE;
      default -> Boxes.SUPPORT;
    };
  }

  static String customer(int number) {
    int who = number % CUSTOMERS;
    return "customer-" + who + "@firm-" + who % 40 + ".example";
  }

  static boolean isCustomer(String address) {
    return address.matches("customer-\\d+@firm-\\d+\\.example");
  }

  private static byte[] plain(int number) {
    return Handover.message(
        List.of(
            "From: Customer <" + customer(number) + ">",
            "To: " + box(number),
            "Subject: Something is broken, case " + number,
            "Date: Mon, 3 Mar 2031 10:00:00 +0100",
            "Message-ID: <case-" + number + "@mail.customers.example>",
            "",
            "It does not work since this morning. What shall we do?"));
  }

  /** Servers put their fields before those of the sender, so this does no harm to what follows. */
  static byte[] numbered(int number, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 32);
    out.writeBytes((NUMBER + ": " + number + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(message);
    return out.toByteArray();
  }

  /** The number of a message; -1 for one that none of these customers sent. */
  static int number(byte[] message) {
    Matcher number = NUMBERED.matcher(new String(message, StandardCharsets.ISO_8859_1));
    return number.find() ? Integer.parseInt(number.group(1)) : -1;
  }
}
