package dev.trestle.domain.directory;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.ticket.TextRules;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What addresses, keys, zones and languages must look like. */
final class InputRules {
  private static final int EMAIL_MAX = 254;
  private static final int DOMAIN_MAX = 253;
  private static final int DOMAINS_MAX = 100;
  private static final int PHONE_MAX = 50;
  private static final int SHORT_MAX = 100;
  static final int EXTERNAL_KEY_MAX = 200;
  static final int NOTE_MAX = 10_000;

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?"
              + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?)+");
  private static final Pattern LOCAL_PART =
      Pattern.compile("[^\\s@\"(),:;<>\\[\\]\\\\\\p{Cntrl}]{1,64}");
  private static final Pattern PHONE =
      Pattern.compile("[+0-9()/.,;#*xX \\-\\p{L}]*[0-9][^\\p{Cntrl}]*");

  private InputRules() {}

  static String name(Draft draft, @Nullable String name) {
    return TextRules.required(draft, name, TextRules.NAME_MAX, "input", "name");
  }

  static @Nullable String externalKey(Draft draft, @Nullable String key) {
    return TextRules.optional(draft, key, EXTERNAL_KEY_MAX, "input", "externalKey");
  }

  static String key(Draft draft, String key, String... path) {
    if (!KEY.matcher(key).matches()) {
      draft.invalid(
          "KEY_INVALID",
          "A key is a lower-case letter followed by at most 63 lower-case letters, digits and"
              + " underscores.",
          path);
    }
    return key;
  }

  /** An address in lower case; a problem when mail could never reach it. */
  static @Nullable String email(Draft draft, @Nullable String given) {
    String text = TextRules.optional(draft, given, EMAIL_MAX, "input", "email");
    if (text == null) {
      return null;
    }
    String email = text.toLowerCase(Locale.ROOT);
    int at = email.lastIndexOf('@');
    boolean plausible =
        at > 0
            && LOCAL_PART.matcher(email.substring(0, at)).matches()
            && !email.startsWith(".")
            && !email.contains("..")
            && email.charAt(at - 1) != '.'
            && DOMAIN.matcher(email.substring(at + 1)).matches();
    if (!plausible) {
      draft.invalid("EMAIL_INVALID", "Give an address such as anna@example.com.", "input", "email");
    }
    return email;
  }

  /** Domain names in lower case, each once. */
  static List<String> domains(Draft draft, @Nullable List<String> given) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > DOMAINS_MAX) {
      draft.invalid(
          "TOO_MANY", "At most " + DOMAINS_MAX + " domains are allowed.", "input", "domains");
      return List.of();
    }
    Set<String> domains = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String[] path = {"input", "domains", String.valueOf(i)};
      String domain =
          TextRules.required(draft, given.get(i), DOMAIN_MAX, path).toLowerCase(Locale.ROOT);
      if (!domain.isEmpty() && !DOMAIN.matcher(domain).matches()) {
        draft.invalid("DOMAIN_INVALID", "Give a mail domain such as example.com.", path);
      }
      domains.add(domain);
    }
    return List.copyOf(domains);
  }

  static @Nullable String timeZone(Draft draft, @Nullable String given) {
    String zone = TextRules.optional(draft, given, SHORT_MAX, "input", "timeZone");
    if (zone == null) {
      return null;
    }
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException unknown) {
      draft.invalid(
          "TIME_ZONE_UNKNOWN",
          "Give an IANA time zone such as Europe/Berlin.",
          "input",
          "timeZone");
      return null;
    }
  }

  static @Nullable String phone(Draft draft, @Nullable String given) {
    String phone = TextRules.optional(draft, given, PHONE_MAX, "input", "phone");
    if (phone != null && !PHONE.matcher(phone).matches()) {
      draft.invalid(
          "PHONE_INVALID", "Give a phone number such as +49 30 123456-7.", "input", "phone");
    }
    return phone;
  }

  /** A language tag in its canonical form. */
  static @Nullable String locale(Draft draft, @Nullable String given) {
    String tag = TextRules.optional(draft, given, SHORT_MAX, "input", "locale");
    if (tag == null) {
      return null;
    }
    String canonical = canonicalTag(tag);
    if (canonical == null) {
      draft.invalid("LOCALE_INVALID", "Give a BCP 47 tag such as de or en-GB.", "input", "locale");
    }
    return canonical;
  }

  /** The tag as it is to be written; null when it is ill-formed or names no language. */
  private static @Nullable String canonicalTag(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      return locale.getLanguage().isEmpty() ? null : locale.toLanguageTag();
    } catch (IllformedLocaleException illFormed) {
      return null;
    }
  }
}
