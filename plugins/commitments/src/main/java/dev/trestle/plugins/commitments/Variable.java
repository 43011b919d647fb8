package dev.trestle.plugins.commitments;

import org.jspecify.annotations.Nullable;

/** What a template can name. */
enum Variable {
  CONTACT_NAME("contact.name", Type.TEXT),
  COMPANY_NAME("company.name", Type.TEXT),
  TICKET_NUMBER("ticket.number", Type.TEXT),
  TICKET_SUBJECT("ticket.subject", Type.TEXT),
  AGENT_NAME("agent.name", Type.TEXT),
  PROMISE_WHAT("promise.what", Type.TEXT),
  PROMISE_DUE_AT("promise.dueAt", Type.TIME),
  PROMISE_OLD_DUE_AT("promise.oldDueAt", Type.TIME),
  PROMISE_REASON("promise.reason", Type.TEXT),
  NEXT_UPDATE_AT("nextUpdate.dueAt", Type.TIME);

  private final String key;
  private final Type type;

  Variable(String key, Type type) {
    this.key = key;
    this.type = type;
  }

  /** What a variable holds, and how it can be written. */
  enum Type {
    /** Written as it is. */
    TEXT,
    /** A day and a time, {@code |date} or {@code |time} for one of them. */
    TIME
  }

  String key() {
    return key;
  }

  Type type() {
    return type;
  }

  static @Nullable Variable of(String key) {
    for (Variable variable : values()) {
      if (variable.key.equals(key)) {
        return variable;
      }
    }
    return null;
  }
}
