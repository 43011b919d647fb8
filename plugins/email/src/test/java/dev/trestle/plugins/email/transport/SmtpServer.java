package dev.trestle.plugins.email.transport;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes mail over, and can be told to answer otherwise. */
final class SmtpServer extends RudeServer {
  final List<String> accepted = new CopyOnWriteArrayList<>();

  /** What it answers to lines that begin like this, instead of the usual. */
  final Map<String, String> instead = new ConcurrentHashMap<>();

  volatile String abilities = "AUTH PLAIN LOGIN";
  volatile boolean cutAfterDot;

  SmtpServer() throws IOException {}

  @Override
  void talk(Talk talk) throws IOException {
    talk.say(instead.getOrDefault("connect", "220 mail.example"));
    for (String line = talk.line(); line != null; line = talk.line()) {
      String said = line;
      String other =
          instead.entrySet().stream()
              .filter(each -> said.startsWith(each.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      if (other != null) {
        talk.say(other);
      } else if (line.startsWith("EHLO")) {
        talk.say("250-mail.example");
        talk.say("250-8BITMIME");
        talk.say("250 " + abilities);
      } else if (line.startsWith("AUTH")) {
        talk.say("235 2.7.0 welcome");
      } else if (line.equals("DATA")) {
        talk.say("354 go on");
        StringBuilder message = new StringBuilder();
        for (String text = talk.line(); text != null && !text.equals("."); text = talk.line()) {
          message.append(text).append("\r\n");
        }
        if (cutAfterDot) {
          talk.cut();
        }
        accepted.add(message.toString());
        talk.say(instead.getOrDefault("dot", "250 2.0.0 queued as 1"));
      } else if (line.equals("QUIT")) {
        talk.say("221 bye");
        return;
      } else {
        talk.say("250 2.1.0 fine");
      }
    }
  }
}
