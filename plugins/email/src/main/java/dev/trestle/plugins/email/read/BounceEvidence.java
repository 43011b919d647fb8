package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report says about one recipient: the words, and after which command of SMTP a server said
 * them.
 *
 * @param words the lines beside the address, and what servers answered; empty when there are none
 * @param command after which the refusal came, as far as the report tells
 */
record BounceEvidence(String words, Command command) {
  /** The command that a server refused. */
  enum Command {
    UNKNOWN,
    CONNECT,
    MAIL,
    RCPT,
    DATA
  }

  private static final int LINES_MAX = 20;
  private static final int WORDS_MAX = 8_000;
  private static final Pattern IN_BRACKETS = Pattern.compile("<[^<>\\s@]+@[^<>\\s]+>");
  // A line that ends in a colon promises another one that says what happened.
  private static final Pattern PROMISE = Pattern.compile(":\\s*$");
  private static final Pattern DIALOGUE = Pattern.compile("(?:>>>|^ *In:) +([A-Za-z.]+)");
  private static final Pattern REPLY = Pattern.compile("^\\s*(?:<<<|Out:) [45].*");

  private static final Map<Command, Sought> SAID = new LinkedHashMap<>();

  static {
    SAID.put(
        Command.RCPT,
        Sought.of(
            "(?i)after (?:pipelined )?RCPT TO|in reply to RCPT|RCPT TO (?:response|command)|following RCPT|SMTP:RCPT|does not like recipient"
                + "|SMTP command\\s*\\n\\s*RCPT|\\[?RCPT_TO\\]?|response to (?:the )?RCPT|reply to RCPT|RCPT command|(?:after|following|during|while sending|response to|reply to|in reply to|answer to|rejected at|refused at|at|on|step|stage|state|phase|command)[:= ]{1,2}(?:the )?(?:smtp )?[\"'<(\\[]?RCPT\\b|^RCPT TO:.*\\b55\\d"));
    SAID.put(
        Command.DATA,
        Sought.of(
            "(?i)after end of (?:data|message)|after (?:pipelined )?(?:DATA|sending data)|in reply to (?:end of )?DATA|DATA (?:response|command)|following DATA|SMTP:DATA|failed after I sent the message"
                + "|SMTP command\\s*\\n\\s*DATA|\\[DATA\\]|end of (?:data|message) command|reply to (?:end of )?DATA|(?:after|following|during|while sending|response to|reply to|in reply to|answer to|rejected at|refused at|at|on|step|stage|state|phase|command)[:= ]{1,2}(?:the )?(?:smtp )?[\"'<(\\[]?(?-i:DATA|BDAT)\\b|after (?:the )?(?:message (?:content|body|text|data)|transfer of the message|sending the (?:message|body))|final \\.|end[- ]of[- ]data"));
    SAID.put(
        Command.MAIL,
        Sought.of(
            "(?i)after (?:pipelined )?MAIL FROM|in reply to MAIL|MAIL FROM (?:response|command)|following MAIL|SMTP:MAIL|\\[?MAIL_FROM\\]?|does not like sender|but sender was rejected|(?:after|following|during|while sending|response to|reply to|in reply to|answer to|rejected at|refused at|at|on|step|stage|state|phase|command)[:= ]{1,2}(?:the )?(?:smtp )?[\"'<(\\[]?MAIL[ _]FROM\\b|SMTP command\\s*\\n\\s*MAIL"));
    SAID.put(
        Command.CONNECT,
        Sought.of(
            "(?i)after initial connection|in reply to (?:EHLO|HELO)|after (?:EHLO|HELO)|refused to talk to me|but my name was rejected|while talking to .{0,60}:\\s*\\n\\s*<<< [45]|but greeting failed"));
  }

  static BounceEvidence of(BounceTold told, String address, String diagnostic) {
    Command said = said(diagnostic);
    String words = words(told, address);
    if (said == Command.UNKNOWN) {
      said = said(around(told, address));
    }
    if (said == Command.UNKNOWN) {
      said = inDialogue(told, address);
    }
    boolean unclear = said == Command.UNKNOWN && !told.isAboutSeveral();
    return new BounceEvidence(words, unclear ? told.said() : said);
  }

