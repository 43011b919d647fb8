package dev.trestle.sdk.command;

import dev.trestle.sdk.promise.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mutation of the public schema that a plugin wants done, by its name and input. Ids may be given
 * as {@code UUID}, enums by name, times as {@code Instant}; {@code operationKey} and {@code dryRun}
 * have no place here. What the plugin may wish for stands in its manifest ({@code writes}).
 *
 * @param input the fields of the mutation's input; null values are given as null
 */
@Api
public record Wish(String mutation, Map<String, @Nullable Object> input) {
  public Wish {
    Objects.requireNonNull(mutation);
    input = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(input));
  }

  /** A wish without input yet; see {@link #with}. */
  public static Wish of(String mutation) {
    return new Wish(mutation, Map.of());
  }

  public Wish with(String field, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(input);
    more.put(field, value);
    return new Wish(mutation, more);
  }

  /** An internal note on a ticket. */
  public static Wish note(UUID ticketId, String text) {
    return of("ticketNote").with("ticketId", ticketId).with("text", text);
  }

  /** A public comment on a ticket. */
  public static Wish comment(UUID ticketId, String text) {
    return of("ticketComment").with("ticketId", ticketId).with("text", text);
  }

  /** Another status for a ticket, by its key in the ticket's queue. */
  public static Wish status(UUID ticketId, String status) {
    return of("ticketChangeStatus").with("ticketId", ticketId).with("status", status);
  }
}
