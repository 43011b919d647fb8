package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells from the words of a diagnostic why a message did not arrive. The reasons that are not the
 * recipient's fault come first: a server that blocks a sender often adds that it knows no such
 * user.
 */
final class BounceWords {
  private static final List<Map.Entry<BounceReason, Pattern>> WORDS = new ArrayList<>();

  static {
    say(
        BounceReason.LOCAL_PROGRAM,
        "procmail|maildrop|pipe to|mail filter program|no such file|can'?t create|couldn'?t create|unable to create");
    say(
        BounceReason.SYSTEM,
        "system config(?:uration)? error|internal (?:server )?error|i/o error|mailer error|x-unix");
    say(
        BounceReason.POLICY,
        "domain of sender|sender (?:address )?(?:domain|rejected|denied|verify|address)|5\\.1\\.[78]\\b|sender address|mail from .{0,60}(?:reject|denied|invalid|does not exist)"
            + "|after mail from|relay(?:ing)? (?:access )?denied|relaying (?:not|is )|not permitted to relay|do not relay|not a relay|is not verified");
    say(
        BounceReason.USER_UNKNOWN,
        "recipient address rejected: access denied|^542 @ rejected|inactive email address|not an active address");
    say(
        BounceReason.SUSPENDED,
        "(?:account|mailbox|user|address|recipient|e-?mail).{0,60}(?:suspended|disabled|inactive|deactivated|locked|frozen|not activ|expired|blocked|is currently not)|(?:inactive|disabled|suspended|closed) (?:user|account|mailbox|recipient)|not (?:an )?active|recipient suspended");
    say(
        BounceReason.AUTHENTICATION,
        "dmarc|\\bspf\\b|\\bdkim\\b|sender policy framework|unauthenticated|5\\.7\\.2[0-9]\\b|authentication (?:check|required|failure)|must authenticate");
    say(
        BounceReason.MAILBOX_FULL,
        "(?:mail ?box|mailfolder|inbox|account|recipient|user|mail folder).{0,50}(?: full\\b|over ?quota|over its quota|exceeded|exceeds)|over ?quota"
            + "|quota (?:exceed|violation|full|is full)|exceed(?:s|ed|ing)?.{0,40}(?:quota|storage|disk|space)|insufficient (?:disk|storage|space)|not enough (?:storage|disk|space)"
            + "|dis[ck] quota|full mailbox|mailbox size|5\\.2\\.2\\b|4\\.2\\.2\\b|out of (?:storage|disk)|too much mail data|max(?:imum)? message count|メールボックスが一杯");
    say(
        BounceReason.USER_UNKNOWN,
        "name is not recognized|user (?:account )?(?:is )?(?:unknown|not found|not known|invalid|nicht gefunden)|user (?:doesn'?t|does not) exist|unknown (?:user|recipient|address|account|local|e-?mail|mailbox|or illegal)"
            + "|no such (?:user|recipient|mailbox|address|person|account|email|local|contact|id)|no mailbox|mail ?box (?:not found|not available|does not exist|doesn'?t exist|unavailable|unknown|invalid|is not known)|(?:recipient|address|addressee|user name|username|account|mail-?box) (?:is )?(?:unknown|not found|not known|invalid|does(?: not|n'?t) exist|not exist)"
            + "|invalid (?:recipient|mailbox|user|account|final delivery|e-?mail address|address)|not listed in|bad.?recipient|badrcptto|account that you tried to reach does not exist|not an active address|not (?:a )?(?:valid|known) (?:user|recipient|mailbox|address)"
            + "|rcpt .{0,80}does not exist|there is no (?:such|user|account|mailbox|one)|check if address is correct|wasn'?t found at|couldn'?t be found|address(?:ee)? (?:wasn'?t|was not) found|(?:doesn'?t|does not) have (?:an?|any) .{0,40}(?:account|mailbox|user)|ディレクトリのリストにありません|宛先が不明|ユーザは存在しません|gibt es nicht|unbekannt");
    say(
        BounceReason.NO_MAIL_ACCEPTED,
        "does(?:n't| not) (?:currently )?accept (?:any )?(?:e-?)?mails?|not accept(?:ing)? (?:any )?(?:e-?)?mail|null ?mx|couldn'?t find a mail exchanger|no smtp service|5\\.1\\.10\\b|no e-?mail (?:is )?accepted|not receive mail|\\b(?:521|556)[ -]");
    say(
        BounceReason.NETWORK,
        "name service error .{0,80}(?:malformed|try again)|host not found, try again|socket error|did not accept our requests to connect|(?:connection|network) (?:refused|timed|lost|reset|failed|died|unreachable)|no route to host|too many hops|hop count|mail loop|loops? back");
    say(
        BounceReason.BLOCKED,
        "my name was rejected|mismatches client ip|invalid ip for sending|blacklist|black list|blocklist|block list|\\brbl\\b|dnsbl|spamhaus|spamcop|reputation|access denied|(?:ip|host|server|client|address) .{0,40}(?:blocked|banned|listed)|reverse dns|\\bptr\\b"
            + "|reverse (?:host|lookup|name)|client host|cannot find your hostname|not allowed to connect|connection (?:refused by|dropped due)|dynamic|helo|refused to talk to me|no access from|yourself");
    say(
        BounceReason.HOST_UNKNOWN,
        "host(?: or domain)?(?: name)?(?: \\S+)? (?:not found|unknown)|unknown host|no such (?:domain|host)|domain (?:name )?(?:does not exist|doesn't exist|is not found|not found|isn't found|must exist)|name or service not known|unrouteable (?:mail )?domain|nxdomain"
            + "|unknown (?:mail )?domain|bad (?:destination )?domain|couldn'?t find any host|no mx (?:record|host)|domain .{0,60}(?:not found|couldn'?t be found|does not exist)|invalid domain|recipient domain .{0,30}(?:not exist|unknown)|mail domain mentioned|illegal host|domain nonexistent|domain is not reachable|5\\.1\\.2\\b"
            + "|\\d{3} [a-z0-9-]+(?:\\.[a-z0-9-]+)+ does not exist");
    say(
        BounceReason.MOVED,
        "(?:has|have) moved|has been replaced by|5\\.1\\.6\\b|new (?:e-?mail )?address");
    say(
        BounceReason.TOO_BIG,
        "size limit|message (?:file )?(?:too (?:big|large|long)|size exceeds|is too (?:big|large))|exceed(?:s|ed)? .{0,40}(?:message size|size limit|maximum|max)|message size|size exceeded|larger than the|5\\.3\\.4\\b|5\\.2\\.3\\b|too large");
    say(BounceReason.VIRUS, "virus|infected|malware|worm\\b|trojan");
    say(
        BounceReason.SPAM,
        "spam|junk ?mail|unsolicited|\\bube\\b|bulk mail|content (?:rejected|filter|blocked)|looks like|rejected by .{0,30}filter|message content|barracuda");
    say(
        BounceReason.TOO_FAST,
        "too (?:many|fast|much)|rate ?limit|throttl|greylist|grey list|gray ?list|limit exceeded");
    say(
        BounceReason.POLICY,
        "policy|not authori[sz]ed|not permitted|permission|rejected for|security (?:polic|reason|check|issue|violation|threat)|not allowed|prohibited|unable to verify|must have|starttls|encryption (?:needed|required)|invalid sender|blocked|banned|denied|refused");
    say(
        BounceReason.CONTENT,
        "5\\.6\\.|8bit|8-bit|mime|syntax|bare lf|rfc ?\\d+|malformed|not conform|invalid content|header");
    say(
        BounceReason.EXPIRED,
        "timed? ?out|expired|time(?:d)? (?:limit|exceeded|expire)|too long|retry|delayed|not yet been delivered|[45]\\.4\\.7|has been trying|for (?:more than )?\\d+ (?:days|hours)|failing for a long time|failed \\d+ attempts|giving up|delivery attempts|been unable to|could not be delivered for");
    say(
        BounceReason.USER_UNKNOWN,
        "(?:recipient|mailbox|account|addressee|username|person|inbox|user).{0,60}(?:unknown|not found|does(?: not|n'?t) exist|not exist|not known|no longer|isn'?t valid|is not valid|not valid|nonexist|non-exist|not a valid|not our|cannot be found)"
            + "|not our customer|unrouteable address|5\\.1\\.1\\b|5\\.1\\.[03]\\b|undeliverable address");
    say(
        BounceReason.NETWORK,
        "unreachable|not reachable|dns|mail exchanger|no answer|not responding|[45]\\.4\\.\\d|temporar(?:y|ily)|connect");
    say(
        BounceReason.SYSTEM,
        "system|local error|configur|disk|server error|resources|service unavailable|5\\.3\\.");
  }

  private BounceWords() {}

  private static void say(BounceReason reason, String words) {
    WORDS.add(Map.entry(reason, Pattern.compile(words, Pattern.CASE_INSENSITIVE)));
  }

  static BounceReason reason(String words) {
    String one = words.length() > 4_000 ? words.substring(0, 4_000) : words;
    // Names in addresses, such as no-such-user@, are no diagnosis.
    String line = one.replaceAll("\\s+", " ").replaceAll("[^\\s<>,;:]+@[^\\s<>,;:]+", "@");
    for (Map.Entry<BounceReason, Pattern> entry : WORDS) {
      if (entry.getValue().matcher(line).find()) {
        return entry.getKey();
      }
    }
    return BounceReason.UNDEFINED;
  }
}
