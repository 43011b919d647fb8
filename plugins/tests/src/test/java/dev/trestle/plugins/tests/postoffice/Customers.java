package dev.trestle.plugins.tests.postoffice;

import dev.trestle.plugins.tests.postoffice.Corpus.Post;
import dev.trestle.plugins.tests.postoffice.PostOffice.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Customers who write, and answer each letter that somebody wrote to them in one of the ways of
 * mail programs: by references alone, by the address alone, or by the subject alone.
 */
final class Customers {
  /** Numbers of replies begin here. */
  static final int REPLIES = 1_000_000;

  private static final Pattern TAG = Pattern.compile("\\[#[^\\]]+]");
  private static final long LOOK_MILLIS = 200;

  private final PostOffice office;
  private final List<Post> posts;
  private final Semaphore pace;
  private final Set<Path> seen = new HashSet<>();
  private final Map<Integer, String> answered = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private volatile boolean sent;
  private volatile boolean over;
  private int repeats;

  /**
   * @param pace how many messages may be sent so far
   */
  Customers(PostOffice office, List<Post> posts, Semaphore pace) {
    this.office = office;
    this.posts = List.copyOf(posts);
    this.pace = pace;
  }

  boolean haveSentAll() {
    return sent;
  }

  /** Has them stop looking for letters. */
  void end() {
    over = true;
  }

  /** Sends everything, as fast as the pace allows. */
  void send() throws IOException, InterruptedException {
    try (Handover handover = new Handover(office.port(Port.SMTP))) {
      for (Post post : posts) {
        pace.acquire();
        handover.hand(post.from(), post.to(), post.bytes());
      }
      count(handover);
    }
    sent = true;
  }

  /** Answers letters until told that it is enough. */
  void answer() throws IOException, InterruptedException {
    try (Handover handover = new Handover(office.port(Port.SMTP))) {
      while (!over) {
        for (Delivered letter : letters()) {
          reply(handover, letter);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      count(handover);
    }
  }

  private synchronized void count(Handover handover) {
    repeats += handover.repeats();
  }

  /** How often Postfix was handed a message again. */
  synchronized int repeats() {
    return repeats;
  }

  /** Which letter each reply answers, by the number of the reply. */
  synchronized Map<Integer, String> answered() {
    return Map.copyOf(answered);
  }

  private List<Delivered> letters() throws IOException {
    List<Delivered> found = new ArrayList<>();
    for (Path file : Delivered.files(office.mail())) {
      if (Corpus.isCustomer(Delivered.owner(file)) && seen.add(file)) {
        found.add(Delivered.read(file));
      }
    }
    return found;
  }

  private void reply(Handover handover, Delivered letter) throws IOException, InterruptedException {
    if (!letter.field("auto-submitted").isEmpty() || !read.add(letter.messageId())) {
      return;
    }
    int number;
    synchronized (this) {
      number = REPLIES + answered.size();
      answered.put(number, letter.messageId());
    }
    Matcher tag = TAG.matcher(letter.field("subject"));
    String box = box(letter);
    List<String> lines = new ArrayList<>();
    lines.add("From: " + letter.owner());
    String to = box;
    switch (number % 3) {
      case 0 -> {
        lines.add("Subject: Re: what you asked");
        lines.add("In-Reply-To: <" + letter.messageId() + ">");
        lines.add("References: <" + letter.messageId() + ">");
      }
      case 1 -> {
        lines.add("Subject: An answer");
        to = letter.field("reply-to").replaceAll("^.*<|>.*$", "");
      }
      default -> lines.add("Subject: AW: " + (tag.find() ? tag.group() : "no tag"));
    }
    lines.add("To: " + to);
    lines.add("Message-ID: <reply-" + number + "@mail.customers.example>");
    lines.add("");
    lines.add("It has the serial number " + number + ". What is next?");
    handover.hand(letter.owner(), to, Corpus.numbered(number, Handover.message(lines)));
  }

  private static String box(Delivered letter) {
    return letter.field("from").replaceAll("^.*<|>.*$", "");
  }
}