  /** The paragraphs that name the address, each on one line. */
  private static String around(BounceTold told, String address) {
    StringBuilder found = new StringBuilder();
    List<String> lines = told.lines();
    for (int i = 0; i < lines.size() && !address.isEmpty() && found.length() < WORDS_MAX; i++) {
      if (lines.get(i).contains(address)) {
        found.append(paragraph(lines, i, address).replaceAll("\\s+", " ")).append('\n');
      }
    }
    return found.toString();
  }

  static Command said(String text) {
    Sought.Heard heard = new Sought.Heard(text);
    for (Map.Entry<Command, Sought> one : SAID.entrySet()) {
      if (one.getValue().isIn(heard)) {
        return one.getKey();
      }
    }
    return Command.UNKNOWN;
  }

  /** The command in front of the answer that names the address, else in front of the first one. */
  private static Command inDialogue(BounceTold told, String address) {
    Command last = Command.UNKNOWN;
    Command first = Command.UNKNOWN;
    boolean own = false;
    for (String line : told.lines()) {
      Matcher dialogue = DIALOGUE.matcher(line);
      if (dialogue.find()) {
        last = command(dialogue.group(1));
        own = !address.isEmpty() && line.contains(address);
      } else if (REPLY.matcher(line).find()) {
        if (own || !address.isEmpty() && line.contains(address)) {
          return last;
        }
        first = first == Command.UNKNOWN && !line.contains("<<< 503") ? last : first;
      }
    }
    // Another recipient's command says nothing about this one.
    return told.isAboutSeveral() ? Command.UNKNOWN : first;
  }

  private static Command command(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "RCPT" -> Command.RCPT;
      case "DATA", ".", "BDAT" -> Command.DATA;
      case "MAIL" -> Command.MAIL;
      case "HELO", "EHLO", "STARTTLS", "AUTH" -> Command.CONNECT;
      default -> Command.UNKNOWN;
    };
  }

  /** The lines that say why: what servers answered, and what stands beside the address. */
  private static String words(BounceTold told, String address) {
    List<String> lines = told.lines();
    List<String> answers = new ArrayList<>();
    StringBuilder beside = new StringBuilder();
    boolean own = false;
    int taken = 0;
    for (int i = 0; i < lines.size() && taken < LINES_MAX; i++) {
      String line = lines.get(i);
      boolean named = !address.isEmpty() && line.contains(address);
      if (told.isAnswer(i) && !isOfOther(line, address)) {
        if (named && !own) {
          answers.clear();
        }
        // Answers that name the address leave no doubt; others may be about another one.
        if (named || !own) {
          answers.add(line.strip());
          taken++;
          for (int more = i + 1;
              PROMISE.matcher(lines.get(more - 1)).find()
                  && more < lines.size()
                  && !lines.get(more).isBlank();
              more++) {
            answers.add(lines.get(more).strip());
          }
        }
        own |= named;
      } else if (named && !line.contains("envelope-from")) {
        taken++;
        beside.append(paragraph(lines, i, address));
      }
    }
    String found = own ? "" : beside.toString();
    found += answers.isEmpty() ? "" : String.join("\n", answers) + "\n";
    return found;
  }

  private static boolean isOfOther(String line, String address) {
    return !address.isEmpty() && !line.contains(address) && IN_BRACKETS.matcher(line).find();
  }

  private static String paragraph(List<String> lines, int at, String address) {
    StringBuilder found = new StringBuilder();
    String rest = lines.get(at).substring(lines.get(at).indexOf(address) + address.length());
    found.append(rest.replaceFirst("^[>)\\]:.,;\\s]+", "")).append('\n');
    int i = at + 1;
    while (found.toString().isBlank() && i < lines.size() && lines.get(i).isBlank()) {
      i++;
    }
    for (; i < lines.size() && i < at + LINES_MAX && !lines.get(i).isBlank(); i++) {
      if (!lines.get(i).contains(address) && BounceReader.begins(lines.get(i))) {
        break;
      }
      found.append(lines.get(i).strip()).append('\n');
      // A reason may be announced above a blank line.
      if (PROMISE.matcher(lines.get(i)).find()
          && i + 2 < lines.size()
          && lines.get(i + 1).isBlank()) {
        i++;
      }
    }
    return found.toString();
  }
}
