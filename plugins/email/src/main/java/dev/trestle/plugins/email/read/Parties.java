package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who a message names. Groups are flattened.
 *
 * @param from the authors; the first is who wrote
 * @param sender who sent for the authors
 * @param replyTo where answers are wanted
 * @param deliveredTo the mailboxes that servers say they put it into
 * @param returnPath where servers send failures; an empty address for messages that no failure may
 *     follow, and absent when no server noted it
 */
public record Parties(
    List<MailAddress> from,
    List<MailAddress> sender,
    List<MailAddress> replyTo,
    List<MailAddress> to,
    List<MailAddress> cc,
    List<MailAddress> deliveredTo,
    List<MailAddress> returnPath) {
  private static final MailAddress NOBODY = new MailAddress("", "");

  static Parties of(Headers headers) {
    List<MailAddress> delivered = new ArrayList<>();
    for (String name : List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To")) {
      for (String field : headers.all(name)) {
        delivered.addAll(AddressList.of(field));
      }
    }
    String path = headers.first("Return-Path");
    return new Parties(
        authors(headers),
        AddressList.of(headers.first("Sender")),
        AddressList.of(headers.first("Reply-To")),
        all(headers, "To"),
        all(headers, "Cc"),
        delivered.stream().distinct().toList(),
        !headers.has("Return-Path")
            ? List.of()
            : path.strip().equals("<>") ? List.of(NOBODY) : AddressList.of(path));
  }

  // With several fields the first counts, unless it names nobody.
  private static List<MailAddress> authors(Headers headers) {
    List<String> fields = headers.all("From");
    for (String field : fields) {
      List<MailAddress> named = AddressList.of(field);
      if (named.stream().anyMatch(MailAddress::isUsable)) {
        return named;
      }
    }
    return fields.isEmpty() ? List.of() : AddressList.of(fields.getFirst());
  }

  // A second field of a name is against the rules, but its people were written to as well.
  private static List<MailAddress> all(Headers headers, String name) {
    return headers.all(name).stream().flatMap(f -> AddressList.of(f).stream()).toList();
  }

  /**
   * The author: the first of From, of Sender, of Reply-To; with an empty address when there is
   * nobody.
   */
  public MailAddress author() {
    return Stream.of(from, sender, replyTo).flatMap(List::stream).findFirst().orElse(NOBODY);
  }

  /** Whom an answer goes to: Reply-To before the author. */
  public MailAddress contact() {
    return replyTo.stream().filter(MailAddress::isUsable).findFirst().orElseGet(this::author);
  }
}
