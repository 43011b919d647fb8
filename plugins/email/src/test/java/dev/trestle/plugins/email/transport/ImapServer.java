package dev.trestle.plugins.email.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An IMAP server with one folder, which can be told to misbehave. */
final class ImapServer extends RudeServer {
  private static final Pattern PART =
      Pattern.compile("(\\d+) \\(BODY\\.PEEK\\[]<(\\d+)\\.(\\d+)>\\)");

  final Map<Long, byte[]> messages = new ConcurrentSkipListMap<>();
  final Map<Long, Set<String>> flags = new ConcurrentSkipListMap<>();
  final Map<Long, byte[]> moved = new ConcurrentSkipListMap<>();
  final Semaphore news = new Semaphore(0);
  volatile String abilities = "IMAP4rev1 IDLE MOVE UIDPLUS AUTH=PLAIN SASL-IR";
  volatile long uidValidity = 1;
  volatile int partMax = Integer.MAX_VALUE;
  volatile int cutAfterParts = Integer.MAX_VALUE;
  volatile int sizeLie;
  volatile int literalLie;
  volatile boolean sendsAllAtOnce;
  volatile String refusesSignIn = "";

  /** What comes in while a message is marked, which the server tells along with that. */
  volatile String comesMeanwhile = "";

  private int parts;

  ImapServer() throws IOException {}

  void put(long uid, String message) {
    messages.put(uid, message.getBytes(StandardCharsets.ISO_8859_1));
    flags.put(uid, new TreeSet<>());
  }

  @Override
  void talk(Talk talk) throws IOException {
    talk.say("* OK ready");
    for (String line = talk.line(); line != null; line = talk.line()) {
      String tag = line.substring(0, line.indexOf(' '));
      String command = line.substring(line.indexOf(' ') + 1);
      answer(talk, tag, command);
      if (command.equals("LOGOUT")) {
        return;
      }
    }
  }

  private void answer(Talk talk, String tag, String command) throws IOException {
    if (command.equals("CAPABILITY")) {
      talk.say("* CAPABILITY " + abilities);
    } else if (command.startsWith("AUTHENTICATE") || command.startsWith("LOGIN")) {
      if (!refusesSignIn.isEmpty()) {
        talk.say(tag + " NO " + refusesSignIn);
        return;
      }
    } else if (command.startsWith("SELECT")) {
      talk.say("* " + messages.size() + " EXISTS");
      talk.say("* OK [UIDVALIDITY " + uidValidity + "] valid");
      long next = messages.keySet().stream().mapToLong(uid -> uid).max().orElse(0) + 1;
      talk.say("* OK [UIDNEXT " + next + "] next");
    } else if (command.startsWith("UID SEARCH")) {
      talk.say("* SEARCH " + found(command.substring(11)));
    } else if (command.startsWith("UID FETCH")) {
      fetch(talk, command.substring(10));
    } else if (command.startsWith("UID STORE")) {
      String[] words = command.split("[ ()]+");
      flags.get(Long.parseLong(words[2])).add(words[4]);
      if (!comesMeanwhile.isEmpty()) {
        put(last() + 1, comesMeanwhile);
        comesMeanwhile = "";
        talk.say("* " + messages.size() + " EXISTS");
      }
    } else if (command.startsWith("UID EXPUNGE")) {
      messages.remove(Long.parseLong(command.substring(12)));
    } else if (command.startsWith("UID MOVE")) {
      long uid = Long.parseLong(command.split(" ")[2]);
      moved.put(uid, messages.remove(uid));
    } else if (command.equals("IDLE")) {
      talk.say("+ idling");
      news.acquireUninterruptibly();
      talk.say("* " + messages.size() + " EXISTS");
      talk.line();
    }
    talk.say(tag + " OK done");
  }

  private String found(String criteria) {
    Matcher from = Pattern.compile("UID (\\d+):\\*").matcher(criteria);
    long first = from.find() ? Long.parseLong(from.group(1)) : 0;
    return messages.keySet().stream()
        .filter(uid -> uid >= first || uid.equals(last()))
        .filter(uid -> !criteria.startsWith("UNSEEN") || !flags.get(uid).contains("\\Seen"))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private Long last() {
    return new TreeMap<>(messages).lastKey();
  }

  private void fetch(Talk talk, String what) throws IOException {
    long uid = Long.parseLong(what.substring(0, what.indexOf(' ')));
    byte[] message = messages.get(uid);
    Matcher part = PART.matcher(what);
    if (message == null) {
      return;
    }
    if (!part.matches()) {
      talk.say("* 1 FETCH (UID " + uid + " RFC822.SIZE " + (message.length + sizeLie) + ")");
      return;
    }
    if (parts++ == cutAfterParts) {
      talk.cut();
    }
    int start = Math.min(Integer.parseInt(part.group(2)), message.length);
    int end = Math.min(message.length, start + Math.min(partMax, Integer.parseInt(part.group(3))));
    byte[] bytes = Arrays.copyOfRange(message, start, sendsAllAtOnce ? message.length : end);
    talk.say(
        "* 1 FETCH (UID " + uid + " BODY[]<" + start + "> {" + (bytes.length + literalLie) + "}");
    talk.write(bytes);
    talk.say(")");
  }
}
