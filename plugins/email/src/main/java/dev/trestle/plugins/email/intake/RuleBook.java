package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.intake.MailRule.Condition;
import dev.trestle.plugins.email.read.Headers;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.plugins.email.read.Parties;
import dev.trestle.plugins.email.read.ReadMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the rule that decides about a message. */
final class RuleBook {
  private final Iterable<MailRule> inOrder;

  RuleBook(Iterable<MailRule> inOrder) {
    this.inOrder = inOrder;
  }

  /** The first rule that is on and fits; null when none does. */
  @Nullable MailRule first(UUID mailboxId, ReadMail mail, Envelope envelope) {
    for (MailRule rule : inOrder) {
      if (rule.enabled()
          && (rule.mailboxId() == null || rule.mailboxId().equals(mailboxId))
          && rule.conditions().stream().allMatch(each -> holds(each, mail, envelope))) {
        return rule;
      }
    }
    return null;
  }

  private static boolean holds(Condition condition, ReadMail mail, Envelope envelope) {
    String pattern = condition.pattern().strip().toLowerCase(Locale.ROOT);
    MailAddress author = mail.parties().author();
    return switch (condition.subject()) {
      case RECIPIENT -> recipients(mail, envelope).stream().anyMatch(each -> fits(pattern, each));
      case SENDER -> fits(pattern, author.key());
      case SENDER_DOMAIN ->
          fits(pattern, author.domain()) || author.domain().endsWith("." + pattern);
      case HEADER -> header(mail.headers(), condition.header(), pattern);
      case SUBJECT -> fits(pattern, mail.subject().strip().toLowerCase(Locale.ROOT));
    };
  }

  /** To whom a message came, in small letters, details behind a plus sign included. */
  static List<String> recipients(ReadMail mail, Envelope envelope) {
    Parties parties = mail.parties();
    List<String> all = new ArrayList<>();
    for (List<MailAddress> group : List.of(parties.to(), parties.cc(), parties.deliveredTo())) {
      group.forEach(address -> all.add(address.key()));
    }
    envelope.recipients().forEach(address -> all.add(address.toLowerCase(Locale.ROOT)));
    return all;
  }

  private static boolean header(Headers headers, String name, String pattern) {
    return headers.all(name).stream()
        .anyMatch(value -> fits(pattern, value.strip().toLowerCase(Locale.ROOT)));
  }

  /** Whether a text is what a pattern says, in which stars stand for any characters. */
  static boolean fits(String pattern, String text) {
    int p = 0;
    int star = -1;
    int back = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        back = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++back;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
