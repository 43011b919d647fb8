package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a message may belong to an earlier one, in the order in which it is tried.
 *
 * @param messageId its own id without angle brackets; empty when it has none
 * @param inReplyTo ids of the messages it answers, without angle brackets
 * @param references ids of the thread, the oldest first
 * @param tokens what stands behind a plus sign in the addresses it was sent to
 * @param subjectTags numbers in the subject that follow a hash sign, or a word and a hash sign,
 *     inside of brackets
 */
public record ThreadKeys(
    String messageId,
    List<String> inReplyTo,
    List<String> references,
    List<String> tokens,
    List<String> subjectTags) {
  private static final int IDS_MAX = 500;
  private static final Pattern ID = Pattern.compile("<\\s*([^<>\\s][^<>]*)>");
  private static final Pattern TAG =
      Pattern.compile("[\\[(]([^\\[\\]()#]{0,40}#\\s?[A-Za-z0-9-]{1,40})[\\])]");

  static ThreadKeys of(Headers headers, Parties parties, String subject) {
    List<String> own = ids(headers.first("Message-ID"));
    Set<String> tokens = new LinkedHashSet<>();
    for (List<MailAddress> group : List.of(parties.to(), parties.cc(), parties.deliveredTo())) {
      for (MailAddress address : group) {
        int plus = address.local().indexOf('+');
        if (plus >= 0 && plus + 1 < address.local().length()) {
          tokens.add(address.local().substring(plus + 1));
        }
      }
    }
    List<String> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(subject);
    while (tag.find()) {
      tags.add(tag.group(1));
    }
    return new ThreadKeys(
        own.isEmpty() ? "" : own.getFirst(),
        ids(String.join(" ", headers.all("In-Reply-To"))),
        ids(String.join(" ", headers.all("References"))),
        List.copyOf(tokens),
        List.copyOf(tags));
  }

  /** The ids in which to look for the thread, the nearest first. */
  public List<String> ancestors() {
    Set<String> nearest = new LinkedHashSet<>(references.reversed());
    nearest.addAll(inReplyTo);
    return List.copyOf(nearest);
  }

  /** The ids in angle brackets; without any, the words that look like ids. */
  static List<String> ids(String field) {
    Set<String> found = new LinkedHashSet<>();
    Matcher id = ID.matcher(field);
    while (id.find() && found.size() < IDS_MAX) {
      found.add(id.group(1).replaceAll("\\s+", ""));
    }
    if (found.isEmpty()) {
      for (String word : field.strip().split("[\\s,;<>\"]+")) {
        if (!word.isEmpty() && (word.contains("@") || field.strip().equals(word))) {
          found.add(word);
        }
      }
    }
    return List.copyOf(found);
  }
}
