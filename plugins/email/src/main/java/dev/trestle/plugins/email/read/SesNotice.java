package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Amazon SES tells of its messages through its notification service: one line of JSON.
 * Of that only the flat objects about recipients count, so that no reader of JSON is needed.
 */
final class SesNotice {
  private static final int LOOK = 65_536;
  private static final int RECIPIENTS_MAX = 200;
  private static final Pattern RECIPIENT =
      Pattern.compile("\\{[^{}]*\"emailAddress\"\\s*:\\s*\"[^{}]*\\}");
  private static final Pattern MEMBER =
      Pattern.compile("\"(\\w+)\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)\"");
  private static final Pattern DELIVERED =
      Pattern.compile("\"delivery\"\\s*:\\s*\\{[^{}]*\"recipients\"\\s*:\\s*\\[([^\\]]*)\\]");
  private static final String TYPE = "\"(?:notification|event)Type\"\\s*:\\s*\"";
  private static final Pattern TOLD = Pattern.compile(TYPE + "(?:Bounce|Delivery)");
  private static final Pattern COMPLAINT = Pattern.compile(TYPE + "Complaint");

  private SesNotice() {}

  static boolean isNotice(Headers headers, List<Part> parts) {
    return isFromService(headers)
        && parts.stream().anyMatch(part -> TOLD.matcher(beginning(part)).find());
  }

  static boolean isComplaint(Headers headers, List<Part> parts) {
    return isFromService(headers)
        && parts.stream().anyMatch(part -> COMPLAINT.matcher(beginning(part)).find());
  }

  private static boolean isFromService(Headers headers) {
    return headers.has("X-Amz-Sns-Message-Id")
        && headers.first("From").contains("sns.amazonaws.com");
  }

  private static String beginning(Part part) {
    String text = part.isText() ? part.characters() : "";
    return plain(text);
  }

  /** The notice itself, taken out of the string in which the service may wrap it. */
  private static String plain(String text) {
    String json = text.substring(0, Math.min(text.length(), LOOK)).replaceAll("\\s*\\n", " ");
    return json.contains("\\\"") ? json.replace("\\\"", "\"") : json;
  }

  /** One recipient's part: address, action, status, diagnosticCode, as far as they are told. */
  static List<Map<String, String>> recipients(String text) {
    if (!text.contains("notificationType") && !text.contains("eventType")) {
      return List.of();
    }
    // The line is wrapped where the mail program found a blank.
    String json = plain(text);
    List<Map<String, String>> found = new ArrayList<>();
    if (!TOLD.matcher(json).find()) {
      return found;
    }
    Matcher recipient = RECIPIENT.matcher(json);
    while (recipient.find() && found.size() < RECIPIENTS_MAX) {
      found.add(members(recipient.group()));
    }
    Matcher delivered = DELIVERED.matcher(json);
    if (found.isEmpty() && delivered.find()) {
      Map<String, String> all = members(json.substring(delivered.start()));
      for (String address : delivered.group(1).replaceAll("[\"\\s]", "").split(",")) {
        found.add(
            Map.of(
                "emailAddress",
                address,
                "action",
                "delivered",
                "diagnosticCode",
                all.getOrDefault("smtpResponse", "")));
      }
    }
    return found;
  }

  private static Map<String, String> members(String object) {
    Map<String, String> members = new TreeMap<>();
    Matcher member = MEMBER.matcher(object);
    while (member.find()) {
      members.putIfAbsent(member.group(1), member.group(2).replaceAll("\\\\(.)", "$1"));
    }
    return members;
  }
}
