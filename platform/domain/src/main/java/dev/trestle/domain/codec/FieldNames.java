package dev.trestle.domain.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Well-known field names, each written as its place in this list. The list is part of the file
 * format: append only. The first 126 cost one byte, the rest two, any other name its own length.
 */
final class FieldNames {
  private static final List<String> NAMES =
      List.of(
          // Every record, and the ticket.
          "id",
          "version",
          "type",
          "createdAt",
          "updatedAt",
          "number",
          "subject",
          "statusKey",
          "category",
          "priority",
          "ticketType",
          "queueId",
          "companyId",
          "siteId",
          "requesterId",
          "assigneeId",
          "teamId",
          "watchers",
          "tags",
          "fields",
          "links",
          "parentId",
          "mergedIntoId",
          "dueAt",
          "resolvedAt",
          "closedAt",
          "reopenedAt",
          "firstResponseAt",
          "lastMessageAt",
          "lastInboundAt",
          "unansweredSince",
          "messageCount",
          "reopenCount",
          "assignmentCount",
          "timeline",
          "history",
          "resolution",
          "channel",
          "sharedWith",
          "customFields",
          "status",
          "name",
          "key",
          "value",
          "kind",
          "state",
          "text",
          "ticketId",
          "actorId",
          "authorId",
          "contactId",
          "agentId",
          "userId",
          "email",
          "emails",
          "phone",
          "phones",
          "locale",
          "zone",
          "at",
          "by",
          "from",
          "to",
          "source",
          "target",
          "title",
          "description",
          "note",
          "position",
          "active",
          "archived",
          "archivedAt",
          "language",
          "address",
          "addresses",
          "domain",
          "domains",
          "street",
          "postalCode",
          "city",
          "region",
          "country",
          "externalId",
          "externalIds",
          "role",
          "roles",
          "permissions",
          "members",
          "memberIds",
          "queueIds",
          "teamIds",
          "companyIds",
          "statuses",
          "transitions",
          "prefix",
          "format",
          "options",
          "required",
          "visibility",
          "internal",
          "direction",
          "delivery",
          "attachments",
          "attachmentIds",
          "messageId",
          "ordinal",
          "sequence",
          "sha256",
          "size",
          "mediaType",
          "fileName",
          "operationKey",
          "fingerprint",
          "answer",
          "expiresAt",
          "events",
          "cause",
          "payload",
          "owner",
          "lease",
          "attempts",
          "nextAttemptAt",
          "error",
          "filter",
          "orderBy",
          "columns",
          // From here on two bytes.
          "shared",
          "ownerId",
          "passwordHash",
          "totpSecret",
          "tokenHash",
          "scopes",
          "familyId",
          "usedAt",
          "revokedAt",
          "issuer",
          "audience",
          "publicKey",
          "privateKey",
          "algorithm",
          "notBefore",
          "changes",
          "oldValue",
          "newValue",
          "erasedAt",
          "erasedBy",
          "reason",
          "code",
          "path",
          "args",
          "unit",
          "scale",
          "min",
          "max",
          "pattern",
          "fieldKey",
          "searchable",
          "sortable",
          "filterable",
          "default",
          "calendarId",
          "holidays",
          "hours",
          "plugin",
          "record",
          "table",
          "slot",
          "counters",
          "next",
          "seed",
          "chain",
          "remote",
          "userAgent",
          "traceId",
          "timerId",
          "fireAt",
          "period",
          "childIds",
          "relatedIds",
          "dismissedAt",
          "dismissedBy",
          "dismissReason",
          "snoozedUntil",
          "scheduledFor",
          "startedAt",
          "endedAt",
          "startsOn",
          "endsOn",
          "amount",
          "currency",
          "quantity",
          "html",
          "cc",
          "bcc",
          "replyTo",
          "inReplyTo",
          "references",
          "extra",
          "accompaniedBy");

  private static final Map<String, Integer> PLACES = places();

  private FieldNames() {}

  static int count() {
    return NAMES.size();
  }

  static String at(int place) {
    return NAMES.get(place);
  }

  static List<String> all() {
    return NAMES;
  }

  /** The place of a name, or -1. */
  static int place(String name) {
    Integer place = PLACES.get(name);
    return place == null ? -1 : place;
  }

  /** The bytes that open a field of this name. */
  static void write(String name, Sink out) {
    int place = place(name);
    if (place >= 0) {
      out.putVarint(place + Wire.FIRST_KNOWN_NAME);
    } else {
      out.putByte(Wire.INLINE_NAME);
      out.putUtf8(name);
    }
  }

  /** A field name is some text that UTF-8 can carry. */
  static String checked(String name) {
    if (name.isEmpty() || Wire.hasUnpairedSurrogate(name)) {
      throw new IllegalArgumentException("not a field name: '" + name + "'");
    }
    return name;
  }

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (String name : NAMES) {
      places.put(name, places.size());
    }
    return places;
  }
}
