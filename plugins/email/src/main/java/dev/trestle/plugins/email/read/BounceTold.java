package dev.trestle.plugins.email.read;

import dev.trestle.plugins.email.read.BounceEvidence.Command;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mail system says in a report, for all its recipients. It is looked through once, however
 * many they are, and no further than anybody would read.
 */
final class BounceTold {
  private static final int LENGTH_MAX = 32_768;
  private static final Pattern ANSWER =
      Pattern.compile(
          "^\\s*(?:<<< )?[45]\\d\\d(?:[ -]|: ?)\\S|said:|<<< [45]|SMTP error|#[45]\\.\\d\\.\\d");
  private static final Pattern WARNING =
      Pattern.compile(
          "(?i)warning message|warning only|will (?:be )?(?:retry|retried|continue)|not yet been|still being");
  static final Pattern GIVEN_UP =
      Pattern.compile("(?i)retry (?:timeout exceeded|time not reached)");
  // Dovecot writes this above the reason of its own for which it returns a message.
  private static final Pattern REJECTED =
      Pattern.compile("(?m)was automatically rejected:\\s*\\R(.+)$");
  private static final Pattern DISABLED =
      Pattern.compile(
          "(?i)(?:account|mailbox)(?:s| is| was| has been)* (?:disabled|suspended|deactivated)");
  // Its customers write these answers themselves, whatever the reason.
  private static final Pattern FREE_ANSWERS =
      Pattern.compile("(?i)reporting-mta:[^\\n]*inbound-smtp\\.[^\\n]*amazonaws");

  private final List<String> lines;
  private final BitSet answers = new BitSet();
  private final boolean several;
  private final boolean certain;
  private final boolean disabled;
  private final boolean free;
  private final boolean atRecipientOnly;
  private final boolean warning;
  private final boolean givenUp;
  private final String rejected;
  private final Command said;
  private final String text;
  private @Nullable BounceReason reason;

  /**
   * @param told without the message that it repeats
   * @param reporting the line with which the report names the system that wrote it; empty when none
   */
  BounceTold(String told, String reporting) {
    this.text = told.substring(0, Math.min(told.length(), LENGTH_MAX)) + "\n" + reporting;
    this.lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      answers.set(i, ANSWER.matcher(lines.get(i)).find());
    }
    this.several = BounceReader.namesSeveral(text);
    this.certain = !several && BounceVerdict.CERTAIN.matcher(text).find();
    this.disabled = DISABLED.matcher(text).find();
    this.free = FREE_ANSWERS.matcher(text).find();
    this.atRecipientOnly = BounceVerdict.AT_RECIPIENT_ONLY.matcher(text).find();
    this.givenUp = !several && GIVEN_UP.matcher(text).find();
    this.warning = WARNING.matcher(text).find();
    Matcher own = REJECTED.matcher(text);
    this.rejected = own.find() ? own.group(1).strip() : "";
    this.said = BounceEvidence.said(text);
  }

  List<String> lines() {
    return lines;
  }

  /** Whether a server answers in this line. */
  boolean isAnswer(int line) {
    return answers.get(line);
  }

  boolean isAboutSeveral() {
    return several;
  }

  /** Whether it leaves no doubt that its only recipient does not exist. */
  boolean isCertain() {
    return certain;
  }

  boolean isDisabled() {
    return disabled;
  }

  boolean isWrittenFreely() {
    return free;
  }

  boolean isAtRecipientOnly() {
    return atRecipientOnly;
  }

  boolean isWarning() {
    return warning;
  }

  /** Whether it was tried for too long, so that the failure may have been a passing one. */
  boolean isGivenUp() {
    return givenUp;
  }

  /** Why the system itself sent the message back; empty when it does not say so. */
  String rejected() {
    return rejected;
  }

  Command said() {
    return said;
  }

  /** What all of it says; the dearest of its answers, which most reports make needless. */
  BounceReason reason() {
    if (reason == null) {
      reason = BounceWords.reason(text);
    }
    return reason;
  }
}
